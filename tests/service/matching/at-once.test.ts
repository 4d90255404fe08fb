import { fits } from '@songgang/search/matcher/rule.ts';
import { asc } from 'drizzle-orm';
import { expect } from 'vitest';
import { connect, type Db } from '../../../api/src/db/client.ts';
import { LIVE } from '../../../api/src/domains/matching/core/delivery.ts';
import { jobFacts, labourerFacts } from '../../../api/src/domains/matching/facts.ts';
import { listOpenJobs } from '../../../api/src/domains/matching/postings-store.ts';
import { matchCounty } from '../../../api/src/domains/matching/run.ts';
import { listHouseholdsAtWork, listSeekers, NO_HISTORY } from '../../../api/src/domains/matching/seekers-store.ts';
import { deliveries, matchRuns } from '../../../api/src/domains/matching/tables.ts';
import { DEFAULT_SETTINGS } from '../../../api/src/domains/regions/tables.ts';
import { aWorld, COUNTY, OTHER_VILLAGE, VILLAGE, type World } from '../../support/app.ts';
import { aJob, aLabourer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';

const AT_ONCE = 8;
const ON = '2026-11-20';

/** People of two villages, some choosy, and too few places for all of them. */
async function populate(world: World): Promise<void> {
  for (let i = 0; i < 40; i += 1) {
    await aLabourer(world, {
      regionCode: i % 2 ? VILLAGE : OTHER_VILLAGE,
      birthOn: `${1962 + (i % 40)}-05-01`,
      reach: i % 5 === 0 ? 'town' : 'county',
      payFloorFen: i % 3 === 0 ? 320_000 : 0,
      wishes: i % 4 === 0 ? ['0101'] : [],
    });
  }
  for (let i = 0; i < 24; i += 1) {
    await aJob(world, {
      regionCode: i % 2 ? VILLAGE : OTHER_VILLAGE,
      headCount: 1 + (i % 2),
      occupationCode: i % 3 ? '0101' : '100101',
      monthlyMinFen: 300_000 + 10_000 * (i % 6),
      ageMax: i % 4 === 0 ? 50 : null,
    });
  }
}

const pairsOf = async (db: Db) =>
  (await db.select().from(deliveries).orderBy(asc(deliveries.labourerId), asc(deliveries.jobId))).map(
    ({ labourerId, jobId }) => `${labourerId} ${jobId}`,
  );

/** Every delivery judged again by the plain rule on the rows of the database. */
async function unsuitable(db: Db): Promise<number> {
  const atWork = await listHouseholdsAtWork(db, COUNTY);
  const people = new Map((await listSeekers(db, COUNTY)).map((row) => [row.id, row]));
  const open = new Map((await listOpenJobs(db, COUNTY, ON)).map((row) => [row.id, row]));
  const rows = await db.select().from(deliveries);
  return rows.filter(({ labourerId, jobId }) => {
    const [person, job] = [people.get(labourerId), open.get(jobId)];
    if (!person || !job) return true;
    const l = labourerFacts(person, NO_HISTORY, ON, !atWork.has(person.householdId));
    return !fits(l, jobFacts(job, 0, ON, DEFAULT_SETTINGS.capFactor));
  }).length;
}

async function overCap(db: Db): Promise<number> {
  const live = (await db.select().from(deliveries)).filter(({ status }) => LIVE.some((one) => one === status));
  const open = await listOpenJobs(db, COUNTY, ON);
  const given = Map.groupBy(live, ({ jobId }) => jobId);
  return open.filter(({ id, headCount }) => (given.get(id)?.length ?? 0) > headCount * DEFAULT_SETTINGS.capFactor)
    .length;
}

test('eight runs at once over one county end in the deliveries of one clean run', async ({ committed }) => {
  const world = await aWorld(committed.db);
  await populate(world);
  await matchCounty(world.system);
  const clean = await pairsOf(committed.db);
  await committed.db.delete(deliveries);
  await committed.db.delete(matchRuns);

  const connections = Array.from({ length: AT_ONCE }, () => connect(committed.url, 2));
  const runs = await Promise.all(connections.map(({ db }) => matchCounty({ ...world.system, db })));
  await Promise.all(connections.map((connection) => connection.close()));

  const raced = await pairsOf(committed.db);
  expect(raced.length).toBeGreaterThan(100);
  expect(raced).toEqual(clean);
  expect(new Set(raced).size).toBe(raced.length);
  expect(await unsuitable(committed.db)).toBe(0);
  expect(await overCap(committed.db)).toBe(0);
  expect(runs.filter((run) => run.deliveries > 0)).toHaveLength(1);
  expect(await committed.db.select().from(matchRuns)).toHaveLength(AT_ONCE);
});
