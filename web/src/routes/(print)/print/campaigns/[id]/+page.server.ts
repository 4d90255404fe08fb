import { getVisit, listVisits } from '@songgang/api/contract/campaigns.ts';
import { dateOf } from '#lib/format.ts';
import { call } from '#lib/server/api.ts';
import { occupationNames } from '#lib/server/occupations.ts';
import type { PageServerLoad } from './$types';

/** Sheets of one print: a village's worth; more are printed village by village. */
const MOST = 60;

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const village = url.searchParams.get('village');
  const query = {
    campaignId: params.id,
    status: 'assigned' as const,
    limit: MOST,
    ...(village && { regionCode: village }),
  };
  const { visits, total } = await call(fetch, listVisits, { query });
  const sheets = await Promise.all(visits.map(({ id }) => call(fetch, getVisit, { params: { id } })));
  const codes = sheets.flatMap((s) =>
    s.people.flatMap((p) => p.offers.flatMap((o) => o.reasons.map((r) => String(r.value)))),
  );
  return { sheets, total, on: dateOf(new Date()), origin: url.origin, names: await occupationNames(fetch, codes) };
};
