import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { verifyChain } from '../../../api/src/domains/audit/service.ts';
import { povertySpells } from '../../../api/src/domains/people/tables.ts';
import { endPlacement } from '../../../api/src/domains/placements/service.ts';
import { placements } from '../../../api/src/domains/placements/tables.ts';
import { findEntitlements, sweepCounty } from '../../../api/src/domains/subsidies/claims/find.ts';
import { judgeAgain } from '../../../api/src/domains/subsidies/claims/judge.ts';
import { statedFacts } from '../../../api/src/domains/subsidies/evidence/tables.ts';
import { rulesFor } from '../../../api/src/domains/subsidies/policies/standing.ts';
import { policyRates } from '../../../api/src/domains/subsidies/policies/tables.ts';
import { uuidv7 } from '../../../api/src/kernel/id.ts';
import { COUNTY, NOON, type World } from '../../support/app.ts';
import { aHousehold, aLabourer, anEmployer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';
import { allClaims, aPayingWorld, aPlacement } from './claims-builders.ts';

/** A poor person at work for half a year whom a registered agency introduced. */
async function introduced(world: World, over: object = {}) {
  const agency = await anEmployer(world, { kind: 'agency', name: '某某人力资源公司', verifiedAt: NOON });
  const employer = await anEmployer(world);
  const person = await aLabourer(world);
  const placement = await aPlacement(world, person.id, {
    employerId: employer.id,
    introducerKind: 'agency',
    introducerName: '某某人力资源公司',
    introducerFixedOn: '2026-04-20',
    ...over,
  });
  return { agency, employer, person, placement };
}

const state = (world: World, subjectId: string, fact: string, value: boolean | string | number) =>
  world.db.insert(statedFacts).values({
    countyCode: COUNTY,
    id: uuidv7(world.deps.now()),
    subjectKind: 'employer',
    subjectId,
    fact,
    value,
    paper: 'agency-business-licence',
    statedBy: uuidv7(NOON),
    statedAt: world.deps.now(),
  });

describe('an entitlement is found, not asked for', () => {
  test('six months after the contract the agency is owed 150 yuan, once the kind of agency is read from its licence', async ({
    db,
  }) => {
    const world = await aPayingWorld(db);
    const { agency, person } = await introduced(world);
    expect(await findEntitlements(world.system, [person.id])).toMatchObject({ found: 1 });
    const [found] = await allClaims(world);
    expect(found).toMatchObject({
      ruleId: 'luozhuang-job-introduction',
      status: 'found',
      verdict: 'needs-evidence',
      amountFen: null,
      eventOn: '2026-10-31',
      periodKey: 'year:2026',
      payeeId: agency.id,
      missing: ['agency.kind', 'paper:labour-contract-or-employment-agreement', 'account'],
    });
    await state(world, agency.id, 'agency.kind', 'hr-service-agency');
    expect(await findEntitlements(world.system, [person.id])).toMatchObject({ found: 0, changed: 1 });
    const [judged] = await allClaims(world);
    expect(judged).toMatchObject({ verdict: 'payable', amountFen: 15_000, version: 2 });
    expect(judged?.judged.sources).toMatchObject({
      'agency.kind': expect.stringMatching(/^stated:/),
      'person.poverty_registered': 'household',
      'placement.months_completed': 'placement',
    });
    expect(await verifyChain(world.system, COUNTY)).toMatchObject({ broken: null });
  });

  test('what was kept gives the same answer again', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { agency, person } = await introduced(world);
    await state(world, agency.id, 'agency.kind', 'hr-service-agency');
    await findEntitlements(world.system, [person.id]);
    const [claim] = await allClaims(world);
    const one = (await rulesFor(db, COUNTY, '2026-10-31')).rules.get('luozhuang-job-introduction');
    if (!one || !claim) throw new Error('nothing was found');
    expect(judgeAgain(one, claim.judged, claim.eventOn)).toEqual(claim.evaluation);
  });

  test.for([
    ['a day short of six months', { startedOn: '2026-05-22' }],
    ['nobody was paid to introduce', { introducerKind: 'none' as const, introducerName: null }],
    ['the work is in another county', { regionCode: '371312001001' }],
    [
      'it ended before six months were over',
      { status: 'ended' as const, endedOn: '2026-10-30', endReason: 'resigned' as const },
    ],
  ] as const)('nothing where %s', async ([, over], { db }) => {
    const world = await aPayingWorld(db);
    const { person, agency } = await introduced(world, over);
    await state(world, agency.id, 'agency.kind', 'hr-service-agency');
    await findEntitlements(world.system, [person.id]);
    expect((await allClaims(world)).filter(({ payeeKind }) => payeeKind === 'agency')).toEqual([]);
  });

  test('poverty is tested on the day of the contract: an exit before it is no right, one after it takes none away', async ({
    db,
  }) => {
    const world = await aPayingWorld(db);
    const exit = async (fromOn: string) => {
      const household = await aHousehold(world, { povertyStatus: 'exited' });
      for (const [status, on] of [
        ['registered', '2016-01-01'],
        ['exited', fromOn],
      ] as const)
        await db
          .insert(povertySpells)
          .values({ countyCode: COUNTY, id: uuidv7(NOON), householdId: household.id, status, fromOn: on });
      const person = await aLabourer(world, { householdId: household.id });
      await aPlacement(world, person.id, {
        introducerKind: 'agency',
        introducerName: '某某人力资源公司',
        introducerFixedOn: '2026-04-20',
      });
      return person.id;
    };
    await anEmployer(world, { kind: 'agency', name: '某某人力资源公司' });
    const [late, early] = [await exit('2026-05-02'), await exit('2026-04-30')];
    await findEntitlements(world.system, [late, early]);
    expect((await allClaims(world)).map(({ labourerId }) => labourerId)).toEqual([late]);
  });

  test('found twice at once it stands once; a second work in the same year finds nothing more', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { person } = await introduced(world);
    await findEntitlements(world.system, [person.id]);
    await aPlacement(world, person.id, {
      employerName: '另一家厂',
      introducerKind: 'agency',
      introducerName: '某某人力资源公司',
      introducerFixedOn: '2026-01-01',
      contractOn: '2026-01-02',
      startedOn: '2026-01-02',
      endedOn: '2026-08-01',
      endReason: 'moved_on',
      status: 'ended',
    });
    await findEntitlements(world.system, [person.id]);
    await sweepCounty(world.system);
    expect(await allClaims(world)).toHaveLength(1);
  });

  test('an end entered later withdraws what no longer holds, and taken back it is found again', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { person, placement } = await introduced(world);
    await findEntitlements(world.system, [person.id]);
    await endPlacement(world.as('county_officer'), {
      params: { id: placement.id },
      body: { version: 1, endedOn: '2026-09-30', endReason: 'resigned' },
    });
    await findEntitlements(world.system, [person.id]);
    expect((await allClaims(world))[0]).toMatchObject({ status: 'withdrawn', verdict: 'not-eligible' });
    await db
      .update(placements)
      .set({ status: 'started', endedOn: null, endReason: null })
      .where(eq(placements.id, placement.id));
    await findEntitlements(world.system, [person.id]);
    expect((await allClaims(world))[0]).toMatchObject({ status: 'found', verdict: 'needs-evidence' });
  });

  test('every month of a public-welfare post is owed by itself, and the months already found are counted', async ({
    db,
  }) => {
    const world = await aPayingWorld(db);
    const person = await aLabourer(world, { health: 'disabled', disabilityKind: 'physical', disabilityGrade: 3 });
    await aPlacement(world, person.id, {
      postKind: 'public_welfare',
      startedOn: '2026-08-31',
      contractOn: '2026-08-31',
    });
    await findEntitlements(world.system, [person.id]);
    const own = (await allClaims(world)).filter(({ ruleId }) => ruleId === 'luozhuang-public-welfare-post-subsidy');
    expect(own.map(({ periodKey, eventOn }) => [periodKey, eventOn])).toEqual([
      ['month:2026-08', '2026-09-30'],
      ['month:2026-09', '2026-10-30'],
    ]);
    expect(own.map(({ judged }) => judged.facts['claim.months_already_paid'])).toEqual([0, 1]);
  });

  test('work outside the home county waits for a rate, and is payable once one is entered that cites its document', async ({
    db,
  }) => {
    const world = await aPayingWorld(db);
    const person = await aLabourer(world);
    await aPlacement(world, person.id, { regionCode: '330100000000' });
    await findEntitlements(world.system, [person.id]);
    expect((await allClaims(world)).map(({ ruleId, verdict, amountFen }) => [ruleId, verdict, amountFen])).toEqual([
      ['luozhuang-transport-subsidy', 'awaiting-rate', null],
    ]);
    await db.insert(policyRates).values({
      countyCode: COUNTY,
      id: uuidv7(NOON),
      ruleId: 'luozhuang-transport-subsidy',
      fen: 60_000,
      effectiveFrom: '2026-01-01',
      cites: '某省人社发〔2026〕1号 第三条',
      enteredBy: uuidv7(NOON),
      enteredAt: NOON,
    });
    expect(await sweepCounty(world.system)).toMatchObject({ found: 0, changed: 1 });
    expect((await allClaims(world))[0]).toMatchObject({ verdict: 'payable', amountFen: 60_000 });
  });
});
