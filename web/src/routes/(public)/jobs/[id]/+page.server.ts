import { type DeliveryView, wishForJob } from '@songgang/api/contract/deliveries.ts';
import { getJob, type JobPage } from '@songgang/api/contract/jobs.ts';
import { fail, redirect } from '@sveltejs/kit';
import { dateOf } from '#lib/format.ts';
import { cardOf, reasonsOf } from '#lib/job-view.ts';
import { say } from '#lib/messages.ts';
import { reasonSentence } from '#lib/reasons.ts';
import { attempt, call } from '#lib/server/api.ts';
import { markIn } from '#lib/server/job-list.ts';
import { myDelivery, see } from '#lib/server/my-delivery.ts';
import { occupationNames } from '#lib/server/occupations.ts';
import { placeOf } from '#lib/server/place.ts';
import type { Actions, PageServerLoad } from './$types';

type Fetch = typeof globalThis.fetch;

/** One that is no longer open is 410, drawn by +error.svelte beside this file. */
export const load: PageServerLoad = async (event) => {
  const { fetch, locals, params, url } = event;
  const [job, place, delivered] = await Promise.all([
    call(fetch, getJob, { params, query: { from: markIn(url) } }),
    placeOf(event, 'phone'),
    myDelivery(fetch, locals.actor, params.id),
  ]);
  const delivery = delivered && (await see(fetch, delivered));
  return {
    job: { ...job, similar: [] },
    place,
    today: dateOf(new Date()),
    answer: delivery && { status: delivery.status, actions: delivery.actions },
    why: delivery ? await sentencesOf(fetch, delivery, job) : [],
    metres: delivery && Number(reasonsOf(delivery).find(({ code }) => code === 'distance')?.value ?? Number.NaN),
    similar: job.similar.slice(0, 3).map((other) => cardOf(other, `/jobs/${other.id}`, place.county.name)),
  };
};

async function sentencesOf(fetch: Fetch, delivery: DeliveryView, job: JobPage): Promise<string[]> {
  const reasons = reasonsOf(delivery);
  const names = await occupationNames(
    fetch,
    reasons.map(({ value }) => String(value)),
  );
  const own = job.occupationCode && job.occupationName ? { [job.occupationCode]: job.occupationName } : {};
  return [...new Set(reasons.map((reason) => reasonSentence(reason, (code) => ({ ...names, ...own })[code])))];
}

export const actions: Actions = {
  /** 我想去. Said twice it is one wish. A visitor says it by name and village. */
  interested: async ({ fetch, locals, params }) => {
    if (locals.actor?.role !== 'labourer') redirect(303, `/jobs/${params.id}/wish`);
    const result = await attempt(fetch, wishForJob, { body: { jobId: params.id } });
    if (!result.ok) return fail(result.status, { message: say(result.code, result.details) });
    redirect(303, `/jobs/${params.id}/told`);
  },
  decline: async ({ params }) => redirect(303, `/jobs/${params.id}/no`),
};
