import { listDeliveries } from '@songgang/api/contract/deliveries.ts';
import { call } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

const PAGE = 50;
type Query = NonNullable<Parameters<typeof call<typeof listDeliveries>>[2]>['query'];

export const load: PageServerLoad = async ({ fetch, url }) => {
  const given = url.searchParams;
  const page = Math.max(1, Number(given.get('page')) || 1);
  const chosen = {
    status: given.get('status'),
    runId: given.get('run'),
    labourerId: given.get('labourer'),
    jobId: given.get('job'),
  };
  // An unknown status is refused by the api in words; nothing here has to know the list.
  const query = { ...withoutNulls(chosen), offset: (page - 1) * PAGE, limit: PAGE } as Query;
  return { ...(await call(fetch, listDeliveries, { query })), page, pageSize: PAGE, status: chosen.status };
};

const withoutNulls = (all: Record<string, string | null>) =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value));
