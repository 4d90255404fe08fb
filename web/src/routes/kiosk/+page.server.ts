import { listFairs } from '@songgang/api/contract/fairs.ts';
import { countJobs } from '@songgang/api/contract/jobs.ts';
import { redirect } from '@sveltejs/kit';
import { comingFairs, fairWhen } from '#lib/fair-view.ts';
import { dateOf } from '#lib/format.ts';
import { attempt, call } from '#lib/server/api.ts';
import { isPlaceOf, placeKiosk } from '#lib/server/place.ts';
import type { PageServerLoad } from './$types';

/** `/kiosk?village=CODE` tells the machine where it stands, once and for all. */
export const load: PageServerLoad = async (event) => {
  const { fetch, parent, url } = event;
  const { place } = await parent();
  const village = url.searchParams.get('village');
  if (village !== null) {
    if (isPlaceOf(place.county, village)) placeKiosk(event, village);
    redirect(303, '/kiosk');
  }
  const counts = await call(fetch, countJobs, { query: place.code ? { regionCode: place.code } : {} });
  return { counts, fair: await nextFair(fetch) };
};

/** When and where the next fair is, in a line; a kiosk without an answer still shows its jobs. */
async function nextFair(fetch: typeof globalThis.fetch): Promise<string | undefined> {
  const listed = await attempt(fetch, listFairs);
  const [next] = listed.ok ? comingFairs(listed.value.fairs) : [];
  return next && fairWhen(next, dateOf(new Date()));
}
