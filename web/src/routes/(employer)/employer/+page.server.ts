import { listAnswersToEmployer } from '@songgang/api/contract/deliveries.ts';
import { getJobDesk, getJobFit, listDeskJobs } from '@songgang/api/contract/job-desk.ts';
import { dateOf } from '#lib/format.ts';
import { call } from '#lib/server/api.ts';
import { admit } from '#lib/server/guard.ts';
import { ownEmployer } from '#lib/server/own-employer.ts';
import type { PageServerLoad } from './$types';

const PAGE = 20;

export const load: PageServerLoad = async (event) => {
  const actor = admit(event, ({ role }) => role === 'employer');
  const { fetch, url } = event;
  const page = Math.max(1, Number(url.searchParams.get('page')) || 1);
  const [employer, { jobs, total }, answers] = await Promise.all([
    ownEmployer(fetch, actor),
    call(fetch, listDeskJobs, { query: { offset: (page - 1) * PAGE, limit: PAGE } }),
    call(fetch, listAnswersToEmployer),
  ]);
  const standing = jobs.filter(({ status }) => status === 'published' || status === 'paused');
  const fits = await Promise.all(standing.map(({ id }) => call(fetch, getJobFit, { params: { id } })));
  const returned = jobs.filter(({ status }) => status === 'rejected');
  const desks = await Promise.all(returned.map(({ id }) => call(fetch, getJobDesk, { params: { id } })));
  return {
    employer,
    jobs,
    fits: Object.fromEntries(standing.map(({ id }, at) => [id, fits[at]?.fit ?? null])),
    notes: Object.fromEntries(desks.map(({ id, statusNote }) => [id, statusNote ?? ''])),
    answers: Object.fromEntries(answers.jobs.map(({ jobId, ...counts }) => [jobId, counts])),
    people: answers.people,
    page,
    pages: Math.ceil(total / PAGE),
    today: dateOf(new Date()),
  };
};
