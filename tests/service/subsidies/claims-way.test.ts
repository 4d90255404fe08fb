import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Role } from '../../../api/contract/scalars.ts';
import { verifyChain } from '../../../api/src/domains/audit/service.ts';
import { events } from '../../../api/src/domains/audit/tables.ts';
import { placements } from '../../../api/src/domains/placements/tables.ts';
import { createClaim } from '../../../api/src/domains/subsidies/claims/by-hand.ts';
import { addPaper, setAccount, stateFact } from '../../../api/src/domains/subsidies/claims/evidence.ts';
import { findEntitlements } from '../../../api/src/domains/subsidies/claims/find.ts';
import { releaseApproved } from '../../../api/src/domains/subsidies/claims/jobs.ts';
import { screenClaims } from '../../../api/src/domains/subsidies/claims/screen.ts';
import {
  checkClaims,
  listClaims,
  listMine,
  lookAgain,
  readClaim,
  takeClaimStep,
} from '../../../api/src/domains/subsidies/claims/service.ts';
import { takeStep } from '../../../api/src/domains/subsidies/claims/steps.ts';
import { claimDuties, claims, fraudHits } from '../../../api/src/domains/subsidies/claims/tables.ts';
import { officerRelatives, personSpans } from '../../../api/src/domains/subsidies/evidence/tables.ts';
import type { Ctx } from '../../../api/src/kernel/ctx.ts';
import { uuidv7 } from '../../../api/src/kernel/id.ts';
import { COUNTY, NOON, OTHER_TOWN, type World } from '../../support/app.ts';
import { aLabourer, anEmployer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';
import { allClaims, aPayingWorld, aPlacement } from './claims-builders.ts';

const AGENCY = '某某人力资源公司';
const CONTRACT = 'labour-contract-or-employment-agreement';

/** A found claim of an agency that lacks its kind, a paper and an account. */
async function aFoundClaim(world: World) {
  const agency = await anEmployer(world, { kind: 'agency', name: AGENCY });
  const employer = await anEmployer(world);
  const person = await aLabourer(world);
  const placement = await aPlacement(world, person.id, {
    employerId: employer.id,
    introducerKind: 'agency',
    introducerName: AGENCY,
    introducerFixedOn: '2026-04-20',
  });
  await findEntitlements(world.system, [person.id]);
  const claim = (await allClaims(world)).find(({ payeeId }) => payeeId === agency.id);
  if (!claim) throw new Error('nothing was found');
  return { id: claim.id, person, agency, employer, placement };
}

/** The papers, the fact and the account that it lacked. */
async function complete(world: World, id: string) {
  const ctx = world.as('township_officer');
  await stateFact(ctx, {
    params: { id },
    body: { fact: 'agency.kind', value: 'hr-service-agency', paper: 'agency-business-licence' },
  });
  await addPaper(ctx, { params: { id }, body: { paper: CONTRACT, number: 'HT-1' } });
  return setAccount(ctx, {
    params: { id },
    body: { number: '6222 0000 1111 2222', bankName: '某某银行', holderName: AGENCY },
  });
}

const versionOf = async (world: World, id: string): Promise<number> =>
  (await world.db.select().from(claims).where(eq(claims.id, id)))[0]?.version ?? 0;

/** A step as a page takes it: on the version that stands. */
const go = async (
  world: World,
  ctx: Ctx,
  id: string,
  action: Parameters<typeof takeClaimStep>[1]['body']['action'],
  more: object = {},
) => takeClaimStep(ctx, { params: { id }, body: { action, version: await versionOf(world, id), ...more } });

/** Four officers, each for one duty. */
const officers = (world: World) => ({
  prepare: world.as('township_officer'),
  check: world.as('county_officer'),
  approve: world.as('county_officer'),
  pay: world.as('finance_officer'),
});

async function toChecked(world: World, id: string) {
  const who = officers(world);
  await complete(world, id);
  await go(world, who.prepare, id, 'prepare');
  await go(world, who.prepare, id, 'submit');
  await go(world, who.check, id, 'check');
  return who;
}

describe('the way of a claim', () => {
  test('from found to paid, every step signed by another and every step in the chain', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id } = await aFoundClaim(world);
    const who = await toChecked(world, id);
    const approved = await go(world, who.approve, id, 'approve');
    expect(approved).toMatchObject({ status: 'approved', amountFen: 15_000, missing: [] });
    if (approved.rule.noticeDays === 0) await releaseApproved(world.system);
    else {
      await takeStep(who.approve, id, 'publish', { noticeEndsOn: '2026-11-27' });
      world.setNow(new Date('2026-11-28T04:00:00Z'));
      await takeStep(world.system, id, 'closeNotice');
    }
    await takeStep(who.pay, id, 'pay', { paidOn: '2026-11-30' });
    const paid = await readClaim(who.check, { params: { id } });
    expect(paid).toMatchObject({ status: 'paid', paidOn: '2026-11-30', actions: [] });
    const actions = paid.steps
      .map(({ action }) => action)
      .filter((action) => !['judge', 'state', 'paper', 'account'].includes(action));
    expect(actions.slice(0, 5)).toEqual(['find', 'prepare', 'submit', 'check', 'approve']);
    expect(actions.at(-1)).toBe('pay');
    const duties = await db.select().from(claimDuties).where(eq(claimDuties.claimId, id));
    expect(new Set(duties.map(({ officerId }) => officerId)).size).toBe(4);
    expect(await verifyChain(world.system, COUNTY)).toMatchObject({ broken: null });
  });

  test('the view tells each condition with the value seen, and masks the account', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id } = await aFoundClaim(world);
    const view = await complete(world, id);
    expect(view.account).toMatchObject({ tail: '2222', bankName: '某某银行' });
    expect(view.findings).toContainEqual(
      expect.objectContaining({
        fact: 'placement.months_completed',
        value: '6个整月',
        result: 'met',
        source: 'placement',
      }),
    );
    expect(view.findings.find(({ fact }) => fact === 'agency.kind')?.source).toMatch(/^stated:/);
    expect(view.papersNeeded.filter(({ isStated }) => isStated)).toMatchObject([{ paper: CONTRACT, isHere: true }]);
    expect(view.working.at(-1)).toContain('150');
  });

  test('a check waits for papers and facts, and for whoever prepared it not at all', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id } = await aFoundClaim(world);
    const { prepare, check } = officers(world);
    await go(world, prepare, id, 'prepare');
    await go(world, prepare, id, 'submit');
    await expect(go(world, check, id, 'check')).rejects.toMatchObject({ code: 'claim.evidence_missing' });
    await complete(world, id);
    await expect(go(world, prepare, id, 'check')).rejects.toMatchObject({ code: 'claim.same_officer' });
    expect(await go(world, check, id, 'check')).toMatchObject({ status: 'checked' });
    await expect(go(world, check, id, 'approve')).rejects.toMatchObject({ code: 'claim.same_officer' });
  });

  test.for([
    ['check', 'liaison', 'claim.role_not_allowed'],
    ['approve', 'county_officer', 'claim.wrong_status'],
    ['withdraw', 'county_officer', 'claim.note_needed'],
    ['pay', 'finance_officer', 'claim.wrong_status'],
  ] as const)('%s by %s on a claim just found: %s', async ([action, role, code], { db }) => {
    const world = await aPayingWorld(db);
    const { id } = await aFoundClaim(world);
    await expect(go(world, world.as(role as Role), id, action)).rejects.toMatchObject({ code });
  });

  test('a step on an older version is stale; one from another town finds nothing', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id } = await aFoundClaim(world);
    const ctx = world.as('township_officer');
    await expect(
      takeClaimStep(ctx, { params: { id }, body: { action: 'prepare', version: 99 } }),
    ).rejects.toMatchObject({ code: 'claim.stale' });
    const stranger = world.as('township_officer', { regionCode: OTHER_TOWN });
    await expect(go(world, stranger, id, 'prepare')).rejects.toMatchObject({ code: 'claim.not_found' });
  });

  test('sent back with a reason to any earlier stage, it goes the rest of its way anew; duties once taken stay taken', async ({
    db,
  }) => {
    const world = await aPayingWorld(db);
    const { id } = await aFoundClaim(world);
    const who = await toChecked(world, id);
    await expect(go(world, who.approve, id, 'sendBack', { backTo: 'prepared' })).rejects.toMatchObject({
      code: 'claim.note_needed',
    });
    await expect(go(world, who.check, id, 'sendBack', { backTo: 'payable', note: '不对' })).rejects.toMatchObject({
      code: 'claim.not_earlier',
    });
    const back = await go(world, who.approve, id, 'sendBack', { backTo: 'prepared', note: '合同日期看不清' });
    expect(back).toMatchObject({ status: 'returned', returnedTo: 'prepared' });
    expect((await allClaims(world))[0]).toMatchObject({ preparedBy: who.prepare.actor.id, checkedBy: null });
    await go(world, who.prepare, id, 'resume');
    await go(world, who.prepare, id, 'submit');
    const other = world.as('county_officer');
    await go(world, other, id, 'check');
    await expect(go(world, who.check, id, 'approve')).rejects.toMatchObject({ code: 'claim.same_officer' });
    expect(await go(world, who.approve, id, 'approve')).toMatchObject({ status: 'approved' });
  });

  test('an end that comes in while it is on its way flags it, and keeps it from being checked', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id, person, placement } = await aFoundClaim(world);
    const { prepare, check } = officers(world);
    await complete(world, id);
    await go(world, prepare, id, 'prepare');
    await go(world, prepare, id, 'submit');
    await db
      .update(placements)
      .set({ status: 'ended', endedOn: '2026-08-01', endReason: 'resigned' })
      .where(eq(placements.id, placement.id));
    await findEntitlements(world.system, [person.id]);
    expect((await allClaims(world))[0]).toMatchObject({
      status: 'submitted',
      verdict: 'not-eligible',
      amountFen: null,
    });
    await expect(go(world, check, id, 'check')).rejects.toMatchObject({ code: 'claim.not_payable' });
  });

  test('deadlines follow the stage, in working days', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id } = await aFoundClaim(world);
    expect((await allClaims(world))[0]?.dueOn).toBe('2026-12-18');
    await complete(world, id);
    const ctx = world.as('township_officer');
    await go(world, ctx, id, 'prepare');
    const view = await go(world, ctx, id, 'submit');
    expect(view.dueOn).toBe('2026-12-04');
  });

  test('checked many at once, each refused one says why and keeps none back', async ({ db }) => {
    const world = await aPayingWorld(db);
    const one = await aFoundClaim(world);
    const { prepare, check } = officers(world);
    await complete(world, one.id);
    await go(world, prepare, one.id, 'prepare');
    await go(world, prepare, one.id, 'submit');
    const version = await versionOf(world, one.id);
    const claimsToCheck = [
      { id: one.id, version },
      { id: uuidv7(NOON), version: 1 },
    ];
    expect(await checkClaims(check, { body: { claims: claimsToCheck } })).toMatchObject({
      done: 1,
      refused: [{ code: 'claim.not_found' }],
    });
  });
});

