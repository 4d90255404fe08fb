import type { JobDraft } from '../../../api/contract/jobs.ts';
import { employers } from '../../../api/src/domains/employers/tables.ts';
import { createJob, takeStep } from '../../../api/src/domains/jobs/service.ts';
import { uuidv7 } from '../../../api/src/kernel/id.ts';
import { COUNTY, NOON, VILLAGE, type World } from '../../support/app.ts';

let made = 0;

/** A verified firm of the county. Credit codes here only have to differ: check digits are the employers' own tests. */
export async function anEmployer(world: World, over: Partial<typeof employers.$inferInsert> = {}) {
  made += 1;
  const row = {
    countyCode: COUNTY,
    id: uuidv7(NOON),
    creditCode: `91371311TEST${String(made).padStart(6, '0')}`,
    name: `某服装厂${made}`,
    kind: 'workshop' as const,
    regionCode: VILLAGE,
    state: 'verified' as const,
    createdAt: NOON,
    updatedAt: NOON,
    ...over,
  };
  await world.db.insert(employers).values(row);
  return row;
}

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
