import { getJob } from '@songgang/api/contract/jobs.ts';
import { dateOf } from '#lib/format.ts';
import { call } from '#lib/server/api.ts';
import { markIn } from '#lib/server/job-list.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const { similar: _unshown, ...job } = await call(fetch, getJob, { params, query: { from: markIn(url) } });
  return { job, today: dateOf(new Date()) };
};
