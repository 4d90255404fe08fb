import { describe, expect } from 'vitest';
import type { Db } from '../../../api/src/db/client.ts';
import { disclosures } from '../../../api/src/domains/audit/tables.ts';
import { placements } from '../../../api/src/domains/placements/tables.ts';
import { claims } from '../../../api/src/domains/subsidies/claims/tables.ts';
import { adoptLibrary } from '../../../api/src/domains/subsidies/policies/adopt.ts';
import { calculate } from '../../../api/src/domains/subsidies/policies/calculator.ts';
import { draftVersion } from '../../../api/src/domains/subsidies/policies/drafts.ts';
import { enterRate } from '../../../api/src/domains/subsidies/policies/rates.ts';
import { readPolicy } from '../../../api/src/domains/subsidies/policies/service.ts';
import { tryOnCounty } from '../../../api/src/domains/subsidies/policies/try-county.ts';
import { tryOnPerson } from '../../../api/src/domains/subsidies/policies/try-person.ts';
import { uuidv7 } from '../../../api/src/kernel/id.ts';
import { aWorld, COUNTY, NOON } from '../../support/app.ts';
import { aHousehold, aLabourer, anEmployer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';

const RULE = 'luozhuang-transport-subsidy';
const params = { ruleId: RULE };

async function anAdoptedWorld(db: Db) {
  const world = await aWorld(db);
  await db.transaction((tx) => adoptLibrary(tx, world.system, { jurisdiction: 'luozhuang' }));
  return world;
}

describe('a version tried on a person', () => {
  test('tells what the registers know, what is missing, and what typed facts change', async ({ db }) => {
    const world = await anAdoptedWorld(db);
    const labourer = await aLabourer(world);
    const officer = world.as('county_officer');
    const ask = (facts: Record<string, boolean | null>) =>
      tryOnPerson(officer, {
        params,
        body: { number: 1, labourerId: labourer.id, facts },
      });
    const first = await ask({});
    expect(first.name).toBe(labourer.name);
    expect(first.facts.find(({ fact }) => fact === 'person.poverty_registered')).toMatchObject({
      value: true,
      isTyped: false,
    });
    expect(first.judgement.status).toBe('needs-evidence');
    expect(first.judgement.missing.map(({ fact }) => fact)).toContain('placement.outside_home_county');
    const typed = await ask({ 'placement.outside_home_county': true, 'person.poverty_registered': false });
    expect(typed.judgement.status).toBe('not-eligible');
    expect(typed.judgement.findings).toContainEqual(
      expect.objectContaining({ result: 'unmet', seen: '否', source: 'typed' }),
    );
    expect(await db.select().from(disclosures)).toHaveLength(2);
  });

  test('out of the asker’s area is not found; a fact of the wrong kind is refused', async ({ db }) => {
    const world = await anAdoptedWorld(db);
    const { id: labourerId } = await aLabourer(world);
    const elsewhere = world.as('liaison', { regionCode: '371311002202' });
    const body = { number: 1, labourerId, facts: {} };
    await expect(tryOnPerson(elsewhere, { params, body })).rejects.toMatchObject({ code: 'people.not_found' });
    const wrong = { ...body, facts: { 'person.age_years': 'old' } };
    await expect(tryOnPerson(world.as('auditor'), { params, body: wrong })).rejects.toMatchObject({
      code: 'policy.fact_wrong',
    });
  });
});

describe('a version tried on the county', () => {
  test('says who gains, who loses and what it costs this year, and keeps nothing', async ({ db }) => {
    const world = await anAdoptedWorld(db);
    const officer = world.as('county_officer');
    const firm = await anEmployer(world);
    const registered = await aLabourer(world);
    const household = await aHousehold(world, { povertyStatus: 'none' });
    const other = await aLabourer(world, { householdId: household.id });
    for (const { id: labourerId } of [registered, other])
      await db.insert(placements).values({
        countyCode: COUNTY,
        id: uuidv7(NOON),
        labourerId,
        employerId: firm.id,
        employerName: firm.name,
        origin: 'hand',
        introducerKind: 'none',
        postTitle: '缝纫工',
        postKind: 'market',
        contractKind: 'labour_contract',
        contractOn: '2026-03-01',
        startedOn: '2026-03-01',
        regionCode: '371302000000',
        status: 'started',
        recordedBy: officer.actor.id,
        recordedAt: NOON,
      });
    await enterRate(officer, {
      params,
      body: { fen: 100_000, effectiveFrom: '2026-01-01', cites: '某发〔2026〕1 号第三条' },
    });
    const { shown } = await readPolicy(officer, { params, query: {} });
    const { workflow } = shown;
    const draft = { from: 1, wording: null, workflow, noticeFields: [], note: '试算' };
    const same = { validFrom: '2027-01-01', validTo: null };
    await draftVersion(officer, { params, body: { ...draft, ...same } });
    const unchanged = await tryOnCounty(officer, { params, body: { number: 2 } });
    expect(unchanged).toMatchObject({ year: 2026, judged: 2, gainCount: 0, loseCount: 0 });
    expect(unchanged.after).toEqual(unchanged.before);

    const turned = shown.ruleText.replace(/(person.poverty_registered\n\s+op: eq\n\s+value: )true/, '$1false');
    expect(turned).not.toBe(shown.ruleText);
    const { madeAt } = (await readPolicy(officer, { params, query: { number: 2 } })).shown;
    await draftVersion(officer, { params, body: { ...draft, ...same, ruleText: turned, over: madeAt } });
    const result = await tryOnCounty(officer, { params, body: { number: 2 } });
    const one = { people: 1, claims: 1, totalFen: 100_000 };
    expect(result).toMatchObject({ before: one, after: one, gainCount: 1, loseCount: 1 });
    expect(result.gain[0]).toMatchObject({ labourerId: other.id, before: 'not-eligible', afterFen: 100_000 });
    expect(result.lose[0]).toMatchObject({ labourerId: registered.id, name: registered.name, village: '甲一村' });
    expect(await db.select().from(claims)).toEqual([]);
  });
});

describe('the calculator', () => {
  const visit = async (db: Db) => (await anAdoptedWorld(db)).as('visitor');

  test('asks only what keeps a policy open, a few at a time, and ends', async ({ db }) => {
    const visitor = await visit(db);
    const start = await calculate(visitor, { body: { answers: {} } });
    expect(start.whos.map(({ who }) => who)).toEqual(['seeker', 'employer', 'workshop', 'agency']);
    const answers: Record<string, boolean | number | string | null> = {};
    const seen = new Set<string>();
    for (let round = 0; round < 40; round += 1) {
      const step = await calculate(visitor, { body: { who: 'seeker', topics: ['work'], answers } });
      if (step.questions.length === 0) break;
      expect(step.questions.length).toBeLessThanOrEqual(4);
      for (const { fact, type, options } of step.questions) {
        expect(seen.has(fact), fact).toBe(false);
        expect(fact).not.toMatch(/^(env|claim)\./);
        seen.add(fact);
        answers[fact] = type === 'bool' ? true : (options[0]?.value ?? 100);
      }
    }
    const end = await calculate(visitor, { body: { who: 'seeker', topics: ['work'], answers } });
    expect(end.questions).toEqual([]);
    expect(end.may.find(({ ruleId }) => ruleId === 'luozhuang-transport-subsidy')).toMatchObject({
      status: 'awaiting-rate',
      amountFen: null,
      documentNumber: '罗人社发〔2016〕23号',
    });
  });

  test('settles a policy by one answer, and says which', async ({ db }) => {
    const visitor = await visit(db);
    const answers = { 'person.poverty_registered': false };
    const { not, open, may } = await calculate(visitor, { body: { who: 'agency', topics: ['work'], answers } });
    const judged = [...not, ...open, ...may].find(({ ruleId }) => ruleId === 'luozhuang-job-introduction');
    expect(judged).toMatchObject({ status: 'not-eligible', amountFen: 0 });
    expect(judged?.unmet).toEqual(['属于建档立卡贫困人口(脱贫人口)']);
    expect(judged?.papers.stated).toEqual(['劳动合同或就业协议']);
  });

  test('refuses what is no answer to its question', async ({ db }) => {
    const visitor = await visit(db);
    const answers = { 'person.age_years': 'old' };
    await expect(calculate(visitor, { body: { who: 'seeker', topics: ['work'], answers } })).rejects.toMatchObject({
      code: 'policy.fact_wrong',
    });
  });
});
