import { listOwnChecks, replyToCheck } from '@songgang/api/contract/supervision.ts';
import { fail, redirect } from '@sveltejs/kit';
import { dateOf } from '#lib/format.ts';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { text } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch }) => ({
  ...(await call(fetch, listOwnChecks)),
  today: dateOf(new Date()),
});

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const form = await request.formData();
    const [id, reply] = [text(form, 'id'), text(form, 'reply')];
    const done = await attempt(fetch, replyToCheck, { params: { id }, body: { reply } });
    if (!done.ok) return fail(done.status, { id, reply, message: say(done.code, done.details) });
    redirect(303, '/employer/checks');
  },
};
