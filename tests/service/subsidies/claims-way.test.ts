import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Role } from '../../../api/contract/scalars.ts';
import { verifyChain } from '../../../api/src/domains/audit/service.ts';
import { placements } from '../../../api/src/domains/placements/tables.ts';
import { findEntitlements } from '../../../api/src/domains/subsidies/claims/find.ts';
import { releaseApproved } from '../../../api/src/domains/subsidies/claims/jobs.ts';
import { checkClaims, readClaim, takeClaimStep } from '../../../api/src/domains/subsidies/claims/service.ts';
import { takeStep } from '../../../api/src/domains/subsidies/claims/steps.ts';
import { claimDuties } from '../../../api/src/domains/subsidies/claims/tables.ts';
import { uuidv7 } from '../../../api/src/kernel/id.ts';
import { COUNTY, NOON, OTHER_TOWN } from '../../support/app.ts';
import { test } from '../../support/database.ts';
import {
  aFoundClaim,
  allClaims,
  aPayingWorld,
  CONTRACT,
  complete,
  go,
  officers,
  toChecked,
  versionOf,
} from './claims-builders.ts';

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
