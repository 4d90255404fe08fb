import {
  dropPlacement,
  endPlacement,
  getPlacement,
  recordFollowUp,
  startPlacement,
} from '@songgang/api/contract/placements.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { type Attempt, attempt, call } from '#lib/server/api.ts';
import { fen, text, whole } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => ({
  placement: await call(fetch, getPlacement, { params }),
});

type Body<E extends typeof endPlacement | typeof startPlacement | typeof dropPlacement | typeof recordFollowUp> =
  NonNullable<Parameters<typeof attempt<E>>[2]>['body'];

function after(result: Attempt<unknown>, id: string) {
  if (!result.ok) return fail(result.status, { message: say(result.code, result.details) });
  redirect(303, `/desk/placements/${id}`);
}

// The casts only name the fields: what the api does not know comes back as a refusal.
export const actions: Actions = {
  start: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const body = { version: whole(form, 'version'), startedOn: text(form, 'startedOn') } as Body<typeof startPlacement>;
    return after(await attempt(fetch, startPlacement, { params, body }), params.id);
  },
  drop: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const body = { version: whole(form, 'version'), note: text(form, 'note') } as Body<typeof dropPlacement>;
    return after(await attempt(fetch, dropPlacement, { params, body }), params.id);
  },
  end: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const note = text(form, 'note');
    const fields = {
      version: whole(form, 'version'),
      endedOn: text(form, 'endedOn'),
      endReason: text(form, 'endReason'),
    };
    const body = { ...fields, ...(note && { note }) } as Body<typeof endPlacement>;
    return after(await attempt(fetch, endPlacement, { params, body }), params.id);
  },
  visit: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const opinion = text(form, 'opinion');
    const paidFen = fen(form, 'paid');
    const wage = paidFen === undefined ? {} : { wage: { month: text(form, 'month'), paidFen } };
    const told = { way: text(form, 'way'), outcome: text(form, 'outcome') };
    const body = { ...told, ...(opinion && { opinion }), ...wage } as Body<typeof recordFollowUp>;
    return after(await attempt(fetch, recordFollowUp, { params: { id: text(form, 'id') }, body }), params.id);
  },
};
