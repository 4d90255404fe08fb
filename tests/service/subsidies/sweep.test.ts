import { and, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { households, labourers } from '../../../api/src/domains/people/tables.ts';
import { placements } from '../../../api/src/domains/placements/tables.ts';
import { stateFact } from '../../../api/src/domains/subsidies/claims/evidence.ts';
import { sweepCounty } from '../../../api/src/domains/subsidies/claims/find.ts';
import { enterRate } from '../../../api/src/domains/subsidies/policies/rates.ts';
import { sweepChanged } from '../../../api/src/domains/subsidies/sweep/service.ts';
import { lookMarks } from '../../../api/src/domains/subsidies/sweep/tables.ts';
import { COUNTY, NOON, type World } from '../../support/app.ts';
import { aLabourer, anEmployer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';
import { allClaims, aPayingWorld, aPlacement } from './claims-builders.ts';

const AGENCY = '某某人力资源公司';
const DAY_MS = 86_400_000;

/** Eight people introduced by an agency; half began too late for six months by noon of the tests' day. */
async function aTown(world: World) {
  const agency = await anEmployer(world, { kind: 'agency', name: AGENCY });
  const firm = await anEmployer(world);
  const people = [];
  for (let n = 0; n < 8; n += 1) {
    const person = await aLabourer(world);
    const on = n % 2 === 0 ? '2026-05-01' : '2026-05-26';
    const introduced = { introducerKind: 'agency' as const, introducerName: AGENCY, introducerFixedOn: '2026-04-20' };
    const work = { employerId: firm.id, ...introduced, startedOn: on, contractOn: on };
    people.push({ ...person, work: await aPlacement(world, person.id, work) });
  }
  return { agency, firm, people };
}

const later = (days: number) => new Date(NOON.getTime() + days * DAY_MS);
/** Judged until nothing new is left to say of anybody. */
async function settled(world: World) {
  await sweepChanged(world.system);
  await sweepChanged(world.system);
}

/** What a sweep that judges everybody would still find or change after one that judged only some. */
const left = (world: World) => sweepCounty(world.system);

describe('a sweep that judges only those of whom something is new', () => {
  test('finds at first what one of everybody finds, and then judges hardly anybody', async ({ db }) => {
    const world = await aPayingWorld(db);
    await aTown(world);
    expect(await sweepChanged(world.system)).toMatchObject({ people: 8, judged: 8 });
    expect((await allClaims(world)).length).toBeGreaterThan(0);
    expect(await left(world)).toMatchObject({ found: 0, changed: 0 });
    await sweepChanged(world.system);
    // Whose turn it is in the week is judged in any case.
    const turn = (await sweepChanged(world.system)).judged;
    await db.update(lookMarks).set({ fingerprint: 'another' });
    expect((await sweepChanged(world.system)).judged).toBe(8);
    expect(turn).toBeLessThan(8);
  });

  test('over a week judges everybody once more', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { people } = await aTown(world);
    await settled(world);
    const judged = new Set<string>();
    for (let day = 1; day <= 7; day += 1) {
      world.setNow(later(day));
      await sweepChanged(world.system);
      const marks = await db.select().from(lookMarks);
      for (const { labourerId, lookedOn } of marks) if (lookedOn === `2026-11-${20 + day}`) judged.add(labourerId);
    }
    expect(judged.size).toBe(people.length);
  });

  test.for<[string, (world: World, town: Awaited<ReturnType<typeof aTown>>) => Promise<unknown>]>([
    [
      'six months are over by the time alone',
      async (world) => {
        world.setNow(later(10));
      },
    ],
    [
      'somebody leaves',
      (world, { people }) =>
        world.db
          .update(placements)
          .set({ status: 'ended', endedOn: '2026-08-01', endReason: 'resigned' })
          .where(eq(placements.id, people[0]?.work.id ?? '')),
    ],
    [
      'a household is poor no more',
      (world, { people }) =>
        world.db
          .update(households)
          .set({ povertyStatus: 'none' })
          .where(eq(households.id, people[2]?.householdId ?? '')),
    ],
    [
      'a card is corrected',
      (world, { people }) =>
        world.db
          .update(labourers)
          .set({ birthOn: '1940-01-01' })
          .where(eq(labourers.id, people[4]?.id ?? '')),
    ],
    [
      'a fact of the agency is read from a paper',
      async (world) => {
        const [claim] = await allClaims(world);
        await world.db.update(lookMarks).set({ lookedOn: '2026-11-19' });
        const body = { fact: 'agency.kind', value: 'hr-service-agency', paper: '许可证' };
        await stateFact(world.as('county_officer'), { params: { id: claim?.id ?? '' }, body });
      },
    ],
  ])('where %s, nothing is left to a sweep of everybody', async ([, change], { db }) => {
    const world = await aPayingWorld(db);
    const town = await aTown(world);
    await settled(world);
    await change(world, town);
    await sweepChanged(world.system);
    expect(await left(world)).toMatchObject({ found: 0, changed: 0 });
  });

  test('a rate that was entered makes it judge everybody', async ({ db }) => {
    const world = await aPayingWorld(db);
    await aTown(world);
    await settled(world);
    const body = { fen: 100_00, effectiveFrom: '2026-01-01', cites: '某文件第一条' };
    await enterRate(world.as('county_officer'), { params: { ruleId: 'luozhuang-transport-subsidy' }, body });
    expect(await sweepChanged(world.system)).toMatchObject({ people: 8, judged: 8 });
  });

  test('forgets nobody whose mark was lost', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { people } = await aTown(world);
    await settled(world);
    const one = and(eq(lookMarks.countyCode, COUNTY), eq(lookMarks.labourerId, people[3]?.id ?? ''));
    await db.delete(lookMarks).where(one);
    await sweepChanged(world.system);
    expect(await db.select().from(lookMarks).where(one)).toHaveLength(1);
  });
});
