import type { Tx } from '../../../db/client.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { type Ctx, systemActor } from '../../../kernel/ctx.ts';
import type { News } from '../../audit/service.ts';
import { FOUND_TRIGGERS } from '../core/candidates.ts';
import { advance, type ClaimAction, dueOn, type Workflow } from '../core/claim.ts';
import type { Snapshot } from './facts.ts';
import { type Answer, answer, askedOf, awardKey, type Due, isPending, relationOf } from './found.ts';
import { CLAIMABLE, plain } from './judge.ts';
import type { Policies } from './listen.ts';
import { type Claim, type NewClaim, saveFresh } from './store.ts';

/** Said by the system where a right no longer holds or holds again; kept with the step. */
const NOTES = {
  withdraw: '依据的情况变了,现在不符合条件,系统自动撤下',
  reopen: '情况又符合条件了,系统重新列出',
} as const;

/** Judges all pending claims of a snapshot anew and writes what changed. Returns the news, for the caller to append. */
export async function judgeAnew(
  tx: Tx,
  ctx: Ctx,
  snapshot: Snapshot,
  policies: Policies,
  due: ReadonlyMap<string, Due>,
): Promise<News[]> {
  const news: News[] = [];
  const pending = [...snapshot.claimsOn.values()].flat().filter((one) => isPending(one) || isSystemsOwn(one));
  for (const claim of pending.sort((a, b) => (`${a.eventOn}${a.id}` < `${b.eventOn}${b.id}` ? -1 : 1))) {
    if (!isWhole(snapshot, claim)) continue;
    const own = due.get(awardKey(claim));
    news.push(...(await judgeClaim(tx, ctx, snapshot, policies, claim, own)));
  }
  return news;
}

/** Withdrawn because it no longer held, with nobody's hand on it: it comes back as soon as it holds again. */
const isSystemsOwn = ({ status, preparedBy, verdict }: Claim): boolean =>
  status === 'withdrawn' && preparedBy === null && !CLAIMABLE.includes(verdict);

/** Only a claim whose person, work or firm is in the snapshot can be judged by it. */
export function isWhole(
  { people, workIds, employers }: Snapshot,
  { labourerId, placementId, subjectId }: Claim,
): boolean {
  if (labourerId !== null) return people.has(labourerId);
  return placementId === null ? employers.has(subjectId) : workIds.has(placementId);
}

export async function judgeClaim(
  tx: Tx,
  ctx: Ctx,
  snapshot: Snapshot,
  policies: Policies,
  claim: Claim,
  due: Due | undefined,
): Promise<News[]> {
  const answered = await answerToday(snapshot, policies, claim, due);
  if (!answered) return [];
  const { asked, said, holds } = answered;
  if (claim.status === 'withdrawn') return holds ? step(tx, ctx, snapshot, claim, 'reopen', asked, said) : [];
  if (!holds && claim.status === 'found') return step(tx, ctx, snapshot, claim, 'withdraw', asked, said);
  return rewrite(tx, ctx, snapshot, claim, asked, said);
}

/** What a claim would be answered by the registers of today; undefined where no version stood on its day. */
export async function answerToday(snapshot: Snapshot, policies: Policies, claim: Claim, due: Due | undefined) {
  const asked = askedOf(claim, due);
  const judged = await answer(policies, snapshot, asked, due?.relation ?? relationOf(snapshot, claim, policies));
  if (!judged) return undefined;
  const isTriggered = due !== undefined || !FOUND_TRIGGERS.includes(claim.trigger);
  const said = isTriggered ? judged : { ...judged, verdict: 'not-eligible', amountFen: null };
  return { asked, said, holds: said.isDue && isTriggered };
}

type Asked = ReturnType<typeof askedOf>;

/** A step of the system's own, by the same table as everybody's. */
async function step(
  tx: Tx,
  ctx: Ctx,
  snapshot: Snapshot,
  claim: Claim,
  action: 'withdraw' | 'reopen',
  asked: Asked,
  said: Answer,
): Promise<News[]> {
  const { workflow } = said.one.terms;
  const to = systemStep(claim, action, snapshot.today, workflow);
  const due = dueOn(to, snapshot.today, workflow);
  const set = { ...judgedColumns(ctx, snapshot, asked, said), status: to, dueOn: due };
  if (!(await saveFresh(tx, claim, set))) return [];
  const fromStatus = claim.status;
  Object.assign(claim, set);
  await ctx.outbox.enqueue(tx, 'claim.changed', { countyCode: claim.countyCode, id: claim.id });
  const details = { note: NOTES[action], verdict: said.verdict, amountFen: said.amountFen };
  return [{ subjectKind: 'claim', subjectId: claim.id, action, fromStatus, toStatus: to, details }];
}

function systemStep(claim: Claim, action: ClaimAction, on: string, workflow: Workflow) {
  const whole = { status: claim.status, duties: [], amountFen: claim.amountFen, openHits: 0, openObjections: 0 };
  const { id, role } = systemActor(claim.countyCode);
  const note = { note: NOTES[action as keyof typeof NOTES], on };
  const went = advance(whole, action, { id, role }, note, workflow);
  if (!went.ok) throw new AppError(went.code, { id: claim.id, ...went.details });
  return went.to;
}

/** Where the answer is another, it is written down with the facts of today; a claim on its way stays, and is flagged. */
async function rewrite(
  tx: Tx,
  ctx: Ctx,
  snapshot: Snapshot,
  claim: Claim,
  asked: Asked,
  said: Answer,
): Promise<News[]> {
  if (isSame(claim, seenColumns(snapshot, asked, said))) return [];
  const set = judgedColumns(ctx, snapshot, asked, said);
  if (!(await saveFresh(tx, claim, set))) return [];
  const news: News = {
    subjectKind: 'claim',
    subjectId: claim.id,
    action: 'judge',
    fromStatus: claim.status,
    toStatus: claim.status,
    details: { before: claim.verdict, verdict: set.verdict, amountFen: set.amountFen, missing: set.missing },
  };
  Object.assign(claim, set);
  return [news];
}

const isSame = (claim: Claim, set: ReturnType<typeof seenColumns>): boolean =>
  claim.verdict === set.verdict &&
  claim.amountFen === set.amountFen &&
  claim.eventOn === set.eventOn &&
  claim.accountId === set.accountId &&
  claim.policyVersionId === set.policyVersionId &&
  claim.missing.join() === set.missing.join();

/** What a claim shows of its judgement. */
const seenColumns = (snapshot: Snapshot, asked: Asked, said: Answer) => ({
  policyVersionId: said.policyVersionId,
  verdict: said.verdict,
  amountFen: said.amountFen,
  missing: [...said.lacking],
  accountId: snapshot.accounts.get(asked.payeeId) ?? null,
  eventOn: asked.eventOn,
});

/** What a judgement writes into its claim: that, and all it stands on. */
const judgedColumns = (ctx: Ctx, snapshot: Snapshot, asked: Asked, said: Answer) =>
  ({
    ...seenColumns(snapshot, asked, said),
    periodFrom: asked.periodFrom,
    periodTo: asked.periodTo,
    judged: said.judged(),
    evaluation: plain(said.evaluation),
    judgedAt: ctx.now(),
  }) satisfies Partial<NewClaim>;
