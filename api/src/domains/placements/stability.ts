import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import { type Ctx, today } from '../../kernel/ctx.ts';
import { appendEvents } from '../audit/service.ts';
import { monthsOf } from './core/rules.ts';
import { newsOf } from './service.ts';
import { listWorkedOf, type Placement, savePlacement } from './store.ts';
import { placements } from './tables.ts';

const BATCH = 500;

/**
 * Placements whose months are complete become stable, each with its event and its news, five hundred in a transaction.
 * Returns how many. Run twice a day it finds nothing the second time.
 */
export async function settlePlacements(ctx: Ctx, months: number, batch = BATCH): Promise<number> {
  let settled = 0;
  for (let after: string | undefined; ; ) {
    const done = await settleBatch(ctx, months, batch, after);
    settled += done.settled;
    if (done.last === undefined) return settled;
    after = done.last;
  }
}

const settleBatch = (ctx: Ctx, months: number, size: number, after: string | undefined) =>
  ctx.db.transaction(async (tx) => {
    const { countyCode } = ctx.actor;
    const rows = await tx
      .select()
      .from(placements)
      .where(
        and(
          eq(placements.countyCode, countyCode),
          inArray(placements.status, ['started']),
          after ? gt(placements.id, after) : undefined,
        ),
      )
      .orderBy(asc(placements.id))
      .limit(size)
      .for('update', { skipLocked: true });
    const work = Map.groupBy(
      await listWorkedOf(
        tx,
        countyCode,
        rows.map((r) => r.labourerId),
      ),
      (w) => w.labourerId,
    );
    const ripe = rows.filter((p) => monthsDone(ctx, p, work.get(p.labourerId) ?? []) >= months);
    for (const placement of ripe) {
      await savePlacement(tx, placement, { status: 'stable' });
      await ctx.outbox.enqueue(tx, 'placement.changed', { countyCode, id: placement.id });
    }
    await appendEvents(
      tx,
      ctx,
      ripe.map((placement) => newsOf(placement, 'settle', 'stable', { months })),
    );
    return { settled: ripe.length, last: rows.at(-1)?.id };
  });

const monthsDone = (ctx: Ctx, p: Placement, work: Parameters<typeof monthsOf>[1]): number =>
  monthsOf(
    p,
    work.filter(({ id }) => id !== p.id),
    today(ctx),
  ) ?? 0;
