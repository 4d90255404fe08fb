import { getJobDesk, takeJobStep } from '@songgang/api/contract/job-desk.ts';
import type { JOB_ACTIONS } from '@songgang/api/contract/jobs.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { text, whole } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => ({ job: await call(fetch, getJobDesk, { params }) });

export const actions: Actions = {
  step: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const note = text(form, 'note');
    // The cast only names the field: an action the api does not know comes back as a refusal.
    const action = text(form, 'action') as (typeof JOB_ACTIONS)[number];
    const body = { action, version: whole(form, 'version') ?? 0, ...(note && { note }) };
    const taken = await attempt(fetch, takeJobStep, { params, body });
    if (!taken.ok) return fail(taken.status, { message: say(taken.code, taken.details), note });
    const isReview = action === 'publish' || action === 'reject';
    redirect(303, isReview ? `/desk/jobs?done=${action}` : `/desk/jobs/${params.id}`);
  },
};
