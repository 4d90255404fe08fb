import { getEmployerSheet } from '@songgang/api/contract/employer-sheets.ts';
import { OFFICER_ROLES } from '@songgang/api/contract/scalars.ts';
import { call } from '#lib/server/api.ts';
import { settleSheet } from '#lib/server/wage-sheets.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, parent }) => {
  const { actor } = await parent();
  const sheet = await call(fetch, getEmployerSheet, { params: { id: params.sheet } });
  return { sheet, mayWrite: OFFICER_ROLES.some((role) => role === actor.role) };
};

export const actions: Actions = {
  default: async ({ fetch, request, params }) =>
    settleSheet(fetch, request, params.sheet, `/desk/employers/${params.id}/wages`),
};
