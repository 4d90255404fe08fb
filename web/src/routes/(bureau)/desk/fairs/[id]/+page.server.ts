import { checkIn, getFair, inviteToFair, recordIntent, takeFairStep } from '@songgang/api/contract/fairs.ts';
import { searchJobs } from '@songgang/api/contract/jobs.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { type Attempt, attempt, call } from '#lib/server/api.ts';
import { text, texts, whole } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const fair = await call(fetch, getFair, { params });
  const words = url.searchParams.get('q') ?? '';
  const found = await attempt(fetch, searchJobs, { query: { text: words, limit: 40 } });
  const chosen = new Set(fair.postings.map((p) => p.id));
  return { fair, words, found: found.ok ? found.value.jobs.filter((job) => !chosen.has(job.id)) : [] };
};

type Endpoints = typeof checkIn | typeof inviteToFair | typeof recordIntent | typeof takeFairStep;
type Body<E extends Endpoints> = NonNullable<Parameters<typeof attempt<E>>[2]>['body'];

function after(result: Attempt<unknown>, id: string) {
  if (!result.ok) return fail(result.status, { message: say(result.code, result.details) });
  redirect(303, `/desk/fairs/${id}`);
}

// The casts only name the fields: what the api does not know comes back as a refusal.
export const actions: Actions = {
  step: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const summary = text(form, 'summary');
    const body = { action: text(form, 'action'), version: whole(form, 'version'), ...(summary && { summary }) } as Body<
      typeof takeFairStep
    >;
    return after(await attempt(fetch, takeFairStep, { params, body }), params.id);
  },
  invite: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const body = { version: whole(form, 'version'), jobIds: texts(form, 'jobId') } as Body<typeof inviteToFair>;
    return after(await attempt(fetch, inviteToFair, { params, body }), params.id);
  },
  checkIn: async ({ fetch, params, request }) => {
    const form = await request.formData();
    return after(await attempt(fetch, checkIn, { params, body: { labourerId: text(form, 'labourerId') } }), params.id);
  },
  intent: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const fields = { labourerId: text(form, 'labourerId'), jobId: text(form, 'jobId'), outcome: text(form, 'outcome') };
    return after(await attempt(fetch, recordIntent, { params, body: fields as Body<typeof recordIntent> }), params.id);
  },
};
