import { listPlacements } from '@songgang/api/contract/placements.ts';
import { CASE_ROLES } from '@songgang/api/contract/scalars.ts';
import { dateOf } from '#lib/format.ts';
import { call } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

const PAGE = 50;
const VIEWS = ['self_reported', 'wages_differ'] as const;
const WEEK_MS = 7 * 86_400_000;

export const load: PageServerLoad = async ({ fetch, url, parent }) => {
  const { actor } = await parent();
  const page = Math.max(1, Number(url.searchParams.get('page')) || 1);
  const asked = url.searchParams.get('due');
  const isDue = asked !== null;
  // `?due=week`: what falls due within seven days too, as the home page counts it.
  const ahead = asked === 'week' ? WEEK_MS : 0;
  const due = isDue ? { followUpDueBy: dateOf(new Date(Date.now() + ahead)) } : {};
  const chosen = VIEWS.find((one) => one === url.searchParams.get('view'));
  const view = chosen ? { view: chosen } : {};
  const query = { ...due, ...view, offset: (page - 1) * PAGE, limit: PAGE };
  const mayRecord = CASE_ROLES.some((role) => role === actor.role);
  return { ...(await call(fetch, listPlacements, { query })), page, pageSize: PAGE, isDue, view: chosen, mayRecord };
};
