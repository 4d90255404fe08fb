import { drawSample, listSamples } from '@songgang/api/contract/supervision.ts';
import { fail, redirect } from '@sveltejs/kit';
import { dateOf } from '#lib/format.ts';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { text } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const REPLY_DAYS = 20;
const DAY_MS = 86_400_000;

export const load: PageServerLoad = async ({ fetch }) => {
  const today = dateOf(new Date());
  const due = dateOf(new Date(Date.now() + REPLY_DAYS * DAY_MS));
  return { ...(await call(fetch, listSamples)), from: `${today.slice(0, 4)}-01-01`, today, due };
};

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const form = await request.formData();
    const body = {
      fromOn: text(form, 'fromOn'),
      toOn: text(form, 'toOn'),
      employerShare: Number(text(form, 'employerShare')),
      repliesDueOn: text(form, 'repliesDueOn'),
    };
    const done = await attempt(fetch, drawSample, { body });
    if (!done.ok) return fail(done.status, { message: say(done.code, done.details), typed: body });
    redirect(303, `/desk/samples/${done.value.id}`);
  },
};
