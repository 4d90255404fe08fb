import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client.ts';
import { AppError, orThrow } from '../../../kernel/app-error.ts';
import type { CalendarDate } from '../../../kernel/calendar.ts';
import { type Ctx, today } from '../../../kernel/ctx.ts';
import type { News } from '../../audit/service.ts';
import { claimDuties, claims, fraudHits } from '../claims/tables.ts';
import { advance, type Claim, type ClaimAction, type Duty } from '../core/claim.ts';
import { policyVersions } from '../policies/tables.ts';
import { objections } from '../publicity/tables.ts';

export type ClaimRow = typeof claims.$inferSelect;

export interface Moves {
  readonly note?: string;
  readonly paidOn?: CalendarDate;
  readonly noticeEndsOn?: CalendarDate;
  /** What the event says beside note, sum and policy version. */
  readonly details?: (claim: ClaimRow) => Record<string, unknown>;
}

/** Locks claims in the order of their ids, so that two batches never wait for one another. */
export async function lockClaims(tx: Tx, countyCode: string, ids: readonly string[]): Promise<ClaimRow[]> {
  const rows: ClaimRow[] = [];
  const sorted = [...ids].sort();
  for (let i = 0; i < sorted.length; i += 1000) {
    rows.push(
      ...(await tx
        .select()
        .from(claims)
        .where(and(eq(claims.countyCode, countyCode), inArray(claims.id, sorted.slice(i, i + 1000))))
        .orderBy(asc(claims.id))
        .for('update')),
    );
  }
  if (rows.length < new Set(ids).size) {
    const found = new Set(rows.map(({ id }) => id));
    throw new AppError('claim.not_found', { id: ids.find((id) => !found.has(id)) });
  }
  return rows;
}

/** Takes one step for many locked claims, all or none, and returns the events for the end of the transaction. */
export async function moveClaims(
  tx: Tx,
  ctx: Ctx,
  locked: readonly ClaimRow[],
  action: ClaimAction,
  moves: Moves = {},
): Promise<News[]> {
  const states = await statesOf(tx, locked);
  const move = { on: today(ctx), ...(moves.note !== undefined && { note: moves.note }) };
  const taken = locked.map((row) => {
    const { claim, workflow } = states(row);
    const decided = advance(claim, action, ctx.actor, move, workflow);
    if (!decided.ok) throw new AppError(decided.code, { ...decided.details, claimId: row.id });
    return { row, ...orThrow(decided) };
  });
  const [first] = taken;
  if (!first) return [];
  if (first.duty)
    await takeDuty(
      tx,
      ctx,
      first.duty,
      locked.map(({ id }) => id),
    );
  await save(tx, ctx, locked, first.to, moves);
  return taken.map(({ row, to }) => ({
    subjectKind: 'claim',
    subjectId: row.id,
    action,
    fromStatus: row.status,
    toStatus: to,
    details: {
      ...(moves.note !== undefined && { note: moves.note }),
      amountFen: row.amountFen,
      policyVersionId: row.policyVersionId,
      ...moves.details?.(row),
    },
  }));
}

async function save(tx: Tx, ctx: Ctx, rows: readonly ClaimRow[], to: ClaimRow['status'], moves: Moves): Promise<void> {
  const { paidOn, noticeEndsOn } = moves;
  const ids = rows.map(({ id }) => id);
  for (let i = 0; i < ids.length; i += 1000) {
    await tx
      .update(claims)
      .set({
        status: to,
        returnedTo: null,
        version: sql`${claims.version} + 1`,
        ...(to === 'paid' && { paidBy: ctx.actor.id, paidOn: paidOn ?? today(ctx) }),
        ...(noticeEndsOn !== undefined && { noticeEndsOn }),
      })
      .where(and(eq(claims.countyCode, ctx.actor.countyCode), inArray(claims.id, ids.slice(i, i + 1000))));
  }
}

/** Writes down that the actor takes a duty on claims; refuses where it took another one before, in whatever round. */
export async function takeDuty(tx: Tx, ctx: Ctx, duty: Duty, claimIds: readonly string[]): Promise<void> {
  const { countyCode, id: officerId, role: officerRole, name: officerName } = ctx.actor;
  const ids = [...claimIds].sort();
  for (let i = 0; i < ids.length; i += 1000) {
    const some = ids.slice(i, i + 1000);
    const row = { countyCode, officerId, duty, officerRole, officerName, takenAt: ctx.now() };
    await tx
      .insert(claimDuties)
      .values(some.map((claimId) => ({ ...row, claimId })))
      .onConflictDoNothing();
    const [other] = await tx
      .select({ claimId: claimDuties.claimId })
      .from(claimDuties)
      .where(
        and(
          eq(claimDuties.countyCode, countyCode),
          eq(claimDuties.officerId, officerId),
          inArray(claimDuties.claimId, some),
          sql`${claimDuties.duty} <> ${duty}`,
        ),
      );
    if (other) throw new AppError('claim.same_officer', { claimId: other.claimId, duty });
  }
}

async function statesOf(tx: Tx, rows: readonly ClaimRow[]) {
  const [first] = rows;
  const countyCode = first?.countyCode ?? '';
  const ids = rows.map(({ id }) => id);
  const duties = Map.groupBy(await listDuties(tx, countyCode, ids), ({ claimId }) => claimId);
  const hits = await countOpen(tx, countyCode, ids, fraudHits, isNull(fraudHits.result));
  const against = await countOpen(tx, countyCode, ids, objections, isNull(objections.answer));
  const workflows = await workflowsOf(tx, countyCode, [...new Set(rows.map((row) => row.policyVersionId))]);
  return (row: ClaimRow) => {
    const claim: Claim = {
      status: row.status,
      ...(row.returnedTo !== null && { returnedTo: row.returnedTo }),
      duties: duties.get(row.id) ?? [],
      amountFen: row.amountFen,
      openHits: hits.get(row.id) ?? 0,
      openObjections: against.get(row.id) ?? 0,
      ...(row.noticeEndsOn !== null && { noticeEndsOn: row.noticeEndsOn }),
    };
    const workflow = workflows.get(row.policyVersionId);
    if (!workflow) throw new Error(`claim ${row.id} without its policy version`);
    return { claim, workflow };
  };
}

const listDuties = async (tx: Tx, countyCode: string, ids: readonly string[]) =>
  ids.length === 0
    ? []
    : tx
        .select({ claimId: claimDuties.claimId, officerId: claimDuties.officerId, duty: claimDuties.duty })
        .from(claimDuties)
        .where(and(eq(claimDuties.countyCode, countyCode), inArray(claimDuties.claimId, [...ids])));

async function countOpen(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
  table: typeof fraudHits | typeof objections,
  isOpen: ReturnType<typeof isNull>,
): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ claimId: table.claimId, count: sql<number>`count(*)::int` })
    .from(table)
    .where(and(eq(table.countyCode, countyCode), inArray(table.claimId, [...ids]), isOpen))
    .groupBy(table.claimId);
  return new Map(rows.map(({ claimId, count }) => [claimId, count]));
}

async function workflowsOf(tx: Tx, countyCode: string, ids: readonly string[]) {
  const rows =
    ids.length === 0
      ? []
      : await tx
          .select({ id: policyVersions.id, terms: policyVersions.terms })
          .from(policyVersions)
          .where(and(eq(policyVersions.countyCode, countyCode), inArray(policyVersions.id, [...ids])));
  return new Map(rows.map(({ id, terms }) => [id, terms.workflow]));
}
