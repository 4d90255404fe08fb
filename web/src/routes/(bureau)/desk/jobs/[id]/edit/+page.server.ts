import { getEmployer } from '@songgang/api/contract/employers.ts';
import { getJobDesk } from '@songgang/api/contract/job-desk.ts';
import { redirect } from '@sveltejs/kit';
import { fieldsOf } from '#lib/job-form.ts';
import { say } from '#lib/messages.ts';
import { call } from '#lib/server/api.ts';
import { DESK_PAGES, repairJob, saveJob } from '#lib/server/job-form.ts';
import { formChoices } from '#lib/server/job-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url, parent }) => {
  const { actor } = await parent();
  const job = await call(fetch, getJobDesk, { params });
  if (!job.mayEdit) redirect(303, `/desk/jobs/${job.id}`);
  const employer = await call(fetch, getEmployer, { params: { id: job.employer.id } });
  const fields = fieldsOf(job);
  const unsent = url.searchParams.get('unsent');
  return {
    unsent: unsent === null ? undefined : say(unsent, { missing: job.missing }),
    form: { job, fields, ...(await formChoices(fetch, actor, employer, fields)) },
  };
};

export const actions: Actions = {
  save: async ({ fetch, params, request }) =>
    saveJob(fetch, DESK_PAGES, { id: params.id, form: await request.formData() }),
  repair: async ({ fetch, params, request }) => {
    const job = await call(fetch, getJobDesk, { params });
    return repairJob(fetch, DESK_PAGES, job, await request.formData());
  },
};
