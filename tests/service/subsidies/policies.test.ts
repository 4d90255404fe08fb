import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { DraftBody } from '../../../api/contract/policies.ts';
import type { Db } from '../../../api/src/db/client.ts';
import { listEventsOf } from '../../../api/src/domains/audit/store.ts';
import { evaluate } from '../../../api/src/domains/subsidies/core/evaluate.ts';
import { adoptLibrary, jurisdictionOf } from '../../../api/src/domains/subsidies/policies/adopt.ts';
import { discardDraft, draftVersion, publishVersion } from '../../../api/src/domains/subsidies/policies/drafts.ts';
import { enterRate } from '../../../api/src/domains/subsidies/policies/rates.ts';
import { compare, listAll, readPolicy } from '../../../api/src/domains/subsidies/policies/service.ts';
import { setKey } from '../../../api/src/domains/subsidies/policies/settings.ts';
import { rulesFor, theLibrary } from '../../../api/src/domains/subsidies/policies/standing.ts';
import { policyRates, policyVersions } from '../../../api/src/domains/subsidies/policies/tables.ts';
import { anAccount, aWorld, COUNTY, type World } from '../../support/app.ts';
import { test } from '../../support/database.ts';

const LUOZHUANG = { jurisdiction: 'luozhuang' };

describe('adopting the library', () => {
  test('publishes every rule of the jurisdiction once, and each has an event', async ({ db }) => {
    const world = await aWorld(db);
    const own = theLibrary().rules.filter((rule) => rule.jurisdiction.slug === 'luozhuang');
    const first = await db.transaction((tx) => adoptLibrary(tx, world.system, LUOZHUANG));
    expect(first).toEqual({ adopted: own.length, known: 0 });
    const again = await db.transaction((tx) => adoptLibrary(tx, world.system, LUOZHUANG));
    expect(again).toEqual({ adopted: 0, known: own.length });
    const versions = await db.select().from(policyVersions);
    expect(versions.map((one) => one.status)).toEqual(own.map(() => 'published'));
    expect(await listEventsOf(db, COUNTY, 'policy', versions[0]?.id ?? '')).toMatchObject([{ action: 'publish' }]);
  });

  test('a jurisdiction of several plans wants one of them named', async ({ db }) => {
    const world = await aWorld(db);
    const adopt = (document?: string) =>
      db.transaction((tx) =>
        adoptLibrary(tx, world.system, { jurisdiction: 'sample-county', ...(document && { document }) }),
      );
    await expect(adopt()).rejects.toMatchObject({ code: 'policy.plan_needed' });
    await expect(adopt('luozhuang-2016-23')).rejects.toMatchObject({ code: 'policy.plan_unknown' });
    expect((await adopt('sc-startup-service-year-2')).adopted).toBe(5);
  });

  test('a county has its own jurisdiction, the one that names it, or its city’s', () => {
    expect(['371311', '220822', '371102', '110101'].map((code) => jurisdictionOf(code))).toEqual([
      'luozhuang',
      'jilin',
      'rizhao',
      undefined,
    ]);
  });
});

describe('the list of policies', () => {
  test('says of each whether its rights come about by themselves or are entered by hand', async ({ db }) => {
    const world = await aWorld(db);
    await db.transaction((tx) => adoptLibrary(tx, world.system, LUOZHUANG));
    const { policies } = await listAll(world.as('county_officer'));
    const itself = new Map(policies.map(({ ruleId, isFoundByItself }) => [ruleId, isFoundByItself]));
    expect(itself.get('luozhuang-job-introduction')).toBe(true);
    expect(itself.get('luozhuang-short-training-subsidy')).toBe(false);
  });
});

