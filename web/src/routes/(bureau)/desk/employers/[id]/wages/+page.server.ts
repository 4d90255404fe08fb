import { listEmployerSheets } from '@songgang/api/contract/employer-sheets.ts';
import { getEmployer } from '@songgang/api/contract/employers.ts';
import { OFFICER_ROLES } from '@songgang/api/contract/scalars.ts';
import { dateOf } from '#lib/format.ts';
import { call } from '#lib/server/api.ts';
import { monthBefore, sendSheet } from '#lib/server/wage-sheets.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, parent }) => {
  const { actor } = await parent();
  const [employer, { sheets }] = await Promise.all([
    call(fetch, getEmployer, { params }),
    call(fetch, listEmployerSheets, { query: { employerId: params.id } }),
  ]);
  const mayWrite = OFFICER_ROLES.some((role) => role === actor.role);
  return { employer, sheets, mayWrite, month: monthBefore(dateOf(new Date())) };
};

export const actions: Actions = {
  default: async ({ fetch, request, params }) =>
    sendSheet(fetch, request, params.id, `/desk/employers/${params.id}/wages`),
};
