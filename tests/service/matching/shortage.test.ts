import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { matchCounty } from '../../../api/src/domains/matching/run.ts';
import { explain, listRuns, readRun } from '../../../api/src/domains/matching/runs.ts';
import { deliveries, matchRuns } from '../../../api/src/domains/matching/tables.ts';
import { counties, DEFAULT_SETTINGS } from '../../../api/src/domains/regions/tables.ts';
import { aWorld, COUNTY, OTHER_TOWN, OTHER_VILLAGE, TOWN } from '../../support/app.ts';
import { aJob, aLabourer, anEmployer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';

test('the run keeps which trades its towns lack, whom to ask, and what one limit of a person would bring', async ({
  db,
}) => {
  const world = await aWorld(db);
  const firm = await anEmployer(world, { name: '某某制衣厂' });
  for (let i = 0; i < 8; i += 1) await aLabourer(world, { wishes: ['1001'] });
  await aJob(world, { employerId: firm.id, occupationCode: '100101', headCount: 1 });
  const homebird = await aLabourer(world, { wishes: ['0101'], reach: 'village', regionCode: OTHER_VILLAGE });
  await aJob(world, { occupationCode: '0101' });
  const { runId } = await matchCounty(world.system);
  const officer = world.as('county_officer');
  const { shortage } = await readRun(officer, { params: { id: runId } });
  // Eight who sew are owed forty offers and get the six of the one place; who stays in the village is owed five.
  expect(shortage).toMatchObject({
    offersMissing: 40 - 6 + 5,
    people: 9,
    towns: [
      { code: TOWN, name: '甲街道' },
      { code: OTHER_TOWN, name: '乙镇' },
    ],
    groups: [
      { code: '10', people: [8, 0] },
      { code: '01', people: [0, 1] },
    ],
    relaxations: [{ limit: 'reach', to: 'county', people: 1 }],
  });
  expect(shortage.vacancies[0]).toMatchObject({
    occupationCode: '1001',
    townName: '甲街道',
    people: 8,
    servedByOne: 6,
    places: 6,
    employers: [{ id: firm.id, name: '某某制衣厂' }],
  });
  expect(shortage.vacancies[1]).toMatchObject({
    townName: '乙镇',
    people: 1,
    servedByOne: 1,
    places: 5,
    employers: [],
  });
  expect(shortage.groups.every(({ name }) => name !== '')).toBe(true);

  const [job] = await db.select({ id: deliveries.jobId }).from(deliveries);
  const why = await explain(officer, { query: { labourerId: homebird.id, jobId: job?.id ?? '' } });
  expect(why.relaxations).toEqual([{ limit: 'reach', to: 'county', jobs: 1 }]);
  expect((await listRuns(officer, { query: {} })).runs[0]).not.toHaveProperty('shortage');
});

test('a run that wrote no list reads as nothing short', async ({ db }) => {
  const world = await aWorld(db);
  const { runId } = await matchCounty(world.system);
  await db.update(matchRuns).set({ shortage: sql`'{}'` }).where(eq(matchRuns.id, runId));
  const { shortage } = await readRun(world.as('county_officer'), { params: { id: runId } });
  expect(shortage).toEqual({ offersMissing: 0, people: 0, towns: [], groups: [], vacancies: [], relaxations: [] });
});

test('a county that promises three a year, two in hand and three offers a place gets that', async ({ db }) => {
  const world = await aWorld(db);
  await db
    .update(counties)
    .set({ settings: { ...DEFAULT_SETTINGS, offersPerYear: 3, unansweredMax: 2, capFactor: 3 } })
    .where(eq(counties.code, COUNTY));
  for (let i = 0; i < 4; i += 1) await aLabourer(world);
  for (let i = 0; i < 9; i += 1) await aJob(world);
  expect(await matchCounty(world.system)).toMatchObject({ deliveries: 12, labourersWithFive: 4, short: [] });
  // Two in hand: with three unanswered nothing more, with one unanswered one more.
  expect(await matchCounty(world.system)).toMatchObject({ deliveries: 0 });
  const [one] = await db.select().from(deliveries);
  const own = eq(deliveries.labourerId, one?.labourerId ?? '');
  const [first, second] = await db.select({ id: deliveries.id }).from(deliveries).where(own);
  for (const { id } of [first, second].filter((row) => row !== undefined)) {
    await db.update(deliveries).set({ status: 'introduced' }).where(eq(deliveries.id, id));
  }
  expect(await matchCounty(world.system)).toMatchObject({ deliveries: 1 });
  const rows = await db.select().from(deliveries);
  for (const [, of] of Map.groupBy(rows, (row) => row.jobId)) expect(of.length).toBeLessThanOrEqual(3);
});