describe('the rules that stand on a day', () => {
  test('are those of the county within their days, judged as the library judges them', async ({ db }) => {
    const world = await aWorld(db);
    await db.transaction((tx) => adoptLibrary(tx, world.system, LUOZHUANG));
    const standing = await rulesFor(db, COUNTY, '2026-05-01');
    expect([...standing.rules.keys()].sort()).toEqual([...standing.rules.keys()]);
    expect((await rulesFor(db, COUNTY, '2016-05-12')).rules.has('luozhuang-job-introduction')).toBe(false);
    expect((await rulesFor(db, '371312', '2026-05-01')).rules.size).toBe(0);
    const { declared } = theLibrary();
    const facts = declared.over(undefined, []);
    const library = theLibrary().on('2026-05-01');
    for (const [id, { rule }] of standing.rules) {
      const question = standing.questionFor(id, '2026-05-01');
      const known = library.get(id);
      if (!known) throw new Error(`${id} is not in the library`);
      expect(evaluate(rule, facts, question), id).toEqual(evaluate(known, facts, { eventOn: '2026-05-01' }));
    }
  });
});

const RULE = 'luozhuang-job-introduction';
const OPEN_RULE = 'luozhuang-transport-subsidy';
const params = { ruleId: RULE };

async function anAdoptedWorld(db: Db): Promise<World> {
  const world = await aWorld(db);
  await db.transaction((tx) => adoptLibrary(tx, world.system, LUOZHUANG));
  return world;
}

const aDraft = (over: Partial<DraftBody> = {}): DraftBody => ({
  from: 1,
  wording: '职业介绍补贴每人 200 元。',
  workflow: { by: { check: ['township_officer'], approve: ['county_officer'] }, days: {}, noticeDays: 5 },
  noticeFields: ['name', 'village', 'maskedId'],
  validFrom: '2027-01-01',
  validTo: null,
  note: '照新文件调整',
  ...over,
});

/** Two officers of the county: one drafts, the other publishes. */
async function aPair(world: World) {
  const [maker, publisher] = [await anAccount(world, 'county_officer'), await anAccount(world, 'administrator')];
  return {
    maker: world.as('county_officer', { id: maker.id, name: '甲' }),
    publisher: world.as('administrator', { id: publisher.id, name: '乙' }),
  };
}
const publication = (replaces: boolean, number = 2) => ({ params: { ...params, number }, body: { replaces } });

