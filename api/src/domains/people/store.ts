import { and, asc, eq, exists, ilike, isNull, like, or, type SQL, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Actor } from '../../kernel/ctx.ts';
import { levelOf, prefixOf } from '../../kernel/region-code.ts';
import { regions } from '../regions/tables.ts';
import type { EmploymentState, PovertyStatus } from './core/card.ts';
import { households, labourers, pairings } from './tables.ts';

export type Labourer = typeof labourers.$inferSelect;
export type NewLabourer = typeof labourers.$inferInsert;
export type Household = typeof households.$inferSelect;
export type NewHousehold = typeof households.$inferInsert;

// `and` and `or` of conditions that are there are never undefined.
export const all = (...conditions: (SQL | undefined)[]): SQL => and(sql`true`, ...conditions) as SQL;
const either = (...conditions: SQL[]): SQL => or(...conditions) as SQL;

export const insideOf = (column: typeof labourers.regionCode | typeof households.regionCode, area: string): SQL =>
  like(column, `${prefixOf(area)}%`);

const pairedWith = (actor: Actor, householdId: SQL): SQL =>
  sql`exists (select 1 from ${pairings} where ${pairings.countyCode} = ${actor.countyCode}
    and ${pairings.householdId} = ${householdId} and ${pairings.helperId} = ${actor.id} and ${pairings.untilOn} is null)`;

/** A labourer sees itself, a liaison its area and the households paired with it, every other desk its area; nobody else anything. */
export function visibleLabourers(actor: Actor): SQL {
  const own = eq(labourers.countyCode, actor.countyCode);
  if (actor.role === 'labourer') return all(own, sql`${labourers.id} = ${actor.labourerId}`);
  if (actor.role === 'employer' || actor.role === 'visitor') return sql`false`;
  if (levelOf(actor.regionCode) === 'county') return own;
  const inside = insideOf(labourers.regionCode, actor.regionCode);
  if (actor.role !== 'liaison') return all(own, inside);
  return all(own, either(inside, pairedWith(actor, sql`${labourers.householdId}`)));
}

export function visibleHouseholds(actor: Actor): SQL {
  const own = eq(households.countyCode, actor.countyCode);
  if (['employer', 'visitor', 'labourer'].includes(actor.role)) return sql`false`;
  if (levelOf(actor.regionCode) === 'county') return own;
  const inside = insideOf(households.regionCode, actor.regionCode);
  if (actor.role !== 'liaison') return all(own, inside);
  return all(own, either(inside, pairedWith(actor, sql`${households.id}`)));
}

export async function getLabourer(db: Reader, actor: Actor, id: string): Promise<Labourer> {
  const [found] = await db
    .select()
    .from(labourers)
    .where(all(visibleLabourers(actor), eq(labourers.id, id)));
  if (!found) throw new AppError('people.not_found', { id });
  return found;
}

/** Locked until the transaction ends. Throws people.not_found, people.stale where `version` is told and another stands. */
export async function lockLabourer(tx: Tx, actor: Actor, id: string, version?: number): Promise<Labourer> {
  const [found] = await tx
    .select()
    .from(labourers)
    .where(all(visibleLabourers(actor), eq(labourers.id, id)))
    .for('update');
  if (!found) throw new AppError('people.not_found', { id });
  if (version !== undefined && found.version !== version) throw new AppError('people.stale', { id });
  return found;
}

export const findByIdHash = async (db: Reader, countyCode: string, idNumberHash: string) =>
  (
    await db
      .select({ id: labourers.id, name: labourers.name, regionCode: labourers.regionCode })
      .from(labourers)
      .where(and(eq(labourers.countyCode, countyCode), eq(labourers.idNumberHash, idNumberHash)))
  )[0];

export const findVisibleByIdHash = async (db: Reader, actor: Actor, idNumberHash: string) =>
  (
    await db
      .select({ id: labourers.id })
      .from(labourers)
      .where(all(visibleLabourers(actor), eq(labourers.idNumberHash, idNumberHash)))
  )[0];

export async function insertLabourers(tx: Tx, rows: readonly NewLabourer[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 500) await tx.insert(labourers).values(rows.slice(i, i + 500));
}

export async function saveLabourer(tx: Tx, { countyCode, id, version }: Labourer, set: Partial<NewLabourer>) {
  const [saved] = await tx
    .update(labourers)
    .set({ ...set, version: version + 1 })
    .where(and(eq(labourers.countyCode, countyCode), eq(labourers.id, id), eq(labourers.version, version)))
    .returning();
  if (!saved) throw new AppError('people.stale', { id });
  return saved;
}

export interface LabourerFilter {
  readonly area?: string;
  readonly text?: string;
  readonly wantsWork?: boolean;
  readonly skill?: string;
  readonly employment?: EmploymentState;
  readonly poverty?: PovertyStatus;
  readonly state?: 'active' | 'closed';
  readonly offset?: number;
  readonly limit?: number;
}

const escaped = (text: string) => text.replace(/[\\%_]/g, (c) => `\\${c}`);

/** A skill of a branch is a skill of every branch above it. */
const holds = (skill: string): SQL =>
  sql`exists (select 1 from jsonb_array_elements(${labourers.skills}) as held where held->>'code' like ${`${skill}%`})`;

function matching(actor: Actor, filter: LabourerFilter, also: SQL | undefined): SQL {
  const { area, text, wantsWork, skill, employment, poverty, state = 'active' } = filter;
  return all(
    visibleLabourers(actor),
    eq(labourers.state, state),
    area ? insideOf(labourers.regionCode, area) : undefined,
    text?.trim() ? ilike(labourers.name, `%${escaped(text.trim())}%`) : undefined,
    wantsWork === undefined ? undefined : eq(labourers.wantsWork, wantsWork),
    skill ? holds(skill) : undefined,
    employment ? eq(labourers.employment, employment) : undefined,
    poverty ? eq(households.povertyStatus, poverty) : undefined,
    also,
  );
}

const ofHousehold = and(eq(households.countyCode, labourers.countyCode), eq(households.id, labourers.householdId));

/** A page by village, then name, and how many there are in all. `also` is a condition of a domain above. */
export async function listLabourers(db: Reader, actor: Actor, filter: LabourerFilter, also?: SQL) {
  const where = matching(actor, filter, also);
  const counted = db.select({ n: sql<number>`count(*)::int` }).from(labourers).innerJoin(households, ofHousehold);
  const [total] = await counted.where(where);
  const rows = await db
    .select({ labourer: labourers, povertyStatus: households.povertyStatus, regionName: regions.name })
    .from(labourers)
    .innerJoin(households, ofHousehold)
    .leftJoin(regions, eq(regions.code, labourers.regionCode))
    .where(where)
    .orderBy(asc(labourers.regionCode), asc(labourers.name), asc(labourers.id))
    .offset(filter.offset ?? 0)
    .limit(filter.limit ?? 50);
  return { total: total?.n ?? 0, rows };
}

/** Without a helper of today. */
export const withoutHelper = (db: Reader): SQL =>
  sql`not ${exists(
    db
      .select({ one: sql`1` })
      .from(pairings)
      .where(
        and(
          eq(pairings.countyCode, households.countyCode),
          eq(pairings.householdId, households.id),
          isNull(pairings.untilOn),
        ),
      ),
  )}`;
