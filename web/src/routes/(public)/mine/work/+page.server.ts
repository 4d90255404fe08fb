import { reportMyWork } from '@songgang/api/contract/my-work.ts';
import { fail, redirect } from '@sveltejs/kit';
import { dateOf } from '#lib/format.ts';
import { say } from '#lib/messages.ts';
import { attempt } from '#lib/server/api.ts';
import { fen, text } from '#lib/server/forms.ts';
import { admit } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  admit(event, ({ role }) => role === 'labourer');
  return { today: dateOf(new Date()) };
};

type Body = NonNullable<Parameters<typeof attempt<typeof reportMyWork>>[2]>['body'];

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const form = await request.formData();
    const typed = {
      employerName: text(form, 'employerName'),
      postTitle: text(form, 'postTitle'),
      contractKind: text(form, 'contractKind'),
      startedOn: text(form, 'startedOn'),
      placeText: text(form, 'placeText'),
    };
    const monthlyPayFen = fen(form, 'pay');
    // The cast only names the fields: what the api does not know comes back as a refusal.
    const body = { ...typed, ...(monthlyPayFen !== undefined && { monthlyPayFen }) } as Body;
    const result = await attempt(fetch, reportMyWork, { body });
    if (!result.ok) return fail(result.status, { typed, message: say(result.code, result.details) });
    redirect(303, '/mine?said#work');
  },
};