describe('a new version', () => {
  test('is drafted by one and published by another; the old one ends the day before, and the sum is the new one', async ({
    db,
  }) => {
    const world = await anAdoptedWorld(db);
    const { maker, publisher } = await aPair(world);
    const { shown } = await readPolicy(maker, { params, query: {} });
    const ruleText = shown.ruleText.replace('yuan: 150', 'yuan: 200').replace('fen: 15000', 'fen: 20000');
    await draftVersion(maker, { params, body: aDraft({ ruleText }) });
    await expect(publishVersion(maker, publication(true))).rejects.toMatchObject({ code: 'policy.same_officer' });
    const published = await publishVersion(publisher, publication(true));
    expect(published).toMatchObject({ status: 'published', holds: { from: '2027-01-01', to: null } });
    const { versions } = await readPolicy(maker, { params, query: {} });
    expect(versions.map(({ holds }) => holds)).toEqual([
      { from: '2016-05-13', to: '2026-12-31' },
      { from: '2027-01-01', to: null },
    ]);
    const sums = await Promise.all(
      ['2026-12-31', '2027-01-01'].map(async (on) => {
        const one = (await rulesFor(db, COUNTY, on)).rules.get(RULE);
        return [one?.number, one?.written.amount.fen, one?.terms.workflow.noticeDays];
      }),
    );
    expect(sums).toEqual([
      [1, 15_000, 0],
      [2, 20_000, 5],
    ]);
  });

  test('that overlaps is refused by the database, and stays a draft', async ({ db }) => {
    const world = await anAdoptedWorld(db);
    const { maker, publisher } = await aPair(world);
    await draftVersion(maker, { params, body: aDraft() });
    await expect(publishVersion(publisher, publication(false))).rejects.toMatchObject({ code: 'policy.overlaps' });
    const { versions } = await readPolicy(maker, { params, query: {} });
    expect(versions.map(({ status }) => status)).toEqual(['published', 'draft']);
    expect((await rulesFor(db, COUNTY, '2027-06-01')).rules.get(RULE)?.number).toBe(1);
  });

  test('of the same days takes the place of a mistaken one on every day', async ({ db }) => {
    const world = await anAdoptedWorld(db);
    const { maker, publisher } = await aPair(world);
    await draftVersion(maker, { params, body: aDraft({ validFrom: '2016-05-13' }) });
    await publishVersion(publisher, publication(true));
    const { versions } = await readPolicy(maker, { params, query: {} });
    expect(versions.map(({ holds }) => holds)).toEqual([null, { from: '2016-05-13', to: null }]);
    expect((await rulesFor(db, COUNTY, '2020-01-01')).rules.get(RULE)?.number).toBe(2);
  });

  test('once published never changes: neither by the desk nor by a hand on the table', async ({ db }) => {
    const world = await anAdoptedWorld(db);
    const { maker, publisher } = await aPair(world);
    const first = { params: { ...params, number: 1 } };
    await expect(discardDraft(maker, first)).rejects.toMatchObject({ code: 'policy.published' });
    await expect(publishVersion(publisher, { ...first, body: { replaces: false } })).rejects.toMatchObject({
      code: 'policy.published',
    });
    await expect(
      db.transaction((tx) => tx.update(policyVersions).set({ note: 'another' }).where(eq(policyVersions.ruleId, RULE))),
    ).rejects.toMatchObject({ cause: { code: '23001' } });
    await expect(db.transaction((tx) => tx.delete(policyVersions))).rejects.toMatchObject({ cause: { code: '23001' } });
  });

  test('is written over only by whoever saw it, and thrown away', async ({ db }) => {
    const world = await anAdoptedWorld(db);
    const { maker } = await aPair(world);
    const { madeAt } = await draftVersion(maker, { params, body: aDraft() });
    await expect(draftVersion(maker, { params, body: aDraft() })).rejects.toMatchObject({ code: 'policy.stale' });
    const again = await draftVersion(maker, { params, body: aDraft({ over: madeAt, validFrom: '2028-01-01' }) });
    expect(again).toMatchObject({ number: 2, validFrom: '2028-01-01', status: 'draft' });
    await discardDraft(maker, { params: { ...params, number: 2 } });
    expect((await readPolicy(maker, { params, query: {} })).versions).toHaveLength(1);
  });

  test('whose rule does not hold together is refused with what is wrong', async ({ db }) => {
    const world = await anAdoptedWorld(db);
    const { maker } = await aPair(world);
    const { ruleText } = (await readPolicy(maker, { params, query: {} })).shown;
    const wrong = async (text: string) =>
      draftVersion(maker, { params, body: aDraft({ ruleText: text }) }).catch((error: unknown) => error);
    expect(await wrong(ruleText.replace('person.poverty_registered', 'person.rich'))).toMatchObject({
      code: 'policy.rule_wrong',
      details: { problems: ['事实 person.rich 没有登记'] },
    });
    expect(await wrong(ruleText.replace('fen: 15000', 'fen: 15001'))).toMatchObject({ code: 'policy.rule_wrong' });
    expect(await wrong(`${ruleText}\nunheard: of`)).toMatchObject({ code: 'policy.rule_wrong' });
    expect(await wrong(': : :')).toMatchObject({ code: 'policy.rule_wrong' });
    expect(await wrong(ruleText.replace(RULE, 'another-rule'))).toMatchObject({ code: 'policy.rule_wrong' });
    expect(await wrong(ruleText)).toMatchObject({ number: 2 });
  });

  test('beside another says what differs, and nothing beside itself', async ({ db }) => {
    const world = await anAdoptedWorld(db);
    const { maker } = await aPair(world);
    const { ruleText } = (await readPolicy(maker, { params, query: {} })).shown;
    await draftVersion(maker, { params, body: aDraft({ ruleText: ruleText.replace('value: 6', 'value: 12') }) });
    const { differences } = await compare(maker, { params, query: { a: 1, b: 2 } });
    expect(differences).toContainEqual({ part: 'condition', a: '连续在岗不少于6个整月', b: null });
    expect(differences).toContainEqual({ part: 'condition', a: null, b: '连续在岗不少于12个整月' });
    expect(differences.map(({ part }) => part)).toEqual(
      expect.arrayContaining(['days', 'wording', 'condition', 'notice']),
    );
    expect((await compare(maker, { params, query: { a: 1, b: 1 } })).differences).toEqual([]);
  });
});

