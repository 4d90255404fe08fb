import { answerObjection, getNotice } from '@songgang/api/contract/publicity.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { text } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => ({ notice: await call(fetch, getNotice, { params }) });

export const actions: Actions = {
  default: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const id = text(form, 'id');
    const body = { answer: text(form, 'answer'), isUpheld: text(form, 'verdict') === 'upheld' };
    const done = await attempt(fetch, answerObjection, { params: { id }, body });
    if (!done.ok) return fail(done.status, { id, message: say(done.code, done.details), answer: body.answer });
    redirect(303, `/desk/notices-public/${params.id}`);
  },
};
