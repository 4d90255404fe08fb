import { getReconciliation } from '@songgang/api/contract/payments.ts';
import { call } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => {
  const year = Number(url.searchParams.get('year')) || undefined;
  return call(fetch, getReconciliation, { query: { ...(year && { year }) } });
};
