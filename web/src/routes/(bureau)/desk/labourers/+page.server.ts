import { listOccupations } from '@songgang/api/contract/jobs.ts';
import { findLabourer, listLabourers } from '@songgang/api/contract/people.ts';
import { listRegions } from '@songgang/api/contract/regions.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { isRegionCode } from '#lib/place.ts';
import { attempt, call } from '#lib/server/api.ts';
import { given, PAGE_SIZE, pageOf, pagingOf } from '#lib/server/desk-lists.ts';
import { text } from '#lib/server/forms.ts';
import { occupationNames } from '#lib/server/occupations.ts';
import { placesIn } from '#lib/server/place.ts';
import type { Actions, PageServerLoad } from './$types';

type Fetch = typeof globalThis.fetch;
type Query = NonNullable<Parameters<typeof call<typeof listLabourers>>[2]>['query'];

/** The saved views: conditions of the address, counted live. */
const VIEWS = {
  all: {},
  wantsWork: { wantsWork: '1' },
  belowFive: { wantsWork: '1', offersBelow: '5' },
  monitored: { poverty: 'monitored' },
  noWork: { wantsWork: '1', employment: 'unemployed' },
  closed: { state: 'closed' },
} as const satisfies Record<string, Record<string, string>>;

const NAMES = [
  'area',
  'village',
  'q',
  'wantsWork',
  'skill',
  'employment',
  'poverty',
  'state',
  'offersBelow',
  'offersFrom',
] as const;

/** What the address asks for, as the api takes it. An unknown word is refused by the api in words. */
function queryOf({ q, village, area, wantsWork, ...rest }: Partial<Record<(typeof NAMES)[number], string>>): Query {
  const where = { ...rest, text: q, area: village ?? area };
  return { ...where, ...(wantsWork && { wantsWork: wantsWork === '1' }) } as Query;
}

export const load: PageServerLoad = async ({ fetch, url, parent }) => {
  const { actor } = await parent();
  const asked = given(Object.fromEntries(NAMES.map((name) => [name, url.searchParams.get(name)])));
  const page = pageOf(url);
  const [list, views, places, villages, trades] = await Promise.all([
    call(fetch, listLabourers, { query: { ...queryOf(asked), ...pagingOf(page) } }),
    actor.role === 'auditor' ? undefined : countViews(fetch),
    call(fetch, listRegions, { params: { code: actor.regionCode } }),
    isRegionCode(asked.area ?? '') ? placesIn(fetch, asked.area ?? '') : [],
    call(fetch, listOccupations, { query: {} }),
  ]);
  const names = await occupationNames(fetch, [
    ...list.labourers.flatMap(({ skills }) => skills.slice(0, 2).map(({ code }) => code)),
    asked.skill ?? '',
  ]);
  return {
    ...list,
    ...{ asked, page, views, villages, names },
    pageSize: PAGE_SIZE,
    places: places.children,
    trades: trades.occupations,
  };
};

/** How many rows each saved view opens. Not asked for an auditor, whose every reading is written down. */
async function countViews(fetch: Fetch): Promise<Record<string, number>> {
  const counted = await Promise.all(
    Object.entries(VIEWS).map(async ([name, conditions]) => {
      const { total } = await call(fetch, listLabourers, { query: { ...queryOf(conditions), limit: 1 } });
      return [name, total] as const;
    }),
  );
  return Object.fromEntries(counted);
}

export const actions: Actions = {
  /** By the number on the paper. It never stands in an address. */
  find: async ({ fetch, request }) => {
    const idNumber = text(await request.formData(), 'idNumber');
    const found = await attempt(fetch, findLabourer, { body: { idNumber } });
    if (!found.ok) return fail(found.status, { message: say(found.code, found.details) });
    if (found.value.id === null) return { isNotFound: true };
    redirect(303, `/desk/labourers/${found.value.id}`);
  },
};
