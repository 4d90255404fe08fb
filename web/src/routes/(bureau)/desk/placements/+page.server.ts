import { listPlacements } from '@songgang/api/contract/placements.ts';
import { dateOf } from '#lib/format.ts';
import { call } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

const PAGE = 50;

export const load: PageServerLoad = async ({ fetch, url }) => {
  const page = Math.max(1, Number(url.searchParams.get('page')) || 1);
  const isDue = url.searchParams.has('due');
  const due = isDue ? { followUpDueBy: dateOf(new Date()) } : {};
  const query = { ...due, offset: (page - 1) * PAGE, limit: PAGE };
  return { ...(await call(fetch, listPlacements, { query })), page, pageSize: PAGE, isDue };
};
