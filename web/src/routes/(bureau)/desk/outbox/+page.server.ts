import { listMessages, resendMessage } from '@songgang/api/contract/desk.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { text } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const PAGE = 50;
const STATUSES = ['queued', 'sent', 'failed'] as const;

export const load: PageServerLoad = async ({ fetch, url }) => {
  const page = Math.max(1, Number(url.searchParams.get('page')) || 1);
  const status = STATUSES.find((s) => s === url.searchParams.get('status'));
  const query = { ...(status && { status }), offset: (page - 1) * PAGE, limit: PAGE };
  return { ...(await call(fetch, listMessages, { query })), page, pageSize: PAGE, status };
};

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const form = await request.formData();
    const result = await attempt(fetch, resendMessage, { params: { id: text(form, 'id') }, body: {} });
    if (!result.ok) return fail(result.status, { message: say(result.code, result.details) });
    redirect(303, '/desk/outbox');
  },
};
