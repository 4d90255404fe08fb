import { getNoticeDesk, publishNotice } from '@songgang/api/contract/publicity.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { text } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch }) => call(fetch, getNoticeDesk);

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const ruleId = text(await request.formData(), 'ruleId');
    const done = await attempt(fetch, publishNotice, { body: { ruleId } });
    if (!done.ok) return fail(done.status, { message: say(done.code, done.details) });
    redirect(303, `/desk/notices-public/${done.value.id}`);
  },
};
