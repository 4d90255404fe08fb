import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Before } from '../imports/reader.ts';
import { removeAccounts, syncAccounts } from './accounts.ts';
import type { BeforeRow } from './import-write.ts';
import { households, labourers, povertySpells } from './tables.ts';

/** Removes what an import created and puts back what it replaced. Returns how many rows somebody changed since. */
export async function takeBackAll(
  tx: Tx,
  ctx: Ctx,
  created: readonly string[],
  before: readonly Before[],
): Promise<number> {
  const changed = await countTouched(tx, ctx, created);
  if (changed > 0) return changed;
  let missed = 0;
  for (const one of before) missed += await restore(tx, ctx, one);
  if (created.length === 0 || missed > 0) return missed;
  await removeAccounts(tx, ctx, created);
  await tx.delete(labourers).where(own(ctx, created));
  return 0;
}

const own = (ctx: Ctx, ids: readonly string[]) =>
  and(eq(labourers.countyCode, ctx.actor.countyCode), inArray(labourers.id, [...ids]));

async function countTouched(tx: Tx, ctx: Ctx, created: readonly string[]): Promise<number> {
  if (created.length === 0) return 0;
  const [touched] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(labourers)
    .where(and(own(ctx, created), ne(labourers.version, 1)));
  return touched?.n ?? 0;
}

/** Puts one person, and the household that came with the row, back to what they were. 1 where somebody changed them since. */
async function restore(tx: Tx, ctx: Ctx, { subjectId, version, row }: Before): Promise<number> {
  // Written by updateAll, of this very shape.
  const { person, household } = row as BeforeRow;
  const at = { updatedAt: ctx.now(), version: version + 1 };
  const [back] = await tx
    .update(labourers)
    .set({ ...person, ...at })
    .where(and(own(ctx, [subjectId]), eq(labourers.version, version)))
    .returning();
  if (!back) return 1;
  await syncAccounts(tx, ctx, [back]);
  return household ? restoreHousehold(tx, ctx, household) : 0;
}

async function restoreHousehold(tx: Tx, ctx: Ctx, { id, version, row }: NonNullable<BeforeRow['household']>) {
  const [back] = await tx
    .update(households)
    .set({ ...row, updatedAt: ctx.now(), version: version + 1 })
    .where(and(eq(households.countyCode, ctx.actor.countyCode), eq(households.id, id), eq(households.version, version)))
    .returning();
  if (back && row.povertyStatus) await removeLastSpell(tx, ctx, id);
  return back ? 0 : 1;
}

/** The entry that the import made is the last one: a later one would have raised the version. */
async function removeLastSpell(tx: Tx, ctx: Ctx, householdId: string): Promise<void> {
  await tx.execute(sql`
    delete from ${povertySpells} where county_code = ${ctx.actor.countyCode} and household_id = ${householdId}
    and from_on = (select max(from_on) from ${povertySpells}
      where county_code = ${ctx.actor.countyCode} and household_id = ${householdId})`);
}

/** Households that came with an import and have nobody left go with it; applying an import leaves none such behind. */
export async function removeEmptyHouseholds(tx: Tx, ctx: Ctx, importId: string): Promise<void> {
  const empty = sql`select h.id from households h where h.county_code = ${ctx.actor.countyCode}
    and h.import_id = ${importId} and h.version = 1
    and not exists (select 1 from labourers l where l.county_code = h.county_code and l.household_id = h.id)`;
  await tx.execute(
    sql`delete from poverty_spells where county_code = ${ctx.actor.countyCode} and household_id in (${empty})`,
  );
  await tx.execute(sql`delete from households where county_code = ${ctx.actor.countyCode} and id in (${empty})`);
}