describe('the fraud screen', () => {
  test('a hit bars approval until somebody with no duty on the claim has looked', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id, person } = await aFoundClaim(world);
    await db.insert(personSpans).values({
      countyCode: COUNTY,
      id: uuidv7(NOON),
      labourerId: person.id,
      kind: 'jailed',
      fromOn: '2026-07-01',
      source: 'test',
      enteredBy: uuidv7(NOON),
      enteredAt: NOON,
    });
    const who = await toChecked(world, id);
    const seen = await readClaim(who.approve, { params: { id } });
    expect(seen.hits).toMatchObject([{ pattern: 'jailed', result: null }]);
    expect(seen.actions).not.toContain('approve');
    await expect(go(world, who.approve, id, 'approve')).rejects.toMatchObject({ code: 'claim.second_look_missing' });
    const look = {
      params: { id, hitId: seen.hits[0]?.id ?? '' },
      body: { result: 'cleared' as const, note: '同名不同人' },
    };
    await expect(lookAgain(who.check, look)).rejects.toMatchObject({ code: 'claim.same_officer' });
    await lookAgain(world.as('county_officer'), look);
    await expect(lookAgain(world.as('county_officer'), look)).rejects.toMatchObject({ code: 'claim.hit_looked' });
    expect(await go(world, who.approve, id, 'approve')).toMatchObject({ status: 'approved' });
  });

  test('over the county it finds the same once, and what a confirmed hit bars stays barred', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id, person } = await aFoundClaim(world);
    const who = await toChecked(world, id);
    await db.insert(officerRelatives).values({
      countyCode: COUNTY,
      id: uuidv7(NOON),
      officerId: who.check.actor.id,
      labourerId: person.id,
      relation: '兄弟',
      declaredAt: NOON,
    });
    expect(await screenClaims(world.system)).toBe(1);
    expect(await screenClaims(world.system)).toBe(0);
    const [hit] = await db.select().from(fraudHits);
    await lookAgain(world.as('county_officer'), {
      params: { id, hitId: hit?.id ?? '' },
      body: { result: 'confirmed', note: '确是亲属' },
    });
    await expect(go(world, who.approve, id, 'approve')).rejects.toMatchObject({ code: 'claim.second_look_missing' });
    expect(await verifyChain(world.system, COUNTY)).toMatchObject({ broken: null });
  });
});

