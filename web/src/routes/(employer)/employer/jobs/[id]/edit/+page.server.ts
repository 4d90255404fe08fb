import { getJobDesk, getJobFit } from '@songgang/api/contract/job-desk.ts';
import { redirect } from '@sveltejs/kit';
import { fieldsOf } from '#lib/job-form.ts';
import { say } from '#lib/messages.ts';
import { call } from '#lib/server/api.ts';
import { admit } from '#lib/server/guard.ts';
import { OWN_PAGES, repairJob, saveJob } from '#lib/server/job-form.ts';
import { formChoices } from '#lib/server/job-page.ts';
import { ownEmployer } from '#lib/server/own-employer.ts';
import type { Actions, PageServerLoad } from './$types';

/** A saved posting in its form; one that is out already is shown, not changed. */
export const load: PageServerLoad = async (event) => {
  const actor = admit(event, ({ role }) => role === 'employer');
  const { fetch, params, url } = event;
  const [job, { fit }, employer] = await Promise.all([
    call(fetch, getJobDesk, { params }),
    call(fetch, getJobFit, { params }),
    ownEmployer(fetch, actor),
  ]);
  if (!job.mayEdit) redirect(303, `/employer/jobs/${job.id}`);
  const fields = fieldsOf(job);
  const unsent = url.searchParams.get('unsent');
  return {
    job,
    fit,
    fields,
    isSaved: url.searchParams.has('saved'),
    unsent: unsent === null ? undefined : say(unsent, { missing: job.missing }),
    ...(await formChoices(fetch, actor, employer, fields)),
  };
};

export const actions: Actions = {
  save: async ({ fetch, params, request }) =>
    saveJob(fetch, OWN_PAGES, { id: params.id, form: await request.formData() }),
  repair: async ({ fetch, params, request }) => {
    const job = await call(fetch, getJobDesk, { params });
    return repairJob(fetch, OWN_PAGES, job, await request.formData());
  },
};
