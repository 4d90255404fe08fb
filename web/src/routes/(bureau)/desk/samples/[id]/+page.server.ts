import { recoverPayment } from '@songgang/api/contract/payments.ts';
import {
  CHECKLIST,
  decideCheck,
  getSample,
  recordCheckVisit,
  redrawSample,
  replyToCheck,
} from '@songgang/api/contract/supervision.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { type Attempt, attempt, call } from '#lib/server/api.ts';
import { fen, text } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, parent }) => {
  const { actor } = await parent();
  return { sample: await call(fetch, getSample, { params }), mayRecover: actor.role === 'county_officer' };
};

function after(done: Attempt<unknown>, id: string) {
  if (!done.ok) return fail(done.status, { message: say(done.code, done.details) });
  redirect(303, `/desk/samples/${id}`);
}

export const actions: Actions = {
  visit: async ({ fetch, params, request }) => {
    const form = await request.formData();
    // The cast only names the fields: an answer the api does not know comes back as a refusal.
    const checklist = Object.fromEntries(CHECKLIST.map((point) => [point, text(form, point)])) as Record<
      (typeof CHECKLIST)[number],
      'yes'
    >;
    const body = { checklist, finding: text(form, 'finding') };
    return after(await attempt(fetch, recordCheckVisit, { params: { id: text(form, 'id') }, body }), params.id);
  },
  reply: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const body = { reply: text(form, 'reply') };
    return after(await attempt(fetch, replyToCheck, { params: { id: text(form, 'id') }, body }), params.id);
  },
  decide: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const body = { decision: text(form, 'decision'), passes: text(form, 'verdict') === 'pass' };
    return after(await attempt(fetch, decideCheck, { params: { id: text(form, 'id') }, body }), params.id);
  },
  recover: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const body = { amountFen: fen(form, 'sum') ?? Number.NaN, note: text(form, 'note') };
    return after(await attempt(fetch, recoverPayment, { params: { claimId: text(form, 'claimId') }, body }), params.id);
  },
  redraw: async ({ fetch, params }) => {
    const done = await attempt(fetch, redrawSample, { params, body: {} });
    return done.ok ? { redrawn: done.value } : fail(done.status, { message: say(done.code, done.details) });
  },
};
