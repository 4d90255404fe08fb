import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { appendEvent, verifyChain } from '../../../api/src/domains/audit/service.ts';
import { events } from '../../../api/src/domains/audit/tables.ts';
import { placements } from '../../../api/src/domains/placements/tables.ts';
import { claims } from '../../../api/src/domains/subsidies/claims/tables.ts';
import { DEFAULT_FORMAT } from '../../../api/src/domains/subsidies/payments/format.ts';
import { recoverPayment } from '../../../api/src/domains/subsidies/payments/recovery.ts';
import {
  budgetLines,
  paymentBatches,
  paymentLines,
  payments,
} from '../../../api/src/domains/subsidies/payments/tables.ts';
import { drawSample, redrawSample } from '../../../api/src/domains/supervision/draw.ts';
import {
  decide,
  listOwnChecks,
  listSamples,
  readSample,
  recordVisit,
  reply,
} from '../../../api/src/domains/supervision/service.ts';
import { sampleChecks } from '../../../api/src/domains/supervision/tables.ts';
import { uuidv7 } from '../../../api/src/kernel/id.ts';
import { aWorld, COUNTY, NOON, type World } from '../../support/app.ts';
import { anEmployer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';
import { aBudget, aClaim, aPolicy } from '../../support/money.ts';

const DAY = 86_400_000;
const CHECKLIST = {
  person_at_work: 'no',
  contract_seen: 'yes',
  wages_paid_by_bank: 'unknown',
  insurance_paid: 'no',
  post_as_recorded: 'yes',
  person_confirms: 'unknown',
} as const;

/** So many employers, each paid for so many placements of the period. */
async function aPaidCounty(db: World['db'], employerCount: number, each: number) {
  const world = await aWorld(db);
  const policy = await aPolicy(world);
  const budget = await aBudget(world);
  const [maker, other, payer] = [uuidv7(NOON), uuidv7(NOON), uuidv7(NOON)];
  const batchId = uuidv7(NOON);
  const confirmed = { confirmedBy: other, format: DEFAULT_FORMAT, fileHash: '0'.repeat(64) };
  const base = { countyCode: COUNTY, id: batchId, number: 'B-1', budgetLineId: budget.id, madeBy: maker, madeAt: NOON };
  await db.insert(paymentBatches).values({ ...base, status: 'settled', totalFen: 1, lineCount: 1, ...confirmed });
  const employerIds: string[] = [];
  let number = 0;
  let paidFen = 0;
  for (let e = 0; e < employerCount; e += 1) {
    const employer = await anEmployer(world);
    employerIds.push(employer.id);
    for (let i = 0; i < each; i += 1) {
      const claim = await aClaim(world, policy, { status: 'paid', over: { paidBy: payer, paidOn: '2026-11-10' } });
      const placementId = await aPlacement(world, claim.labourer.id, employer);
      await db.update(claims).set({ placementId, employerId: employer.id }).where(eq(claims.id, claim.id));
      number += 1;
      paidFen += claim.amountFen;
      const line = { countyCode: COUNTY, id: uuidv7(NOON), batchId, number, claimId: claim.id, attempt: 1 };
      const amount = { amountFen: claim.amountFen };
      await db
        .insert(paymentLines)
        .values({ ...line, ...amount, accountId: claim.accountId ?? '', status: 'paid', isAlive: true });
      await db
        .insert(payments)
        .values({ countyCode: COUNTY, claimId: claim.id, lineId: line.id, ...amount, paidOn: '2026-11-10' });
    }
  }
  await db.update(budgetLines).set({ committedFen: paidFen });
  await db.transaction((tx) =>
    appendEvent(tx, world.system, { subjectKind: 'test', subjectId: batchId, action: 'begin' }),
  );
  return { world, employerIds, officer: world.as('county_officer'), visitor: world.as('township_officer') };
}
type County = Awaited<ReturnType<typeof aPaidCounty>>;

async function aPlacement(world: World, labourerId: string, employer: { id: string; name: string }): Promise<string> {
  const id = uuidv7(NOON);
  await world.db.insert(placements).values({
    countyCode: COUNTY,
    id,
    labourerId,
    employerId: employer.id,
    employerName: employer.name,
    postTitle: '缝纫工',
    postKind: 'market',
    origin: 'introduction',
    introducerKind: 'none',
    contractKind: 'labour_contract',
    startedOn: '2026-05-01',
    insurances: [],
    status: 'started',
    recordedBy: uuidv7(NOON),
    recordedAt: NOON,
  });
  return id;
}

const draw = ({ officer }: County, over: Partial<Parameters<typeof drawSample>[1]['body']> = {}) =>
  drawSample(officer, {
    body: { fromOn: '2026-11-01', toOn: '2026-11-20', employerShare: 0.4, repliesDueOn: '2026-12-10', ...over },
  });
const read = ({ officer }: County, id: string) => readSample(officer, { params: { id } });

describe('a sample', () => {
  test('is two fifths of the employers and two placements at least of each, by a seed that nobody chose', async ({
    db,
  }) => {
    const county = await aPaidCounty(db, 5, 3);
    const { id } = await draw(county);
    const sample = await read(county, id);
    expect(sample).toMatchObject({ employers: 2, checks: 4, open: 4, failed: 0 });
    const [begun] = await db.select().from(events).where(eq(events.action, 'begin'));
    expect(sample.seed).toBe(`2026-11-01/2026-11-20/${begun?.hash}`);
    const byEmployer = Map.groupBy(sample.list, ({ employerId }) => employerId);
    expect([...byEmployer.values()].map((own) => own.length)).toEqual([2, 2]);
    expect(sample.list.every(({ claims }) => claims.length === 1)).toBe(true);
    expect((await listSamples(county.officer)).samples).toHaveLength(1);
  });

  test('drawn again from its seed is the same, and says when what it was drawn from has changed', async ({ db }) => {
    const county = await aPaidCounty(db, 5, 3);
    const { id } = await draw(county);
    const again = () => redrawSample(county.officer, { params: { id }, body: {} });
    expect(await again()).toMatchObject({ isSame: true, isPopulationSame: true });
    const kept = new Set((await read(county, id)).list.map(({ employerId }) => employerId));
    const employerId = county.employerIds.find((one) => !kept.has(one)) ?? '';
    await db
      .update(placements)
      .set({ employerId: [...kept][0] ?? '' })
      .where(eq(placements.employerId, employerId));
    expect(await again()).toMatchObject({ isPopulationSame: false });
  });

  test('where nothing was paid, or the days are wrong, is refused', async ({ db }) => {
    const county = await aPaidCounty(db, 1, 1);
    await expect(draw(county, { fromOn: '2025-01-01', toOn: '2025-02-01' })).rejects.toMatchObject({
      code: 'sample.nothing_paid',
    });
    await expect(draw(county, { fromOn: '2026-12-01' })).rejects.toMatchObject({ code: 'sample.period_wrong' });
    await expect(draw(county, { repliesDueOn: '2026-11-20' })).rejects.toMatchObject({ code: 'sample.period_wrong' });
  });
});

describe('a check', () => {
  const aCheck = async (db: World['db']) => {
    const county = await aPaidCounty(db, 1, 1);
    const { id } = await draw(county);
    const [check] = (await read(county, id)).list;
    if (!check) throw new Error('one check');
    const params = { id: check.id };
    const employer = county.world.as('employer', { employerId: check.employerId });
    return { county, sampleId: id, check, params, employer };
  };

  test('goes from the visit over the reply to another officer’s decision, and orders what was paid back', async ({
    db,
  }) => {
    const { county, sampleId, check, params, employer } = await aCheck(db);
    const { visitor, officer } = county;
    expect((await listOwnChecks(employer)).checks).toEqual([]);
    const body = { checklist: CHECKLIST, finding: '厂里没有这个人' };
    expect(await recordVisit(visitor, { params, body })).toMatchObject({ status: 'visited', visitedOn: '2026-11-20' });
    const verdict = { passes: false, decision: '虚报' };
    await expect(decide(officer, { params, body: verdict })).rejects.toMatchObject({ code: 'sample.reply_open' });
    expect((await listOwnChecks(employer)).checks).toMatchObject([{ finding: '厂里没有这个人', actions: ['reply'] }]);
    await reply(employer, { params, body: { reply: '那天他请假' } });
    await expect(
      decide(county.world.as('county_officer', { id: visitor.actor.id }), { params, body: verdict }),
    ).rejects.toMatchObject({ code: 'sample.same_officer' });
    expect(await decide(officer, { params, body: verdict })).toMatchObject({ status: 'failed', actions: [] });
    const [claim] = check.claims;
    if (!claim) throw new Error('one claim');
    const [order] = await db.select().from(events).where(eq(events.action, 'orderRecovery'));
    expect(order).toMatchObject({ subjectId: claim.id, details: { dueFen: claim.paidFen } });
    await recoverPayment(officer, { params: { claimId: claim.id }, body: { amountFen: claim.paidFen, note: '追回' } });
    expect((await read(county, sampleId)).list[0]?.claims).toMatchObject([{ recoveredFen: claim.paidFen }]);
    expect(await verifyChain(county.world.deps, COUNTY)).toMatchObject({ broken: null });
  });

  test('an employer who let the day pass may not reply any more, and may be failed', async ({ db }) => {
    const { county, params, employer } = await aCheck(db);
    await recordVisit(county.visitor, { params, body: { checklist: CHECKLIST, finding: '没有' } });
    county.world.setNow(new Date(NOON.getTime() + 21 * DAY));
    await expect(reply(employer, { params, body: { reply: '晚了' } })).rejects.toMatchObject({
      code: 'sample.reply_over',
    });
    expect(await decide(county.officer, { params, body: { passes: false, decision: '逾期' } })).toMatchObject({
      status: 'failed',
    });
  });

  test('another employer finds nothing; a check that passed orders nothing', async ({ db }) => {
    const { county, params } = await aCheck(db);
    await recordVisit(county.visitor, { params, body: { checklist: CHECKLIST, finding: '在岗' } });
    const stranger = county.world.as('employer', { employerId: uuidv7(NOON) });
    await expect(reply(stranger, { params, body: { reply: '？' } })).rejects.toMatchObject({
      code: 'sample.not_found',
    });
    await decide(county.officer, { params, body: { passes: true, decision: '属实' } });
    expect(await db.select().from(events).where(eq(events.action, 'orderRecovery'))).toEqual([]);
    const [stored] = await db.select().from(sampleChecks);
    expect(stored).toMatchObject({ status: 'passed', decidedBy: county.officer.actor.id });
  });
});
