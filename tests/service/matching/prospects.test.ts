import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { jobs } from '../../../api/src/domains/jobs/tables.ts';
import { matchCounty } from '../../../api/src/domains/matching/run.ts';
import { deliveries } from '../../../api/src/domains/matching/tables.ts';
import { aWorld } from '../../support/app.ts';
import { aJob, aLabourer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';

test('a run counts the postings of the past year, and serves those first whom few of them suited', async ({ db }) => {
  const world = await aWorld(db);
  const scarce = await aJob(world, { headCount: 1 });
  const occupationCode = scarce.occupationCode as string;
  const sibling = `${occupationCode.slice(0, 2)}9901`;
  for (let i = 0; i < 12; i += 1) {
    const past = await aJob(world, { occupationCode: sibling });
    await db.update(jobs).set({ validUntilOn: '2020-01-01' }).where(eq(jobs.id, past.id));
  }
  // As glad of the scarce one as the others, so that its score alone decides nothing.
  const wide = { wishes: [occupationCode, sibling] };
  const narrow = { wishes: [occupationCode] };
  for (let i = 0; i < 9; i += 1) await aLabourer(world, wide);
  const few = await Promise.all([1, 2, 3].map(() => aLabourer(world, narrow)));
  await matchCounty(world.system);
  const served = (await db.select().from(deliveries)).map(({ labourerId }) => labourerId);
  expect(served).toHaveLength(6);
  for (const { id } of few) expect(served).toContain(id);
});
