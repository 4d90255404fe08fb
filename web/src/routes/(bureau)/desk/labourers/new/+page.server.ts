import { getHousehold, listHouseholds, registerHousehold } from '@songgang/api/contract/households.ts';
import { registerLabourer } from '@songgang/api/contract/people.ts';
import { fail, redirect } from '@sveltejs/kit';
import { EMPTY_CARD } from '#lib/card-form.ts';
import type { povertyLabels } from '#lib/card-labels.ts';
import { dateOf } from '#lib/format.ts';
import { say } from '#lib/messages.ts';
import { isRegionCode } from '#lib/place.ts';
import { attempt, call } from '#lib/server/api.ts';
import { namesOf, newBodyOf, readCardFields, withTypedTrades } from '#lib/server/card-form.ts';
import { text, ticked, whole } from '#lib/server/forms.ts';
import { placesIn } from '#lib/server/place.ts';
import { villageChoices } from '#lib/server/places-near.ts';
import type { Actions, PageServerLoad } from './$types';

/** First the household, found or registered; then, with `?household=`, the person. */
export const load: PageServerLoad = async ({ fetch, url, parent }) => {
  const { actor } = await parent();
  const id = url.searchParams.get('household');
  if (id !== null) {
    const household = await call(fetch, getHousehold, { params: { id } });
    const fields = { ...EMPTY_CARD, regionCode: household.regionCode };
    return { step: { household, fields, places: await villageChoices(fetch, household) }, search: undefined };
  }
  const [q, town] = [url.searchParams.get('q')?.trim() ?? '', url.searchParams.get('town') ?? ''];
  const inside = isRegionCode(town) ? town : undefined;
  const [found, places, villages] = await Promise.all([
    q === '' ? undefined : call(fetch, listHouseholds, { query: { text: q, limit: 20 } }),
    placesIn(fetch, actor.regionCode),
    inside ? placesIn(fetch, inside) : [],
  ]);
  return { step: undefined, search: { q, found, places, villages, town: inside, today: dateOf(new Date()) } };
};

const HOUSEHOLD = [
  'cardNumber',
  'headName',
  'regionCode',
  'address',
  'povertyStatus',
  'fromOn',
  'memberCount',
] as const;

export const actions: Actions = {
  household: async ({ fetch, request }) => {
    const form = await request.formData();
    const typed = Object.fromEntries(HOUSEHOLD.map((name) => [name, text(form, name)])) as Record<
      (typeof HOUSEHOLD)[number],
      string
    >;
    const { memberCount: _count, address, povertyStatus, ...rest } = typed;
    const made = await attempt(fetch, registerHousehold, {
      body: {
        ...rest,
        // The cast only names the field: a word the api does not know comes back as a refusal.
        povertyStatus: povertyStatus as keyof typeof povertyLabels,
        address: address === '' ? null : address,
        isRelocated: ticked(form, 'isRelocated'),
        memberCount: whole(form, 'memberCount') ?? null,
      },
    });
    if (!made.ok) return fail(made.status, { household: typed, message: say(made.code, made.details) });
    redirect(303, `/desk/labourers/new?household=${made.value.id}`);
  },
  person: async ({ fetch, request, url }) => {
    const form = await request.formData();
    const { fields, unsure } = await withTypedTrades(fetch, form, readCardFields(form));
    const again = async (status: number, message: string) =>
      fail(status, { typed: fields, unsure, message, names: await namesOf(fetch, fields) });
    if (unsure.length > 0) return again(422, '有的工种没有认准，请在下面选一个再存。');
    const body = newBodyOf(fields, url.searchParams.get('household') ?? '');
    const made = await attempt(fetch, registerLabourer, { body });
    if (!made.ok) return again(made.status, say(made.code, made.details));
    redirect(303, `/desk/labourers/${made.value.id}`);
  },
};
