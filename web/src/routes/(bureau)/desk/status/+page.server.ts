import { getDeskHome, listMessages } from '@songgang/api/contract/desk.ts';
import { getIndexState } from '@songgang/api/contract/jobs.ts';
import { call } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch }) => {
  const [index, { counts }, home] = await Promise.all([
    call(fetch, getIndexState),
    call(fetch, listMessages, { query: { limit: 1 } }),
    call(fetch, getDeskHome),
  ]);
  return { index, messages: counts, openJobs: home.openJobs, now: new Date().toISOString() };
};
