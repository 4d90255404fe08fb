import { getJob } from '@songgang/api/contract/jobs.ts';
import { dateOf } from '#lib/format.ts';
import { call } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => {
  const { similar: _unshown, ...job } = await call(fetch, getJob, { params });
  return { job, today: dateOf(new Date()) };
};
