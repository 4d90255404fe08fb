import { getEmployerSheet } from '@songgang/api/contract/employer-sheets.ts';
import { call } from '#lib/server/api.ts';
import { admit } from '#lib/server/guard.ts';
import { settleSheet } from '#lib/server/wage-sheets.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  admit(event, ({ role }) => role === 'employer');
  return { sheet: await call(event.fetch, getEmployerSheet, { params: event.params }) };
};

export const actions: Actions = {
  default: async ({ fetch, request, params }) => settleSheet(fetch, request, params.id, '/employer/wages'),
};
