import type * as contract from '../../../../contract/claims.ts';
import type { Input, Output } from '../../../../contract/endpoint.ts';
import type { Tx } from '../../../db/client.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { type Ctx, today } from '../../../kernel/ctx.ts';
import { appendEvents, discloseAll, type News } from '../../audit/service.ts';
import { CLAIM_STEPS, type ClaimAction, type ClaimStatus, waitingFor } from '../core/claim.ts';
import { judgeOne } from './judge-one.ts';
import { countByRule, countByStatus, listJoined, sumOf } from './list-store.ts';
import { screenIn } from './screen.ts';
import { lockHit, saveHit } from './screen-store.ts';
import { stepLocked } from './steps.ts';
import { type LockedClaim, listDuties, lockClaims } from './store.ts';
import { briefOf, viewOf } from './view.ts';

type View = contract.ClaimView;

export async function listClaims(
  ctx: Ctx,
  { query }: Input<typeof contract.listClaims>,
): Promise<Output<typeof contract.listClaims>> {
  const { db, actor } = ctx;
  const { mine, late, offset = 0, limit = 50, ...rest } = query;
  const waitingIn = waitingFor(actor.role);
  const filter = { ...rest, ...(mine && { waitingIn }), ...(late && { lateBy: today(ctx) }) };
  const rows = await listJoined(db, actor, filter, limit, offset);
  return {
    claims: rows.map((row) => briefOf(row, ctx)),
    total: (await sumOf(db, actor, filter)).count,
    counts: await countByStatus(db, actor),
    owed: await sumOf(db, actor, { owed: true }),
    mine: await sumOf(db, actor, { waitingIn }),
    rules: await countByRule(db, actor),
  };
}

/** An auditor's look at a person's claim is written down, as every look of theirs. */
export async function readClaim(ctx: Ctx, { params }: Input<typeof contract.getClaim>): Promise<View> {
  const view = await viewOf(ctx, ctx.db, params.id);
  if (ctx.actor.role === 'auditor' && view.labourerId !== null)
    await discloseAll(ctx, ctx.db, [
      {
        subjectKind: 'labourer',
        subjectId: view.labourerId,
        field: 'claim',
        purpose: '审计查看补贴申领',
        caseRef: view.id,
      },
    ]);
  return view;
}

const MINE = 200;

export async function listMine(ctx: Ctx): Promise<Output<typeof contract.listMyClaims>> {
  const rows = await listJoined(ctx.db, ctx.actor, {}, MINE, 0);
  return {
    claims: rows.map((row) => briefOf(row, ctx)),
    owed: await sumOf(ctx.db, ctx.actor, { owed: true }),
    paid: await sumOf(ctx.db, ctx.actor, { status: 'paid' }),
  };
}

/** Steps whose way is elsewhere: a notice hangs on a board, money goes in batches. */
const ELSEWHERE: readonly ClaimAction[] = ['publish', 'closeNotice', 'pay', 'recover'];

/**
 * One step, on the version that was seen. A check judges anew and screens for fraud in the same transaction, so that
 * nobody signs an answer of yesterday.
 */
export async function takeClaimStep(ctx: Ctx, { params, body }: Input<typeof contract.takeClaimStep>): Promise<View> {
  const { action, version, ...move } = body;
  if (ELSEWHERE.includes(action)) throw new AppError('claim.wrong_status', { action });
  await ctx.db.transaction(async (tx) => {
    const seen = (await lockClaims(tx, ctx.actor, [params.id])).map((claim) => fresh(claim, version));
    const before = action === 'check' ? await lookCloser(ctx, tx, seen) : { claims: seen, news: [] };
    const { news } = await stepLocked(tx, ctx, before.claims, action, move);
    await appendEvents(tx, ctx, [...before.news, ...news]);
  });
  return viewOf(ctx, ctx.db, params.id);
}

function fresh(claim: LockedClaim, version: number): LockedClaim {
  if (claim.version !== version) throw new AppError('claim.stale', { id: claim.id, version: claim.version });
  return claim;
}

/** What cannot be checked now stays as it is: the step itself refuses it. */
async function lookCloser(ctx: Ctx, tx: Tx, seen: readonly LockedClaim[]) {
  const from: readonly ClaimStatus[] = CLAIM_STEPS.check.from;
  if (seen.some(({ status }) => !from.includes(status))) return { claims: seen, news: [] };
  const news: News[] = [];
  const claims: LockedClaim[] = [];
  for (const claim of seen) {
    news.push(...(await judgeOne(tx, ctx, claim)), ...(await screenIn(tx, ctx, [claim.id])));
    claims.push(...(await lockClaims(tx, ctx.actor, [claim.id])));
  }
  return { claims, news };
}

/** Many checks, each by itself: one that is refused says why and keeps none of the others back. */
export async function checkClaims(
  ctx: Ctx,
  { body }: Input<typeof contract.checkClaims>,
): Promise<Output<typeof contract.checkClaims>> {
  const refused: Output<typeof contract.checkClaims>['refused'] = [];
  for (const { id, version } of body.claims) {
    try {
      await takeClaimStep(ctx, { params: { id }, body: { action: 'check', version } });
    } catch (reason) {
      if (!(reason instanceof AppError)) throw reason;
      refused.push({ id, code: reason.code, details: reason.details });
    }
  }
  return { done: body.claims.length - refused.length, refused };
}

/** By an officer who has no duty on the claim: four eyes on a doubt as on a payment. */
export async function lookAgain(ctx: Ctx, { params, body }: Input<typeof contract.lookAgain>): Promise<View> {
  const { countyCode, id: officerId } = ctx.actor;
  await ctx.db.transaction(async (tx) => {
    const [claim] = await lockClaims(tx, ctx.actor, [params.id]);
    if (!claim) throw new AppError('claim.not_found', { id: params.id });
    const hit = await lockHit(tx, countyCode, claim.id, params.hitId);
    if (!hit) throw new AppError('claim.hit_not_found', { id: params.hitId });
    if (hit.result !== null) throw new AppError('claim.hit_looked', { id: hit.id, result: hit.result });
    const duties = await listDuties(tx, countyCode, claim.id);
    if (duties.some((duty) => duty.officerId === officerId))
      throw new AppError('claim.same_officer', { id: claim.id, action: 'look' });
    await saveHit(tx, countyCode, hit.id, { ...body, lookedBy: officerId, lookedAt: ctx.now() });
    const details = { hitId: hit.id, pattern: hit.pattern, result: body.result, note: body.note };
    await appendEvents(tx, ctx, [{ subjectKind: 'claim', subjectId: claim.id, action: 'look', details }]);
  });
  return viewOf(ctx, ctx.db, params.id);
}
