import type { Tx } from '../../../db/client.ts';
import { together } from '../../../db/kept.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { CalendarDate } from '../../../kernel/calendar.ts';
import { type Ctx, today } from '../../../kernel/ctx.ts';
import { appendEvents, type News } from '../../audit/service.ts';
import {
  type Advance,
  advance,
  type ClaimAction,
  type ClaimStage,
  type ClaimStatus,
  type Duty,
  dueOn,
  type Claim as Standing,
  signaturesKept,
  type Workflow,
} from '../core/claim.ts';
import { CLAIMABLE, PAYABLE } from './judge.ts';
import { barsCheck } from './missing.ts';
import { type LockedClaim, lockClaims, type NewClaim, saveClaims, takeDuties } from './store.ts';
import { workflowsOf } from './terms-store.ts';

/** What comes with a step beside its name. */
export interface StepMove {
  readonly note?: string;
  /** For sendBack: the stage to go back to. */
  readonly backTo?: ClaimStage;
  /** For publish: the last day of the notice. */
  readonly noticeEndsOn?: CalendarDate;
  /** For pay: the day the bank paid; today where it is not said. */
  readonly paidOn?: CalendarDate;
  /** Kept with the event: the batch, the notice, the sample … */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A claim and what a step made of it. */
export interface Stepped {
  readonly claim: LockedClaim;
  readonly to: ClaimStatus;
}

/**
 * One step of many claims, all or none, in the transaction of the caller: rows locked in the order of their ids, one
 * statement for the claims of the same step, one for the duties. Returns the events with `news`, so that a caller with
 * more to say appends all of it last.
 */
export async function stepAll(
  tx: Tx,
  ctx: Ctx,
  claimIds: readonly string[],
  action: ClaimAction,
  move: StepMove = {},
): Promise<{ stepped: Stepped[]; news: News[] }> {
  const locked = await lockClaims(tx, ctx.actor, claimIds);
  return stepLocked(tx, ctx, locked, action, move);
}

/** The same for claims that the caller has locked. */
export async function stepLocked(
  tx: Tx,
  ctx: Ctx,
  locked: readonly LockedClaim[],
  action: ClaimAction,
  move: StepMove = {},
): Promise<{ stepped: Stepped[]; news: News[] }> {
  const workflows = await workflowsOf(tx, ctx.actor.countyCode, locked);
  const moves = locked.map((claim) => oneMove(ctx, claim, action, move, workflows.get(claim.policyVersionId)));
  await write(tx, ctx, moves);
  return { stepped: moves, news: moves.map((one) => newsOf(one, action, move)) };
}

/** In one message: who signs comes first, so that the key's word on two duties is heard before the row's own. */
async function write(tx: Tx, ctx: Ctx, moves: readonly OneMove[]): Promise<void> {
  const groups = [...Map.groupBy(moves, ({ set }) => JSON.stringify(set)).values()];
  const { countyCode } = ctx.actor;
  await together(
    sign(tx, ctx, moves),
    ...groups.map((group) => saveClaims(tx, countyCode, idsOf(group), group[0]?.set ?? {})),
    ...moves.map(({ claim: { id } }) => ctx.outbox.enqueue(tx, 'claim.changed', { countyCode, id })),
  );
}

const idsOf = (moves: readonly OneMove[]): string[] => moves.map(({ claim }) => claim.id);

/** One step of many claims with its events; nothing of the caller's may come after it. Used by notices and payments. */
export async function stepMany(
  tx: Tx,
  ctx: Ctx,
  claimIds: readonly string[],
  action: ClaimAction,
  move: StepMove = {},
): Promise<Stepped[]> {
  const { stepped, news } = await stepAll(tx, ctx, claimIds, action, move);
  await appendEvents(tx, ctx, news);
  return stepped;
}

/** One claim, one step, a transaction of its own. */
export const takeStep = (ctx: Ctx, claimId: string, action: ClaimAction, move: StepMove = {}): Promise<Stepped[]> =>
  ctx.db.transaction((tx) => stepMany(tx, ctx, [claimId], action, move));

interface OneMove extends Stepped {
  readonly set: Partial<NewClaim>;
  readonly duty?: Duty;
}

const NO_TERMS: Workflow = { noticeDays: 0 };

function oneMove(
  ctx: Ctx,
  claim: LockedClaim,
  action: ClaimAction,
  move: StepMove,
  workflow: Workflow = NO_TERMS,
): OneMove {
  const on = today(ctx);
  const asked = {
    ...(move.note !== undefined && { note: move.note }),
    ...(move.backTo && { backTo: move.backTo }),
    on,
  };
  const went = advance(standing(claim), action, ctx.actor, asked, workflow);
  if (!went.ok) throw new AppError(went.code, { id: claim.id, ...went.details });
  holdBack(claim, action);
  return {
    claim,
    to: went.to,
    set: columnsOf(ctx, action, went, move, workflow),
    ...(went.duty && { duty: went.duty }),
  };
}

export const standing = (claim: LockedClaim): Standing => ({
  status: claim.status,
  ...(claim.returnedTo && { returnedTo: claim.returnedTo }),
  duties: claim.duties,
  amountFen: claim.amountFen,
  openHits: claim.openHits,
  openObjections: claim.openObjections,
  isOnItsWay: claim.isOnItsWay,
  ...(claim.noticeEndsOn && { noticeEndsOn: claim.noticeEndsOn }),
});

/** What the engine's own word keeps back: a check without the papers, money on an answer that is no yes. */
function holdBack({ id, missing, verdict }: LockedClaim, action: ClaimAction): void {
  const open = barsCheck(missing);
  if (action === 'check' && open.length > 0) throw new AppError('claim.evidence_missing', { id, missing: open });
  if (action === 'check' && !CLAIMABLE.includes(verdict)) throw new AppError('claim.not_payable', { id, verdict });
  if (['approve', 'pay'].includes(action) && !PAYABLE.includes(verdict))
    throw new AppError('claim.not_payable', { id, verdict });
}

type Went = Extract<Advance, { ok: true }>;

function columnsOf(ctx: Ctx, action: ClaimAction, went: Went, move: StepMove, workflow: Workflow): Partial<NewClaim> {
  const on = today(ctx);
  return {
    status: went.to,
    returnedTo: went.returnedTo ?? null,
    dueOn: dueOn(went.to, on, workflow),
    ...signed(ctx, went.duty),
    ...(action === 'submit' && { submittedAt: ctx.now() }),
    ...(action === 'publish' && { noticeEndsOn: move.noticeEndsOn ?? null }),
    ...(action === 'pay' && { paidOn: move.paidOn ?? on }),
    ...(went.returnedTo && lessThan(went.returnedTo)),
    ...(action === 'reopen' && lessThan('found')),
  };
}

const SIGNATURES = { prepare: 'preparedBy', check: 'checkedBy', approve: 'approvedBy', pay: 'paidBy' } as const;

const signed = ({ actor }: Ctx, duty: Duty | undefined): Partial<NewClaim> =>
  duty === undefined ? {} : { [SIGNATURES[duty]]: actor.id };

/** Back to a stage, a claim keeps the signatures up to it; the rest of its way is signed anew. */
function lessThan(stage: ClaimStage): Partial<NewClaim> {
  const kept = signaturesKept(stage);
  return {
    ...(!kept.prepared && { preparedBy: null }),
    ...(!kept.checked && { checkedBy: null }),
    ...(!kept.approved && { approvedBy: null }),
    ...(stage === 'found' || stage === 'prepared' ? { submittedAt: null } : {}),
    noticeEndsOn: null,
  };
}

/** One duty a claim and officer, for ever: the key has the last word where two rounds or two pages meet. */
async function sign(tx: Tx, ctx: Ctx, moves: readonly OneMove[]): Promise<void> {
  const { countyCode, id: officerId, role: officerRole, name: officerName } = ctx.actor;
  // All take the same step, so that all have the same duty or none.
  const duty = moves[0]?.duty;
  if (duty === undefined) return;
  const taken = { countyCode, officerId, duty, officerRole, officerName, takenAt: ctx.now() };
  const [other] = await takeDuties(tx, taken, idsOf(moves));
  if (other) throw new AppError('claim.same_officer', { id: other.claimId, duty: other.duty });
}

function newsOf({ claim, to, set }: OneMove, action: ClaimAction, { note, backTo, details }: StepMove): News {
  return {
    subjectKind: 'claim',
    subjectId: claim.id,
    action,
    fromStatus: claim.status,
    toStatus: to,
    details: {
      ...(note !== undefined && { note }),
      ...(backTo && { backTo }),
      ...(set.noticeEndsOn && { noticeEndsOn: set.noticeEndsOn }),
      ...(set.paidOn && { paidOn: set.paidOn }),
      amountFen: claim.amountFen,
      policyVersionId: claim.policyVersionId,
      version: claim.version + 1,
      ...details,
    },
  };
}
