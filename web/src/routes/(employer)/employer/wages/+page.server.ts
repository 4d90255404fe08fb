import { listEmployerSheets } from '@songgang/api/contract/employer-sheets.ts';
import { dateOf } from '#lib/format.ts';
import { call } from '#lib/server/api.ts';
import { admit } from '#lib/server/guard.ts';
import { monthBefore, sendSheet } from '#lib/server/wage-sheets.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = admit(event, ({ role }) => role === 'employer');
  const { sheets } = await call(event.fetch, listEmployerSheets, { query: { employerId: actor.employerId ?? '' } });
  return { sheets, month: monthBefore(dateOf(new Date())) };
};

export const actions: Actions = {
  default: async ({ fetch, request, locals }) =>
    sendSheet(fetch, request, locals.actor?.employerId ?? '', '/employer/wages'),
};
