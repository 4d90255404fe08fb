import { listFairs } from '@songgang/api/contract/fairs.ts';
import { dateOf } from '#lib/format.ts';
import { call } from '#lib/server/api.ts';
import { placeOf } from '#lib/server/place.ts';
import type { PageServerLoad } from './$types';

const PUBLIC = ['announced', 'registration', 'open'];

/** Staff are told of planned and past ones too; this page is the public's, whoever reads it. */
export const load: PageServerLoad = async (event) => {
  const { fairs } = await call(event.fetch, listFairs);
  return {
    fairs: fairs.filter(({ status }) => PUBLIC.includes(status)),
    place: await placeOf(event, 'phone'),
    today: dateOf(new Date()),
  };
};
