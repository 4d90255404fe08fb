import { listFairs } from '@songgang/api/contract/fairs.ts';
import { comingFairs } from '#lib/fair-view.ts';
import { dateOf } from '#lib/format.ts';
import { call } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch }) => {
  const { fairs } = await call(fetch, listFairs);
  return { fairs: comingFairs(fairs), today: dateOf(new Date()) };
};
