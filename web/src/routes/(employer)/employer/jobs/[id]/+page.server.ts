import { listAnswersToEmployer } from '@songgang/api/contract/deliveries.ts';
import { getJobDesk, getJobFit, repostJob, setJobTerms, takeJobStep } from '@songgang/api/contract/job-desk.ts';
import { fail, redirect } from '@sveltejs/kit';
import { dateOf } from '#lib/format.ts';
import type { jobActionLabels } from '#lib/labels.ts';
import { say } from '#lib/messages.ts';
import { attempt, call, type Refused } from '#lib/server/api.ts';
import { formIdIn, newFormId } from '#lib/server/form-id.ts';
import { text } from '#lib/server/forms.ts';
import { admit } from '#lib/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

const CLOSED = ['filled', 'expired', 'withdrawn'];

export const load: PageServerLoad = async (event) => {
  const actor = admit(event, ({ role }) => role === 'employer');
  const { fetch, params } = event;
  const [job, { fit }, answers] = await Promise.all([
    call(fetch, getJobDesk, { params }),
    call(fetch, getJobFit, { params }),
    call(fetch, listAnswersToEmployer),
  ]);
  return {
    job,
    fit,
    answers: answers.jobs.find(({ jobId }) => jobId === params.id),
    people: answers.people.filter(({ jobId }) => jobId === params.id),
    county: actor.countyName,
    today: dateOf(new Date()),
    formId: newFormId(),
    isSent: event.url.searchParams.has('sent'),
    isClosed: CLOSED.includes(job.status),
  };
};

const refusal = ({ status, code, details }: Refused, typed: object = {}) =>
  fail(status, { headCount: undefined, validUntilOn: undefined, ...typed, message: say(code, details) });

export const actions: Actions = {
  step: async ({ fetch, params, request }) => {
    const form = await request.formData();
    // The cast only names the field: a step the api does not know comes back as a refusal.
    const action = text(form, 'action') as keyof typeof jobActionLabels;
    const body = { action, version: Number(text(form, 'version')) };
    const result = await attempt(fetch, takeJobStep, { params, body });
    if (!result.ok && result.code === 'job.incomplete')
      redirect(303, `/employer/jobs/${params.id}/edit?unsent=${result.code}`);
    if (!result.ok && result.code === 'job.unlawful')
      redirect(303, `/employer/jobs/${params.id}/edit?unsent=${result.code}`);
    if (!result.ok) return refusal(result);
    redirect(303, `/employer/jobs/${params.id}`);
  },
  terms: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const typed = { headCount: text(form, 'headCount'), validUntilOn: text(form, 'validUntilOn') };
    const { validUntilOn } = typed;
    const body = { version: Number(text(form, 'version')), headCount: Number(typed.headCount), validUntilOn };
    const result = await attempt(fetch, setJobTerms, { params, body });
    if (!result.ok) return refusal(result, typed);
    redirect(303, `/employer/jobs/${params.id}`);
  },
  repost: async ({ fetch, params, request }) => {
    const body = formIdIn(await request.formData());
    const result = await attempt(fetch, repostJob, { params, body });
    if (!result.ok) return refusal(result);
    redirect(303, `/employer/jobs/${result.value.id}/edit?saved`);
  },
};
