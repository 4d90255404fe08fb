import { match } from '@songgang/search/matcher/match.ts';
import { DEMANDS, EDUCATIONS, REACHES, SHIFTS } from '@songgang/search/matcher/model.ts';
import { fits } from '@songgang/search/matcher/rule.ts';
import { sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { load } from '../../../api/src/domains/matching/load.ts';
import { matchCounty } from '../../../api/src/domains/matching/run.ts';
import { DEFAULT_SETTINGS } from '../../../api/src/domains/regions/tables.ts';
import { aWorld, OTHER_TOWN, OTHER_VILLAGE, TOWN, VILLAGE, type World } from '../../support/app.ts';
import { aJob, aLabourer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';

const ON = '2026-11-20';
const PEOPLE = 90;
const JOBS = 60;

/** Numbers that look drawn and are the same every time. */
const drawn = (n: number, salt: number) => Math.imul(n * 31 + salt, 0x9e3779b1) >>> 0;
const pick = <T>(from: readonly T[], n: number, salt: number): T => from[drawn(n, salt) % from.length] as T;
const CODES = ['01', '0101', '010101', '0102', '10', '1001', '100101'] as const;
const HOMES = [VILLAGE, '371311001202', OTHER_VILLAGE] as const;
const PLACES = [VILLAGE, OTHER_VILLAGE, TOWN, OTHER_TOWN, '371311000000', '371302000000', '330782000000'] as const;

/** Every rule has people and jobs on both of its sides, and some just at it. */
async function populate(world: World): Promise<void> {
  for (let n = 0; n < PEOPLE; n += 1) {
    await aLabourer(world, {
      regionCode: pick(HOMES, n, 1),
      birthOn: pick(['1976-11-20', '1976-11-21', '1971-11-19', '2000-01-01', '1984-12-31', '1966-02-28'], n, 2),
      education: pick(EDUCATIONS, n, 3),
      reach: pick(REACHES, n, 4),
      shifts: n % 3 === 0 ? [...SHIFTS] : [pick(SHIFTS, n, 5), 'day'],
      limits: n % 2 === 0 ? [] : [pick(DEMANDS, n, 6)],
      payFloorFen: pick([0, 299_999, 300_000, 300_001, 400_000], n, 7),
      wishes: n % 4 === 0 ? [] : [pick(CODES, n, 8)],
      homeEveryNight: n % 5 === 0,
      skills: n % 3 === 0 ? [] : [{ code: pick(CODES, n, 9), grade: n % 2 ? 'skilled' : 'learning' }],
    });
  }
  for (let n = 0; n < JOBS; n += 1) {
    await aJob(world, {
      regionCode: pick(PLACES, n, 11),
      kind: n % 6 === 0 ? 'home_based' : 'market',
      occupationCode: pick(['0101', '010101', '0102', '100101'], n, 12),
      skillCodes: n % 2 === 0 ? [] : [pick(['0101', '010101', '100101', '1002'], n, 17)],
      ageMin: n % 3 === 0 ? 50 : null,
      ageMax: n % 4 === 0 ? 50 : null,
      educationMin: n % 2 === 0 ? 'none' : pick(EDUCATIONS, n, 13),
      demands: n % 3 === 0 ? [pick(DEMANDS, n, 14)] : [],
      shift: n % 2 === 0 ? 'day' : pick(SHIFTS, n, 15),
      monthlyMinFen: pick([300_000, 300_001, 400_000], n, 16),
      monthlyMaxFen: 500_000,
    });
  }
}

describe('what the database leaves out before the rules are asked', () => {
  test('is nothing that a labourer might be offered, and the offers are those of a full reading', async ({ db }) => {
    const world = await aWorld(db);
    await populate(world);
    const all = await load(world.system, ON, DEFAULT_SETTINGS, {});
    let [suitable, read] = [0, 0];
    for (const labourer of all.labourers) {
      const some = await load(world.system, ON, DEFAULT_SETTINGS, { labourerIds: [labourer.id] });
      expect(some.labourers).toEqual([labourer]);
      const fitting = all.jobs.filter((job) => fits(labourer, job));
      expect(some.jobs).toEqual(expect.arrayContaining(fitting));
      expect(match(some.labourers, some.jobs, 1).offers).toEqual(match([labourer], all.jobs, 1).offers);
      suitable += fitting.length;
      read += some.jobs.length;
    }
    expect(suitable).toBeGreaterThan(PEOPLE);
    expect(read).toBeLessThan((PEOPLE * JOBS) / 3);
  });

  test('is nobody whom a job might be offered to', async ({ db }) => {
    const world = await aWorld(db);
    await populate(world);
    const all = await load(world.system, ON, DEFAULT_SETTINGS, {});
    let read = 0;
    for (const job of all.jobs) {
      const some = await load(world.system, ON, DEFAULT_SETTINGS, { jobId: job.id });
      expect(some.jobs).toEqual([job]);
      const fitting = all.labourers.filter((labourer) => fits(labourer, job));
      expect(some.labourers).toEqual(expect.arrayContaining(fitting));
      expect(match(some.labourers, some.jobs, 1).offers).toEqual(match(all.labourers, [job], 1).offers);
      read += some.labourers.length;
    }
    expect(read).toBeLessThan((PEOPLE * JOBS) / 3);
  });

  test('is, after a run, whoever and whatever has no room for another offer', async ({ db }) => {
    const world = await aWorld(db);
    await populate(world);
    await matchCounty(world.system, { on: ON });
    await db.execute(sql`update deliveries set status = 'closed', close_reason = 'job_closed'
      where labourer_id in (select id from labourers order by id limit 30)`);
    const all = await load(world.system, ON, DEFAULT_SETTINGS, {});
    let [spared, offered] = [0, 0];
    for (const job of all.jobs) {
      const some = await load(world.system, ON, DEFAULT_SETTINGS, { jobId: job.id });
      const { offers } = match(some.labourers, some.jobs, 1);
      expect(offers).toEqual(match(all.labourers, [job], 1).offers);
      const fitting = all.labourers.filter((labourer) => fits(labourer, job));
      if (some.labourers.length < fitting.length) spared += 1;
      offered += offers.length;
    }
    for (const labourer of all.labourers) {
      const some = await load(world.system, ON, DEFAULT_SETTINGS, { labourerIds: [labourer.id] });
      expect(match(some.labourers, some.jobs, 1).offers).toEqual(match([labourer], all.jobs, 1).offers);
      if (some.jobs.length === 0) spared += 1;
    }
    expect(spared).toBeGreaterThan(JOBS / 3);
    expect(offered).toBeGreaterThan(0);
  });
});
