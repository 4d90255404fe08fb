import { and, asc, eq, sql } from 'drizzle-orm';
import type { Input, Output } from '../../../../contract/endpoint.ts';
import type * as contract from '../../../../contract/payments.ts';
import type { Reader, Tx } from '../../../db/client.ts';
import { guardThatRefused } from '../../../db/refusal.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { yearOf } from '../../../kernel/calendar.ts';
import { type Ctx, newId, today } from '../../../kernel/ctx.ts';
import { appendEvent } from '../../audit/service.ts';
import { budgetLines } from './tables.ts';

export type BudgetLine = typeof budgetLines.$inferSelect;
type View = contract.BudgetLineView;

export const listBudgets = (db: Reader, countyCode: string, year: number): Promise<BudgetLine[]> =>
  db
    .select()
    .from(budgetLines)
    .where(and(eq(budgetLines.countyCode, countyCode), eq(budgetLines.year, year)))
    .orderBy(asc(budgetLines.code));

export const viewOf = ({ countyCode: _county, ...line }: BudgetLine): View => line;

export const listBudgetLines = async (
  ctx: Ctx,
  { query }: Input<typeof contract.listBudgetLines>,
): Promise<Output<typeof contract.listBudgetLines>> => ({
  lines: (await listBudgets(ctx.db, ctx.actor.countyCode, query.year ?? yearOf(today(ctx)))).map(viewOf),
});

export async function createBudgetLine(
  ctx: Ctx,
  { body: { note, ...body } }: Input<typeof contract.createBudgetLine>,
): Promise<View> {
  const row = { ...body, countyCode: ctx.actor.countyCode, id: newId(ctx), committedFen: 0 };
  return ctx.db.transaction(async (tx) => {
    const [made] = await tx.insert(budgetLines).values(row).onConflictDoNothing().returning();
    if (!made) throw new AppError('budget.code_taken', { year: body.year, code: body.code });
    const details = { ...body, note };
    await appendEvent(tx, ctx, { subjectKind: 'budget_line', subjectId: row.id, action: 'create', details });
    return viewOf(made);
  });
}

export async function raiseBudgetLine(
  ctx: Ctx,
  { params, body: { addFen, note } }: Input<typeof contract.raiseBudgetLine>,
): Promise<View> {
  return ctx.db.transaction(async (tx) => {
    const line = await lockBudgetLine(tx, ctx.actor.countyCode, params.id);
    const totalFen = line.totalFen + addFen;
    await change(tx, line.countyCode, line.id, { totalFen });
    const details = { addFen, totalFen, note };
    await appendEvent(tx, ctx, { subjectKind: 'budget_line', subjectId: line.id, action: 'raise', details });
    return viewOf({ ...line, totalFen });
  });
}

export async function lockBudgetLine(tx: Tx, countyCode: string, id: string): Promise<BudgetLine> {
  const [line] = await tx
    .select()
    .from(budgetLines)
    .where(and(eq(budgetLines.countyCode, countyCode), eq(budgetLines.id, id)))
    .for('update');
  if (!line) throw new AppError('budget.not_found', { id });
  return line;
}

const GUARD = 'budget_lines_not_overspent';

/**
 * Binds money of a line, or with a negative sum sets it free. The row's own check is the guard: whatever another transaction
 * bound meanwhile is counted when this one writes.
 */
export async function commitMoney(tx: Tx, countyCode: string, id: string, fen: number): Promise<void> {
  try {
    await change(tx, countyCode, id, { committedFen: sql`${budgetLines.committedFen} + ${fen}` });
  } catch (error) {
    if (guardThatRefused(error) === GUARD) throw new AppError('budget.overspent', { id, fen }, { cause: error });
    throw error;
  }
}

type Change = Parameters<ReturnType<Tx['update']>['set']>[0];

const change = (tx: Tx, countyCode: string, id: string, set: Change) =>
  tx
    .update(budgetLines)
    .set(set)
    .where(and(eq(budgetLines.countyCode, countyCode), eq(budgetLines.id, id)));
