import { listFairs } from '@songgang/api/contract/fairs.ts';
import { comingFairs } from '#lib/fair-view.ts';
import { dateOf } from '#lib/format.ts';
import { call } from '#lib/server/api.ts';
import { placeOf } from '#lib/server/place.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { fairs } = await call(event.fetch, listFairs);
  return {
    fairs: comingFairs(fairs),
    place: await placeOf(event, 'phone'),
    today: dateOf(new Date()),
  };
};