describe('lists and what is entered by hand', () => {
  test('the desk sees what is owed and what waits for whom; persons and firms see their own', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id, person, agency } = await aFoundClaim(world);
    await complete(world, id);
    const officer = world.as('township_officer');
    expect(await listClaims(officer, { query: { mine: true } })).toMatchObject({
      total: 1,
      owed: { count: 1, fen: 15_000 },
      counts: { found: 1 },
    });
    await go(world, officer, id, 'prepare');
    await go(world, officer, id, 'submit');
    expect((await listClaims(officer, { query: { mine: true } })).total).toBe(0);
    expect((await listClaims(world.as('county_officer'), { query: { mine: true } })).total).toBe(1);
    expect((await listClaims(world.as('county_officer'), { query: { q: '没有这个人' } })).total).toBe(0);
    const own = await listMine(world.as('employer', { employerId: agency.id }));
    expect(own).toMatchObject({ owed: { count: 1, fen: 15_000 }, claims: [{ ruleName: '职业介绍补贴' }] });
    expect((await listMine(world.as('labourer', { labourerId: person.id }))).claims).toHaveLength(1);
    expect((await listMine(world.as('labourer', { labourerId: uuidv7(NOON) }))).claims).toEqual([]);
  });

  test('a labourer cannot say where an agency’s money goes', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id, person } = await aFoundClaim(world);
    const account = { number: '6222000011112222', bankName: '某某银行', holderName: '本人' };
    await expect(
      setAccount(world.as('labourer', { labourerId: person.id }), { params: { id }, body: account }),
    ).rejects.toMatchObject({ code: 'claim.not_found' });
  });

  test('a course that no register holds is entered by hand, once', async ({ db }) => {
    const world = await aPayingWorld(db);
    const person = await aLabourer(world);
    const ctx = world.as('county_officer');
    const body = { ruleId: 'luozhuang-short-training-subsidy', labourerId: person.id, eventOn: '2026-10-10' };
    const made = await createClaim(ctx, { body });
    expect(made).toMatchObject({
      status: 'found',
      ruleId: 'luozhuang-short-training-subsidy',
      verdict: 'needs-evidence',
    });
    await expect(createClaim(ctx, { body })).rejects.toMatchObject({ code: 'claim.exists' });
    await expect(createClaim(ctx, { body: { ...body, ruleId: 'none' } })).rejects.toMatchObject({
      code: 'claim.rule_not_standing',
    });
    await expect(createClaim(ctx, { body: { ruleId: body.ruleId, eventOn: body.eventOn } })).rejects.toMatchObject({
      code: 'claim.subject_missing',
    });
    expect((await db.select().from(events).where(eq(events.action, 'enter'))).length).toBe(1);
  });

  test.for([
    ['a fact nobody declared', { fact: 'person.shoe_size', value: 42 }, 'claim.fact_unknown'],
    ['a word outside its list', { fact: 'agency.kind', value: 'bank' }, 'claim.fact_unknown'],
    ['a counter of ours', { fact: 'claim.paid_for_labourer', value: 0 }, 'claim.fact_not_stated'],
  ] as const)('%s is not taken', async ([, body, code], { db }) => {
    const world = await aPayingWorld(db);
    const { id } = await aFoundClaim(world);
    await expect(
      stateFact(world.as('county_officer'), { params: { id }, body: { ...body, paper: 'x' } }),
    ).rejects.toMatchObject({ code });
  });

  test('a scan must be what it says it is; a paper must be one we know', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id } = await aFoundClaim(world);
    const ctx = world.as('county_officer');
    const scan = { type: 'image/png' as const, base64: Buffer.from('no picture').toString('base64') };
    await expect(addPaper(ctx, { params: { id }, body: { paper: CONTRACT, scan } })).rejects.toMatchObject({
      code: 'claim.paper_unreadable',
    });
    await expect(addPaper(ctx, { params: { id }, body: { paper: 'a-letter' } })).rejects.toMatchObject({
      code: 'claim.paper_unknown',
    });
  });
});
