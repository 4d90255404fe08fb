import { listMyDeliveries } from '@songgang/api/contract/deliveries.ts';
import { countJobs, searchJobs } from '@songgang/api/contract/jobs.ts';
import { cardOf, offerCardOf, reasonsOf } from '#lib/job-view.ts';
import { townOf } from '#lib/place.ts';
import { call } from '#lib/server/api.ts';
import { occupationNames } from '#lib/server/occupations.ts';
import { placeOf } from '#lib/server/place.ts';
import type { PageServerLoad } from './$types';

/** So many are read before one is tired; the rest stand one tap away. */
const SHOWN = 5;
const UNANSWERED = ['delivered', 'seen'];

export const load: PageServerLoad = async (event) => {
  const { fetch, locals } = event;
  const place = await placeOf(event, 'phone');
  const counts = await call(fetch, countJobs, { query: place.code ? { regionCode: place.code } : {} });
  const offers = locals.actor?.role === 'labourer' ? await offersOf(fetch) : [];
  const fresh = offers.length > 0 ? [] : await freshJobs(fetch, place);
  return { place, counts, offers, fresh };
};

async function offersOf(fetch: typeof globalThis.fetch) {
  const { deliveries } = await call(fetch, listMyDeliveries);
  const open = deliveries.filter(({ status }) => UNANSWERED.includes(status));
  const names = await occupationNames(
    fetch,
    open.flatMap(reasonsOf).map(({ value }) => String(value)),
  );
  return open.map((delivery) => offerCardOf(delivery, (code) => names[code]));
}

/** What is new near home; where there is nothing near, what is new in the county. */
async function freshJobs(fetch: typeof globalThis.fetch, { code, county }: Awaited<ReturnType<typeof placeOf>>) {
  const near = code ? (await call(fetch, searchJobs, { query: { areas: townOf(code), limit: SHOWN } })).jobs : [];
  const jobs = near.length > 0 ? near : (await call(fetch, searchJobs, { query: { limit: SHOWN } })).jobs;
  return jobs.map((job) => cardOf(job, `/jobs/${job.id}`, county.name));
}
