import { getVisit } from '@songgang/api/contract/campaigns.ts';
import { dateOf } from '#lib/format.ts';
import { call } from '#lib/server/api.ts';
import { occupationNames } from '#lib/server/occupations.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const sheet = await call(fetch, getVisit, { params });
  const codes = sheet.people.flatMap((p) => p.offers.flatMap((o) => o.reasons.map((r) => String(r.value))));
  return { sheet, on: dateOf(new Date()), origin: url.origin, names: await occupationNames(fetch, codes) };
};
