import { expect } from 'vitest';
import { chanceOf } from '../../../api/src/demo/chance.ts';
import { rehearse } from '../../../api/src/domains/matching/rehearse.ts';
import { deliveries } from '../../../api/src/domains/matching/tables.ts';
import { aWorld, OTHER_TOWN, OTHER_VILLAGE, TOWN } from '../../support/app.ts';
import { aJob, aLabourer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';

const drawOf = (seed: number) => chanceOf(seed).next;

test('months of daily runs in the town with most seekers, the same for a seed, and nothing is written', async ({
  db,
}) => {
  const world = await aWorld(db);
  for (let i = 0; i < 6; i += 1) await aLabourer(world);
  await aLabourer(world, { regionCode: OTHER_VILLAGE });
  for (let i = 0; i < 20; i += 1) await aJob(world);
  const year = await rehearse(world.system, { months: 12, seed: 3 }, drawOf);
  expect(year).toMatchObject({ townCode: TOWN, townName: '甲街道', labourers: 6, runs: 365 });
  expect(year.kept).toBeGreaterThan(0);
  expect(year.kept).toBeLessThanOrEqual(year.best.kept);
  expect(await rehearse(world.system, { months: 12, seed: 3 }, drawOf)).toEqual(year);
  expect(await rehearse(world.system, { town: OTHER_TOWN, months: 1, seed: 3 }, drawOf)).toMatchObject({
    townName: '乙镇',
    labourers: 1,
    runs: 30,
  });
  expect(await db.select().from(deliveries)).toHaveLength(0);
});

test('a town that is none of the county is refused', async ({ db }) => {
  const world = await aWorld(db);
  const refused = rehearse(world.system, { town: '110101001000', months: 1, seed: 1 }, drawOf);
  await expect(refused).rejects.toMatchObject({ code: 'region.not_found' });
});
