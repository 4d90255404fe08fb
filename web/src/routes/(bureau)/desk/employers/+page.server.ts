import { listEmployers } from '@songgang/api/contract/employers.ts';
import { CASE_ROLES } from '@songgang/api/contract/scalars.ts';
import { call } from '#lib/server/api.ts';
import { given, PAGE_SIZE, pageOf, pagingOf } from '#lib/server/desk-lists.ts';
import { placesIn } from '#lib/server/place.ts';
import type { PageServerLoad } from './$types';

type Query = NonNullable<Parameters<typeof call<typeof listEmployers>>[2]>['query'];
const NAMES = ['q', 'state', 'kind', 'area'] as const;

export const load: PageServerLoad = async ({ fetch, url, parent }) => {
  const { actor } = await parent();
  const asked = given(Object.fromEntries(NAMES.map((name) => [name, url.searchParams.get(name)])));
  const { q, ...rest } = asked;
  const page = pageOf(url);
  // An unknown state or kind is refused by the api in words; nothing here has to know the list.
  const query = { ...rest, text: q, ...pagingOf(page) } as Query;
  const [list, places] = await Promise.all([call(fetch, listEmployers, { query }), placesIn(fetch, actor.regionCode)]);
  const mayRegister = CASE_ROLES.some((role) => role === actor.role);
  return { ...list, asked, page, places, mayRegister, pageSize: PAGE_SIZE };
};
