import { and, asc, desc, eq, ilike, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Actor } from '../../kernel/ctx.ts';
import { prefixOf } from '../../kernel/region-code.ts';
import { users } from '../auth/tables.ts';
import { regions } from '../regions/tables.ts';
import type { PovertyStatus } from './core/card.ts';
import { all, type Household, insideOf, type NewHousehold, visibleHouseholds, withoutHelper } from './store.ts';
import { households, labourers, pairings, povertySpells } from './tables.ts';

export async function getHousehold(db: Reader, actor: Actor, id: string): Promise<Household> {
  const [found] = await db
    .select()
    .from(households)
    .where(all(visibleHouseholds(actor), eq(households.id, id)));
  if (!found) throw new AppError('people.household_not_found', { id });
  return found;
}

export async function lockHousehold(tx: Tx, actor: Actor, id: string, version?: number): Promise<Household> {
  const [found] = await tx
    .select()
    .from(households)
    .where(all(visibleHouseholds(actor), eq(households.id, id)))
    .for('update');
  if (!found) throw new AppError('people.household_not_found', { id });
  if (version !== undefined && found.version !== version) throw new AppError('people.stale', { id });
  return found;
}

export const listByCardNumbers = (db: Reader, countyCode: string, cardNumbers: readonly string[]) =>
  cardNumbers.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(households)
        .where(and(eq(households.countyCode, countyCode), inArray(households.cardNumber, [...cardNumbers])));

export const listByIds = (db: Reader, countyCode: string, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(households)
        .where(and(eq(households.countyCode, countyCode), inArray(households.id, [...ids])));

export async function insertHouseholds(tx: Tx, rows: readonly NewHousehold[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 1000) await tx.insert(households).values(rows.slice(i, i + 1000));
}

export async function saveHousehold(tx: Tx, { countyCode, id, version }: Household, set: Partial<NewHousehold>) {
  const [saved] = await tx
    .update(households)
    .set({ ...set, version: version + 1 })
    .where(and(eq(households.countyCode, countyCode), eq(households.id, id), eq(households.version, version)))
    .returning();
  if (!saved) throw new AppError('people.stale', { id });
  return saved;
}

export async function insertSpells(tx: Tx, rows: readonly (typeof povertySpells.$inferInsert)[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 2000) await tx.insert(povertySpells).values(rows.slice(i, i + 2000));
}

/** One status a day: a second one of the same day replaces the first. */
export const putSpell = (tx: Tx, row: typeof povertySpells.$inferInsert) =>
  tx
    .insert(povertySpells)
    .values(row)
    .onConflictDoUpdate({
      target: [povertySpells.countyCode, povertySpells.householdId, povertySpells.fromOn],
      set: { status: row.status },
    });

export const listSpells = (db: Reader, { countyCode, id }: Household) =>
  db
    .select()
    .from(povertySpells)
    .where(and(eq(povertySpells.countyCode, countyCode), eq(povertySpells.householdId, id)))
    .orderBy(desc(povertySpells.fromOn));

export const listMembers = (db: Reader, { countyCode, id }: Household) =>
  db
    .select()
    .from(labourers)
    .where(and(eq(labourers.countyCode, countyCode), eq(labourers.householdId, id)))
    .orderBy(asc(labourers.birthOn), asc(labourers.id));

export const listHelpers = (db: Reader, { countyCode, id }: Household) =>
  db
    .select({
      pairingId: pairings.id,
      helperId: pairings.helperId,
      name: users.displayName,
      fromOn: pairings.fromOn,
      untilOn: pairings.untilOn,
    })
    .from(pairings)
    .innerJoin(users, and(eq(users.countyCode, pairings.countyCode), eq(users.id, pairings.helperId)))
    .where(and(eq(pairings.countyCode, countyCode), eq(pairings.householdId, id)))
    .orderBy(desc(pairings.fromOn));

export interface HouseholdFilter {
  readonly area?: string;
  readonly text?: string;
  readonly poverty?: PovertyStatus;
  readonly withoutHelper?: boolean;
  readonly offset?: number;
  readonly limit?: number;
}

const escaped = (text: string) => text.replace(/[\\%_]/g, (c) => `\\${c}`);

function matching(db: Reader, actor: Actor, filter: HouseholdFilter, narrowed?: SQL): SQL {
  const text = filter.text?.trim();
  return all(
    visibleHouseholds(actor),
    eq(households.state, 'active'),
    filter.area ? insideOf(households.regionCode, filter.area) : undefined,
    text ? or(ilike(households.headName, `%${escaped(text)}%`), eq(households.cardNumber, text)) : undefined,
    filter.poverty ? eq(households.povertyStatus, filter.poverty) : undefined,
    filter.withoutHelper ? withoutHelper(db) : undefined,
    narrowed,
  );
}

/** A page by village, then head, with how many labourers live there and who helps. */
export async function listHouseholds(db: Reader, actor: Actor, filter: HouseholdFilter, narrowed?: SQL) {
  const where = matching(db, actor, filter, narrowed);
  const [total] = await db.select({ n: sql<number>`count(*)::int` }).from(households).where(where);
  const rows = await db
    .select({ household: households, regionName: regions.name })
    .from(households)
    .leftJoin(regions, eq(regions.code, households.regionCode))
    .where(where)
    .orderBy(asc(households.regionCode), asc(households.headName), asc(households.id))
    .offset(filter.offset ?? 0)
    .limit(filter.limit ?? 50);
  return { total: total?.n ?? 0, rows };
}

/** Active labourers of each household of a page. */
export async function countLabourers(db: Reader, actor: Actor, ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: labourers.householdId, n: sql<number>`count(*)::int` })
    .from(labourers)
    .where(
      all(
        eq(labourers.countyCode, actor.countyCode),
        inArray(labourers.householdId, ids),
        eq(labourers.state, 'active'),
      ),
    )
    .groupBy(labourers.householdId);
  return new Map(rows.map((r) => [r.id, r.n]));
}

