import type { Tx } from '../../../db/client.ts';
import { type Ctx, newId, today } from '../../../kernel/ctx.ts';
import { appendEvents, type News } from '../../audit/service.ts';
import { dueOn } from '../core/claim.ts';
import { loadSnapshot, type Snapshot } from './facts.ts';
import { type Beside, listPlacedAfter } from './facts-store.ts';
import { type Answer, answer, type Due, dueIn, standingClaim } from './found.ts';
import { plain } from './judge.ts';
import { type Policies, policiesOf, type SharedPolicies } from './listen.ts';
import { judgeAnew } from './rejudge.ts';
import { doubtApproved } from './second-thoughts.ts';
import { type Claim, insertAwards, insertClaims, type NewClaim } from './store.ts';

export interface Found {
  readonly people: number;
  readonly found: number;
  /** Pending claims whose answer changed. */
  readonly changed: number;
}

/**
 * Looks at some people's rights anew: what has come about is found, once, and what waits is judged again. Whoever else
 * does the same at the same time finds nothing twice: the awards' key decides.
 */
export const findEntitlements = async (
  ctx: Ctx,
  labourerIds: readonly string[],
  policies?: SharedPolicies,
): Promise<Found> =>
  ctx.db.transaction(async (tx) => {
    const standing = policies?.over(tx) ?? (await policiesOf(tx, ctx.actor.countyCode, today(ctx)));
    return findIn(tx, ctx, labourerIds, standing);
  });

/** The same inside a transaction of the caller. Appends events: nothing may come after it. */
export async function findIn(
  tx: Tx,
  ctx: Ctx,
  labourerIds: readonly string[],
  policies: Policies,
  beside?: Beside,
): Promise<Found> {
  const { countyCode } = ctx.actor;
  const snapshot = await loadSnapshot(tx, countyCode, today(ctx), labourerIds, beside);
  const due = dueIn(snapshot, policies);
  const again = await judgeAnew(tx, ctx, snapshot, policies, due);
  const doubts = await doubtApproved(tx, ctx, snapshot, policies, due);
  const { rows, news } = await newClaims(ctx, snapshot, policies, due);
  const held = await insertAwards(tx, rows.map(awardOf));
  const own = rows.filter(({ id }) => held.has(id));
  await insertClaims(tx, own);
  await appendEvents(tx, ctx, [...again, ...doubts, ...news.filter(({ subjectId }) => held.has(subjectId))]);
  return { people: labourerIds.length, found: own.length, changed: again.length };
}

const awardOf = ({ countyCode, ruleId, subjectId, payeeKind, periodKey, id: claimId }: NewClaim) => ({
  countyCode,
  ruleId,
  subjectId,
  payeeKind,
  periodKey,
  claimId,
});

/** Rights that no claim stands for, judged one after the other in the order of their days: each counts for the next. */
async function newClaims(ctx: Ctx, snapshot: Snapshot, policies: Policies, due: ReadonlyMap<string, Due>) {
  const rows: NewClaim[] = [];
  const news: News[] = [];
  for (const one of due.values()) {
    if (standingClaim(snapshot, one.candidate)) continue;
    const asked = { ...one.candidate, labourerId: one.labourerId };
    const said = await answer(policies, snapshot, asked, one.relation);
    if (!said?.isDue) continue;
    const row = rowOf(ctx, snapshot, one, said);
    rows.push(row);
    news.push(foundNews(row));
    remember(snapshot, row);
  }
  return { rows, news };
}

function rowOf(ctx: Ctx, snapshot: Snapshot, { candidate, labourerId, relation }: Due, said: Answer): NewClaim {
  const at = ctx.now();
  const { testOn: _testOn, wageMonthId: _wageMonthId, ...kept } = candidate;
  return {
    ...kept,
    countyCode: ctx.actor.countyCode,
    id: newId(ctx),
    policyVersionId: said.policyVersionId,
    labourerId: candidate.subjectKind === 'labourer' ? labourerId : null,
    employerId: relation.first.employerId,
    accountId: snapshot.accounts.get(candidate.payeeId) ?? null,
    regionCode: regionOf(snapshot, candidate, labourerId),
    status: 'found',
    verdict: said.verdict,
    amountFen: said.amountFen,
    missing: [...said.lacking],
    judged: said.judged(),
    evaluation: plain(said.evaluation),
    judgedAt: at,
    foundAt: at,
    dueOn: dueOn('found', snapshot.today, said.one.terms.workflow),
  };
}

/** The village whose people look after it: the person's, or the employer's where it is about no person. */
function regionOf({ people, employers, county }: Snapshot, { subjectKind, subjectId }: Due['candidate'], id: string) {
  const own = subjectKind === 'employer' ? employers.get(subjectId) : people.get(id);
  return own?.regionCode ?? `${county.code}000000`;
}

const foundNews = ({ id, ruleId, periodKey, verdict, amountFen, policyVersionId }: NewClaim): News => ({
  subjectKind: 'claim',
  subjectId: id,
  action: 'find',
  toStatus: 'found',
  details: { ruleId, periodKey, verdict, amountFen: amountFen ?? null, policyVersionId },
});

/** What was just found counts for what is judged after it. The cast: a row of ours has every column that counting reads. */
function remember({ claimsOn }: Snapshot, row: NewClaim): void {
  const own = claimsOn.get(row.subjectId) ?? [];
  own.push({ ...row, months: Number(row.judged.units.months ?? 1) } as Claim);
  claimsOn.set(row.subjectId, own);
}

const CHUNK = 500;

/**
 * The whole county, a chunk of people after another, each in a transaction of its own: a sweep that was cut off has
 * lost nothing, and the next finds what it left.
 */
export async function sweepCounty(ctx: Ctx, after?: string): Promise<Found> {
  const { countyCode } = ctx.actor;
  const policies = await policiesOf(ctx.db, countyCode, today(ctx));
  const sum = { people: 0, found: 0, changed: 0 };
  let last = after;
  for (;;) {
    const ids = await listPlacedAfter(ctx.db, countyCode, last, CHUNK);
    if (ids.length === 0) return sum;
    const chunk = await findEntitlements(ctx, ids, policies);
    sum.people += chunk.people;
    sum.found += chunk.found;
    sum.changed += chunk.changed;
    last = ids.at(-1);
  }
}
