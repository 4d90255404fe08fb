import { sql } from 'drizzle-orm';
import type { Input, Output } from '../../../../contract/endpoint.ts';
import type * as contract from '../../../../contract/payments.ts';
import type { Reader } from '../../../db/client.ts';
import { yearOf } from '../../../kernel/calendar.ts';
import { type Ctx, today } from '../../../kernel/ctx.ts';
import type { BatchStatus } from '../core/batch.ts';
import { listBudgets, viewOf } from './budget.ts';

type Reconciliation = Output<typeof contract.getReconciliation>;

interface Row extends Record<string, unknown> {
  id: string;
  number: string;
  status: BatchStatus;
  budgetLineId: string;
  totalFen: number;
  paidFen: number;
  failedFen: number;
  waitingFen: number;
  paymentsFen: number;
  loggedFen: number;
  recoveredFen: number;
}

/** Three books of the same money: the batch's lines, the payments, and what the chained log says of each claim paid. */
const booksOf = (db: Reader, countyCode: string, year: number) =>
  db.execute<Row>(sql`
    select b.id, b.number, b.status, b.budget_line_id as "budgetLineId", b.total_fen::float8 as "totalFen",
      coalesce(sum(l.amount_fen) filter (where l.status = 'paid'), 0)::float8 as "paidFen",
      coalesce(sum(l.amount_fen) filter (where l.status = 'failed'), 0)::float8 as "failedFen",
      coalesce(sum(l.amount_fen) filter (where l.status = 'waiting'), 0)::float8 as "waitingFen",
      coalesce(sum(p.amount_fen), 0)::float8 as "paymentsFen",
      coalesce(sum(p.recovered_fen), 0)::float8 as "recoveredFen",
      coalesce(sum(e.paid_fen), 0)::float8 as "loggedFen"
    from payment_batches b
    join budget_lines g on g.county_code = b.county_code and g.id = b.budget_line_id and g.year = ${year}
    join payment_lines l on l.county_code = b.county_code and l.batch_id = b.id
    left join payments p on p.county_code = l.county_code and p.line_id = l.id
    left join lateral (
      select sum((details ->> 'paidFen')::bigint) paid_fen from events
      where county_code = l.county_code and subject_kind = 'claim' and subject_id = l.claim_id and action = 'pay'
        and details ->> 'lineId' = l.id::text) e on true
    where b.county_code = ${countyCode}
    group by b.county_code, b.id
    order by b.made_at desc, b.id desc`);

export async function reconcile(
  ctx: Ctx,
  { query }: Input<typeof contract.getReconciliation>,
): Promise<Reconciliation> {
  const year = query.year ?? yearOf(today(ctx));
  const rows = [...(await booksOf(ctx.db, ctx.actor.countyCode, year))];
  const total = (of: (row: Row) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  const budget = await listBudgets(ctx.db, ctx.actor.countyCode, year);
  return {
    year,
    batches: rows.map(batchBooks),
    totals: {
      paidFen: total((row) => row.paidFen),
      paymentsFen: total((row) => row.paymentsFen),
      loggedFen: total((row) => row.loggedFen),
      recoveredFen: total((row) => row.recoveredFen),
      agrees: rows.every((row) => batchBooks(row).agrees),
    },
    budget: budget.map((line) => {
      const own = rows.filter(({ budgetLineId }) => budgetLineId === line.id);
      const computedFen = own.reduce((sum, r) => sum + r.waitingFen + r.paidFen - r.recoveredFen, 0);
      return { ...viewOf(line), computedFen, agrees: computedFen === line.committedFen };
    }),
  };
}

/** What left in the file is what was paid, failed or is still on its way; what was paid stands alike in all three books. */
function batchBooks({ budgetLineId: _line, totalFen, ...row }: Row): Reconciliation['batches'][number] {
  const hasLeft = row.status === 'sent' || row.status === 'settled';
  const fileFen = hasLeft ? totalFen : 0;
  const isWhole = !hasLeft || row.paidFen + row.failedFen + row.waitingFen === fileFen;
  return {
    ...row,
    fileFen,
    agrees: isWhole && row.paidFen === row.paymentsFen && row.paymentsFen === row.loggedFen,
  };
}