/** Names of today's helpers of each household of a page. */
export async function helperNames(db: Reader, actor: Actor, ids: string[]): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>();
  if (ids.length === 0) return names;
  const rows = await db
    .select({ id: pairings.householdId, name: users.displayName })
    .from(pairings)
    .innerJoin(users, and(eq(users.countyCode, pairings.countyCode), eq(users.id, pairings.helperId)))
    .where(all(eq(pairings.countyCode, actor.countyCode), inArray(pairings.householdId, ids), isNull(pairings.untilOn)))
    .orderBy(asc(users.displayName));
  for (const { id, name } of rows) names.set(id, [...(names.get(id) ?? []), name]);
  return names;
}

export const findPairing = async (db: Reader, countyCode: string, id: string) =>
  (
    await db
      .select()
      .from(pairings)
      .where(and(eq(pairings.countyCode, countyCode), eq(pairings.id, id), isNull(pairings.untilOn)))
  )[0];

export const insertPairings = async (tx: Tx, rows: readonly (typeof pairings.$inferInsert)[]) =>
  rows.length === 0
    ? []
    : tx
        .insert(pairings)
        .values([...rows])
        .onConflictDoNothing()
        .returning({ id: pairings.id });

export const endPairingOn = (tx: Tx, countyCode: string, id: string, untilOn: string | null) =>
  tx
    .update(pairings)
    .set({ untilOn })
    .where(and(eq(pairings.countyCode, countyCode), eq(pairings.id, id)));

/** Liaisons of the area who look after no household today. */
export const listIdleHelpers = (db: Reader, { countyCode, regionCode }: Actor) =>
  db
    .select({ id: users.id, name: users.displayName, regionCode: users.regionCode, regionName: regions.name })
    .from(users)
    .leftJoin(regions, eq(regions.code, users.regionCode))
    .where(
      and(
        eq(users.countyCode, countyCode),
        eq(users.role, 'liaison'),
        isNull(users.closedAt),
        sql`${users.regionCode} like ${`${prefixOf(regionCode)}%`}`,
        sql`not exists (select 1 from ${pairings} where ${pairings.countyCode} = ${users.countyCode}
          and ${pairings.helperId} = ${users.id} and ${pairings.untilOn} is null)`,
      ),
    )
    .orderBy(asc(users.regionCode), asc(users.displayName));

/** A member of staff who may look after households. */
export const findHelper = async (db: Reader, countyCode: string, id: string) =>
  (
    await db
      .select({ id: users.id, name: users.displayName })
      .from(users)
      .where(
        and(
          eq(users.countyCode, countyCode),
          eq(users.id, id),
          inArray(users.role, ['liaison', 'township_officer', 'county_officer']),
          isNull(users.closedAt),
        ),
      )
  )[0];
