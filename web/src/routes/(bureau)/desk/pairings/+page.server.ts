import { listStaff } from '@songgang/api/contract/auth.ts';
import {
  endPairing,
  getHousehold,
  type HouseholdView,
  listHouseholds,
  listPairingAlarms,
  pairHousehold,
} from '@songgang/api/contract/households.ts';
import { OFFICER_ROLES } from '@songgang/api/contract/scalars.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { given, PAGE_SIZE, pageOf, pagingOf } from '#lib/server/desk-lists.ts';
import { text } from '#lib/server/forms.ts';
import { placesIn } from '#lib/server/place.ts';
import type { Actions, PageServerLoad } from './$types';

const NAMES = ['q', 'area', 'show', 'open'] as const;

/** The households of a view: without a helper, every one, or those of whom nobody works. */
const VIEWS = ['alone', 'all', 'idle'] as const;

/** Households without a helper, or those of the view `?show=`; `?open=` is the household whose helpers are changed. */
export const load: PageServerLoad = async ({ fetch, url, parent }) => {
  const { actor } = await parent();
  const asked = given(Object.fromEntries(NAMES.map((name) => [name, url.searchParams.get(name)])));
  const page = pageOf(url);
  const view = VIEWS.find((one) => one === asked.show) ?? 'alone';
  const where = {
    text: asked.q,
    area: asked.area,
    ...(view === 'alone' && { withoutHelper: true }),
    ...(view === 'idle' && { withoutWork: true }),
  };
  const [list, alarms, { staff }, places, every, idle] = await Promise.all([
    call(fetch, listHouseholds, { query: { ...where, ...pagingOf(page) } }),
    call(fetch, listPairingAlarms),
    call(fetch, listStaff),
    placesIn(fetch, actor.regionCode),
    call(fetch, listHouseholds, { query: { limit: 1 } }),
    call(fetch, listHouseholds, { query: { limit: 1, withoutWork: true } }),
  ]);
  return {
    ...{ list, asked, page, view, places },
    counts: { alone: alarms.householdsWithout, all: every.total, idle: idle.total },
    unpaired: alarms.helpers,
    helpers: staff.filter(({ role }) => role === 'liaison'),
    opened: asked.open ? await openedOf(fetch, asked.open) : undefined,
    pageSize: PAGE_SIZE,
    mayPair: OFFICER_ROLES.some((role) => role === actor.role),
  };
};

async function openedOf(fetch: typeof globalThis.fetch, id: string): Promise<HouseholdView | undefined> {
  const found = await attempt(fetch, getHousehold, { params: { id } });
  return found.ok ? found.value : undefined;
}

export const actions: Actions = {
  pair: async ({ fetch, request, url }) => {
    const form = await request.formData();
    const [id, helperId] = [text(form, 'householdId'), text(form, 'helperId')];
    if (helperId === '') return fail(422, { id, message: '先选一位联系人。' });
    const paired = await attempt(fetch, pairHousehold, { params: { id }, body: { helperId } });
    if (!paired.ok) return fail(paired.status, { id, message: say(paired.code, paired.details) });
    redirect(303, backTo(url));
  },
  end: async ({ fetch, request, url }) => {
    const form = await request.formData();
    const ended = await attempt(fetch, endPairing, { params: { id: text(form, 'pairingId') } });
    if (!ended.ok) return fail(ended.status, { id: '', message: say(ended.code, ended.details) });
    redirect(303, backTo(url));
  },
};

/** The list as it was: the address without the name of the action. */
function backTo(url: URL): string {
  const rest = [...url.searchParams].filter(([name]) => !name.startsWith('/'));
  return `/desk/pairings${rest.length > 0 ? `?${new URLSearchParams(rest)}` : ''}`;
}