describe('a rate', () => {
  const open = { ruleId: OPEN_RULE };
  const rate = { fen: 30_000, effectiveFrom: '2026-01-01', cites: '某发〔2026〕1 号第三条' };

  test('makes what awaited it payable, from its day on, and cites its document', async ({ db }) => {
    const world = await anAdoptedWorld(db);
    const officer = world.as('administrator');
    const asked = async (eventOn: string) => {
      const standing = await rulesFor(db, COUNTY, eventOn);
      const one = standing.rules.get(OPEN_RULE);
      if (!one) throw new Error('the rule does not stand');
      const facts = theLibrary().declared.over(undefined, [
        ['person.poverty_registered', true],
        ['person.within_working_age', true],
        ['placement.outside_home_county', true],
      ]);
      return evaluate(one.rule, facts, standing.questionFor(OPEN_RULE, eventOn));
    };
    expect(await asked('2026-05-01')).toMatchObject({ status: 'awaiting-rate', amountFen: null });
    await enterRate(officer, { params: open, body: rate });
    expect(await asked('2026-05-01')).toMatchObject({ status: 'payable', amountFen: 30_000 });
    expect(await asked('2025-12-31')).toMatchObject({ status: 'awaiting-rate' });
    world.setNow(new Date('2026-11-20T05:00:00Z'));
    await enterRate(officer, { params: open, body: { ...rate, fen: 40_000 } });
    expect(await asked('2026-05-01')).toMatchObject({ status: 'payable', amountFen: 40_000 });
    const { policies } = await listAll(officer);
    expect(policies.find(({ ruleId }) => ruleId === OPEN_RULE)).toMatchObject({
      awaitsRate: false,
      amount: '每人400元',
    });
    expect(world.news.filter(({ topic }) => topic === 'policy.changed')).toHaveLength(2);
  });

  test('is a sum or a percentage, in order, and is never taken back', async ({ db }) => {
    const world = await anAdoptedWorld(db);
    const officer = world.as('administrator');
    const enter = (body: object) =>
      enterRate(officer, { params: open, body: { ...rate, ...body } }).catch((error: unknown) => error);
    expect(await enter({ percentHundredths: 500 })).toMatchObject({ code: 'policy.rate_one_kind' });
    expect(await enter({ effectiveTo: '2025-12-31' })).toMatchObject({ code: 'policy.dates_out_of_order' });
    expect(await enter({ effectiveFrom: '2026-02-30' })).toMatchObject({ code: 'policy.dates_out_of_order' });
    expect(await enter({})).toMatchObject({ fen: 30_000, effectiveTo: null });
    await expect(db.transaction((tx) => tx.delete(policyRates))).rejects.toMatchObject({ cause: { code: '23001' } });
  });
});

describe('a configuration key', () => {
  const startup = { ruleId: 'luozhuang-startup-one-off' };
  const key = 'luozhuang.startup_one_off.enabled';

  test('is set with its reason, and the last one stands', async ({ db }) => {
    const world = await anAdoptedWorld(db);
    const officer = world.as('county_officer');
    const set = async (value: boolean) => {
      await setKey(officer, { params: startup, body: { key, value, reason: '会议纪要' } });
      world.setNow(new Date('2026-11-20T05:00:00Z'));
    };
    await set(true);
    await set(false);
    expect((await rulesFor(db, COUNTY, '2026-05-01')).settings).toEqual({ [key]: false });
    const { settings } = await readPolicy(officer, { params: startup, query: {} });
    expect(settings.find((one) => one.key === key)).toMatchObject({ isJudged: true, value: false, reason: '会议纪要' });
  });

  test('that the rule does not name, or a value it cannot take, is refused', async ({ db }) => {
    const world = await anAdoptedWorld(db);
    const set = (body: { key: string; value: string }) =>
      setKey(world.as('county_officer'), { params: startup, body: { ...body, reason: '会议纪要' } });
    await expect(set({ key: 'unheard.of', value: 'true' })).rejects.toMatchObject({ code: 'policy.setting_unknown' });
    await expect(set({ key, value: 'perhaps' })).rejects.toMatchObject({ code: 'policy.setting_wrong' });
  });
});
