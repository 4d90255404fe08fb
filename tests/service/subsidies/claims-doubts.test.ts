import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { verifyChain } from '../../../api/src/domains/audit/service.ts';
import { placements } from '../../../api/src/domains/placements/tables.ts';
import { findEntitlements } from '../../../api/src/domains/subsidies/claims/find.ts';
import { releaseApproved } from '../../../api/src/domains/subsidies/claims/jobs.ts';
import { lookAgain, readClaim, takeClaimStep } from '../../../api/src/domains/subsidies/claims/service.ts';
import { claims, fraudHits } from '../../../api/src/domains/subsidies/claims/tables.ts';
import { makeBatch, takeBatchStep } from '../../../api/src/domains/subsidies/payments/batches.ts';
import { listPayable } from '../../../api/src/domains/subsidies/payments/payable.ts';
import { COUNTY, type World } from '../../support/app.ts';
import { test } from '../../support/database.ts';
import { aBudget } from '../../support/money.ts';
import { aFoundClaim, aPayingWorld, go, toChecked } from './claims-builders.ts';

/** Approved, and as its policy asks for no notice payable at once. */
async function aPayableClaim(world: World) {
  const found = await aFoundClaim(world);
  const who = await toChecked(world, found.id);
  await go(world, who.approve, found.id, 'approve');
  await releaseApproved(world.system);
  const budget = await aBudget(world);
  const make = () => makeBatch(who.pay, { body: { budgetLineId: budget.id, claimIds: [found.id] } });
  /** The work ended before its time, and only now somebody says so. */
  const endWork = async (endedOn = '2026-08-01') => {
    await world.db
      .update(placements)
      .set({ status: 'ended', endedOn, endReason: 'resigned' })
      .where(eq(placements.id, found.placement.id));
    return findEntitlements(world.system, [found.person.id]);
  };
  return { ...found, who, make, endWork };
}

const stepOf = (world: World, batch: { id: string; version: number }, action: 'confirm' | 'send' | 'cancel') =>
  takeBatchStep(world.as('finance_officer'), { params: { id: batch.id }, body: { action, version: batch.version } });
const look = async (world: World, id: string, result: 'cleared' | 'confirmed') => {
  const [hit] = await world.db.select().from(fraudHits).where(eq(fraudHits.claimId, id));
  const asked = { params: { id, hitId: hit?.id ?? '' }, body: { result, note: '打电话问过' } };
  return lookAgain(world.as('county_officer'), asked);
};

describe('a claim that was approved and would be answered otherwise today', () => {
  test('asks for a second look, keeps what it was approved on, and is in no batch before somebody has looked', async ({
    db,
  }) => {
    const world = await aPayingWorld(db);
    const { id, who, make, endWork } = await aPayableClaim(world);
    const [before] = await db.select().from(claims).where(eq(claims.id, id));
    await endWork();
    await expect(go(world, who.check, id, 'check')).rejects.toMatchObject({ code: 'claim.wrong_status' });
    expect(await db.select().from(claims).where(eq(claims.id, id))).toEqual([before]);
    const seen = await readClaim(who.check, { params: { id } });
    expect(seen.hits).toMatchObject([{ pattern: 'no-longer-holds', result: null }]);
    expect(seen.steps.at(-1)).toMatchObject({ action: 'doubt', note: expect.stringContaining('批准以后') });
    expect((await listPayable(who.pay, { query: {} })).rules[0]?.claims).toMatchObject([
      { bar: 'second_look_missing' },
    ]);
    await expect(make()).rejects.toMatchObject({
      code: 'payment.not_payable',
      details: { why: 'second_look_missing' },
    });
    await look(world, id, 'cleared');
    expect(await make()).toMatchObject({ lineCount: 1 });
    expect(await verifyChain(world.system, COUNTY)).toMatchObject({ broken: null });
  });

  test('the same answer asks once, another answer anew; one that still holds is left alone', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id, person, endWork } = await aPayableClaim(world);
    await findEntitlements(world.system, [person.id]);
    expect(await db.select().from(fraudHits)).toEqual([]);
    await endWork();
    await endWork();
    expect(await db.select().from(fraudHits)).toHaveLength(1);
    await look(world, id, 'cleared');
    await endWork();
    expect(await db.select().from(fraudHits)).toMatchObject([{ result: 'cleared' }]);
    // A last day that leaves the six months whole: the claim holds again.
    await endWork('2026-11-15');
    expect(await db.select().from(fraudHits)).toHaveLength(1);
  });

  test('a doubt that comes up in a batch keeps it from the bank; cancelled, its claim goes back to be checked', async ({
    db,
  }) => {
    const world = await aPayingWorld(db);
    const { id, who, make, endWork } = await aPayableClaim(world);
    const made = await make();
    await endWork();
    await expect(stepOf(world, made, 'confirm')).rejects.toMatchObject({ code: 'claim.second_look_missing' });
    await look(world, id, 'confirmed');
    await expect(stepOf(world, made, 'confirm')).rejects.toMatchObject({ code: 'claim.second_look_missing' });
    await stepOf(world, made, 'cancel');
    const note = '七月就走了';
    const back = await go(world, who.check, id, 'sendBack', { backTo: 'submitted', note });
    expect(back).toMatchObject({ status: 'returned' });
    await endWork();
    expect((await db.select().from(claims).where(eq(claims.id, id)))[0]).toMatchObject({ verdict: 'not-eligible' });
    const [claim] = await db.select().from(claims).where(eq(claims.id, id));
    const reject = { action: 'reject' as const, version: claim?.version ?? 0, note };
    expect(await takeClaimStep(who.check, { params: { id }, body: reject })).toMatchObject({ status: 'rejected' });
  });

  test('one that comes up after confirmation stops the sending', async ({ db }) => {
    const world = await aPayingWorld(db);
    const { id, make, endWork } = await aPayableClaim(world);
    const confirmed = await stepOf(world, await make(), 'confirm');
    await endWork();
    await expect(stepOf(world, confirmed, 'send')).rejects.toMatchObject({ code: 'claim.second_look_missing' });
    await look(world, id, 'cleared');
    expect(await stepOf(world, confirmed, 'send')).toMatchObject({ status: 'sent' });
  });
});
