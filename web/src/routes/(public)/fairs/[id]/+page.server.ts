import { getPublicFair } from '@songgang/api/contract/fairs.ts';
import { dateOf } from '#lib/format.ts';
import { briefCardOf } from '#lib/job-view.ts';
import { call } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => {
  const { postings, ...fair } = await call(fetch, getPublicFair, { params });
  const open = postings.filter(({ status }) => status === 'published');
  return { fair, jobs: open.map((job) => briefCardOf(job)), today: dateOf(new Date()) };
};
