import { describe, expect } from 'vitest';
import { households, labourers } from '../../../api/src/domains/people/tables.ts';
import { placements } from '../../../api/src/domains/placements/tables.ts';
import { sweepCounty } from '../../../api/src/domains/subsidies/claims/find.ts';
import { statedFacts } from '../../../api/src/domains/subsidies/evidence/tables.ts';
import { sweepChanged } from '../../../api/src/domains/subsidies/sweep/service.ts';
import { uuidv7 } from '../../../api/src/kernel/id.ts';
import { random } from '../../bench/support/random.ts';
import { COUNTY, NOON, VILLAGE, type World } from '../../support/app.ts';
import { anEmployer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';
import { allClaims, aPayingWorld } from './claims-builders.ts';

/** Ten thousand by SONGGANG_TRUTH=full; every run of the tests takes some hundreds. */
const isFull = process.env.SONGGANG_TRUTH === 'full';
const PLACEMENTS = isFull ? 10_000 : 600;
const AGENCY = '某某人力资源公司';
const INTRODUCTION = 'luozhuang-job-introduction';
const TRANSPORT = 'luozhuang-transport-subsidy';

/** Spans of work by the calendar on the wall, each with what a clerk would say on 20 November 2026: six months, or not. */
const SPANS = [
  { startedOn: '2026-05-19', endedOn: null, lasted: true },
  { startedOn: '2026-05-20', endedOn: null, lasted: true },
  { startedOn: '2026-05-22', endedOn: null, lasted: false },
  { startedOn: '2026-11-01', endedOn: null, lasted: false },
  { startedOn: '2026-03-01', endedOn: '2026-08-31', lasted: true },
  { startedOn: '2026-03-01', endedOn: '2026-08-30', lasted: false },
  { startedOn: '2026-01-31', endedOn: '2026-07-30', lasted: true },
  { startedOn: '2026-01-31', endedOn: '2026-07-29', lasted: false },
] as const;
const STATES = [
  { povertyStatus: 'registered', isPoor: true },
  { povertyStatus: 'returned', isPoor: true },
  { povertyStatus: 'exited', isPoor: false },
  { povertyStatus: 'none', isPoor: false },
] as const;
const CONTRACTS = [
  { contractKind: 'labour_contract', isContract: true },
  { contractKind: 'employment_agreement', isContract: true },
  { contractKind: 'service_agreement', isContract: false },
] as const;
const PLACES = [
  { regionCode: VILLAGE, isAway: false },
  { regionCode: '371302000000', isAway: true },
  { regionCode: '330110000000', isAway: true },
] as const;
/** Far from the edges of working age, on either side. */
const BIRTHS = [
  { birthOn: '1984-05-01', isOfAge: true },
  { birthOn: '1940-05-01', isOfAge: false },
] as const;

/** What each of them is owed, by the words of the document alone. */
async function aCountyAtWork(world: World): Promise<Set<string>> {
  const chance = random(20_261_120);
  const agency = await anEmployer(world, { kind: 'agency', name: AGENCY });
  const firm = await anEmployer(world);
  await world.db.insert(statedFacts).values({
    ...{ countyCode: COUNTY, id: uuidv7(NOON), subjectKind: 'employer', subjectId: agency.id, fact: 'agency.kind' },
    ...{ value: 'hr-service-agency', paper: 'agency-business-licence', statedBy: uuidv7(NOON), statedAt: NOON },
  });
  const owed = new Set<string>();
  const made = Array.from({ length: PLACEMENTS }, (_, n) => {
    const { povertyStatus, isPoor } = chance.pick(STATES);
    const { birthOn, isOfAge } = chance.chance(0.8) ? BIRTHS[0] : BIRTHS[1];
    const { lasted, ...span } = chance.pick(SPANS);
    const { contractKind, isContract } = chance.pick(CONTRACTS);
    const { regionCode, isAway } = chance.pick(PLACES);
    const isIntroduced = chance.chance(0.6);
    const [householdId, id] = [uuidv7(NOON), uuidv7(NOON)];
    if (isIntroduced && isPoor && isContract && !isAway && lasted) owed.add(`${INTRODUCTION}|${id}`);
    if (isPoor && isOfAge && isAway) owed.add(`${TRANSPORT}|${id}`);
    const introducer = isIntroduced
      ? { introducerKind: 'agency' as const, introducerName: AGENCY, introducerFixedOn: '2026-01-05' }
      : { introducerKind: 'none' as const };
    return {
      household: {
        ...row(householdId),
        cardNumber: `T-${n}`,
        headName: '甲',
        regionCode: VILLAGE,
        povertyStatus,
        ...dates,
      },
      labourer: { ...row(id), householdId, birthOn, name: `人${n}`, ...person(`${n}`) },
      placement: {
        ...{
          ...row(uuidv7(NOON)),
          labourerId: id,
          employerId: firm.id,
          employerName: firm.name,
          regionCode,
          contractKind,
        },
        ...{ origin: 'hand' as const, postTitle: '普工', postKind: 'market' as const, ...introducer, ...span },
        ...{ contractOn: span.startedOn, recordedBy: uuidv7(NOON), recordedAt: NOON },
        ...(span.endedOn
          ? { status: 'ended' as const, endReason: 'resigned' as const }
          : { status: 'started' as const }),
      },
    };
  });
  for (let i = 0; i < made.length; i += 500) {
    const some = made.slice(i, i + 500);
    await world.db.insert(households).values(some.map((one) => one.household));
    await world.db.insert(labourers).values(some.map((one) => one.labourer));
    await world.db.insert(placements).values(some.map((one) => one.placement));
  }
  return owed;
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const from = performance.now();
  const value = await work();
  return { value, ms: Math.round(performance.now() - from) };
}

const dates = { createdAt: NOON, updatedAt: NOON };
const row = (id: string) => ({ countyCode: COUNTY, id });
const person = (n: string) => ({
  ...{ idNumberSealed: n, idNumberHash: n, sex: 'female' as const, regionCode: VILLAGE, education: 'junior' as const },
  ...{ health: 'healthy' as const, employment: 'employed' as const, wantsWork: true, reach: 'county' as const },
  ...{ shifts: ['day' as const], ...dates },
});

describe(`${PLACEMENTS} placements of which it is known who is owed what`, () => {
  test('one sweep finds everybody, and nobody else; a second finds nothing', async ({ db }) => {
    const world = await aPayingWorld(db);
    const owed = await aCountyAtWork(world);
    const swept = await timed(() => sweepChanged(world.system));
    const judged = (await allClaims(world)).filter(({ ruleId }) => [INTRODUCTION, TRANSPORT].includes(ruleId));
    const found = new Set(judged.map(({ ruleId, subjectId }) => `${ruleId}|${subjectId}`));
    expect([...owed.difference(found)]).toEqual([]);
    expect([...found.difference(owed)]).toEqual([]);
    expect(judged).toHaveLength(owed.size);
    expect(owed.size).toBeGreaterThan(PLACEMENTS / 10);
    const full = await timed(() => sweepCounty(world.system));
    expect(full.value).toMatchObject({ found: 0, changed: 0 });
    await sweepChanged(world.system);
    const again = await timed(() => sweepChanged(world.system));
    expect(again.value).toMatchObject({ people: PLACEMENTS, found: 0, changed: 0 });
    expect(again.value.judged).toBeLessThan(PLACEMENTS / 3);
    if (isFull)
      console.info(
        `${PLACEMENTS} people: first sweep ${swept.ms} ms, everybody judged again ${full.ms} ms, only what is new ${again.ms} ms (${again.value.judged} judged)`,
      );
  }, 600_000);
});
