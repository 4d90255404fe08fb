import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import { type Ctx, newId } from '../../kernel/ctx.ts';
import type { Wage } from './core/sheet.ts';
import { wageMonths } from './tables.ts';

export type WageMonth = typeof wageMonths.$inferSelect;

interface OfPlacement {
  readonly countyCode: string;
  readonly placementId: string;
}
const month = [wageMonths.countyCode, wageMonths.placementId, wageMonths.month];
const version = sql`${wageMonths.version} + 1`;

/** Newest month first. */
export const listWageMonthsOf = (db: Reader, countyCode: string, placementIds: readonly string[]) =>
  placementIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(wageMonths)
        .where(and(eq(wageMonths.countyCode, countyCode), inArray(wageMonths.placementId, [...placementIds])))
        .orderBy(desc(wageMonths.month));

/** What the person says they were paid for a month; the last word stands beside what the employer says. */
export async function saveSaid(
  tx: Tx,
  ctx: Ctx,
  { countyCode, placementId }: OfPlacement,
  said: { month: string; paidFen: number },
): Promise<void> {
  const set = { saidPaidFen: said.paidFen, saidAt: ctx.now() };
  await tx
    .insert(wageMonths)
    .values({ countyCode, id: newId(ctx), placementId, month: said.month, ...set })
    .onConflictDoUpdate({ target: month, set: { ...set, version } });
}

/** What an employer's sheet says of a month; a later sheet of the same month replaces an earlier one. */
export async function saveWage(
  tx: Tx,
  ctx: Ctx,
  { countyCode, placementId }: OfPlacement,
  of: { readonly month: string; readonly sheetId: string; readonly wage: Wage },
): Promise<void> {
  const set = { ...of.wage, sheetId: of.sheetId };
  await tx
    .insert(wageMonths)
    .values({ countyCode, id: newId(ctx), placementId, month: of.month, ...set })
    .onConflictDoUpdate({ target: month, set: { ...set, version } });
}
