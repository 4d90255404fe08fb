import { listPublicNotices } from '@songgang/api/contract/publicity.ts';
import { dateOf } from '#lib/format.ts';
import { call } from '#lib/server/api.ts';
import { placeOf } from '#lib/server/place.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  ...(await call(event.fetch, listPublicNotices)),
  place: await placeOf(event, 'phone'),
  today: dateOf(new Date()),
});
