import type { JobDraft } from '../../../api/contract/jobs.ts';
import { createJob, takeStep } from '../../../api/src/domains/jobs/service.ts';
import { VILLAGE, type World } from '../../support/app.ts';
import { anEmployer } from '../../support/builders.ts';

/** A posting with everything that publication asks for. */
export const aDraft = (over: Partial<JobDraft> = {}): JobDraft => ({
  title: '缝纫工',
  description: '在村里的车间做校服，计时，包午饭。',
  kind: 'workshop',
  occupationCode: '0101',
  pay: { kind: 'month', minFen: 320_000, maxFen: 450_000 },
  regionCode: VILLAGE,
  headCount: 3,
  hasBoard: true,
  validUntilOn: '2027-01-31',
  ...over,
});

/** A posting brought to a status by the steps that lead there. */
export async function aJob(
  world: World,
  status: 'draft' | 'submitted' | 'published',
  over: Partial<JobDraft> = {},
  employerId?: string,
) {
  const officer = world.as('county_officer');
  const owner = employerId ?? (await anEmployer(world)).id;
  let job = await createJob(officer, { body: { ...aDraft(over), employerId: owner } });
  const steps = { draft: [], submitted: ['submit'], published: ['submit', 'publish'] } as const;
  for (const action of steps[status])
    job = await takeStep(officer, { params: { id: job.id }, body: { action, version: job.version } });
  return job;
}
