import { and, asc, desc, eq, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../../db/client.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { Actor } from '../../../kernel/ctx.ts';
import { prefixOf } from '../../../kernel/region-code.ts';
import { objections } from '../publicity/tables.ts';
import { awards, claimDuties, claims, fraudHits } from './tables.ts';

export type ClaimRow = typeof claims.$inferSelect;
export type NewClaim = typeof claims.$inferInsert;

const { judged: _judged, evaluation: _evaluation, ...brief } = getTableColumns(claims);

/** A claim without what it was judged by: what lists, sweeps and steps read. */
export const claimColumns = {
  ...brief,
  months: sql<number>`coalesce((${claims.judged} -> 'units' ->> 'months')::int, 1)`,
};
export type Claim = Omit<ClaimRow, 'judged' | 'evaluation'> & { readonly months: number };

/** Labourers see what is theirs, employers what they are paid; a desk sees what lies in its area. */
export function visibleClaims({ role, countyCode, regionCode, labourerId, employerId }: Actor): SQL {
  const own = eq(claims.countyCode, countyCode);
  if (role === 'labourer') return both(own, sql`${claims.labourerId} = ${labourerId}`);
  if (role === 'employer') return both(own, sql`${claims.payeeId} = ${employerId}`);
  return both(own, sql`${claims.regionCode} like ${`${prefixOf(regionCode)}%`}`);
}

// `and` of two conditions is never undefined.
export const both = (a: SQL, b: SQL | undefined): SQL => and(a, b) as SQL;

const one = (actor: Actor, id: string): SQL => both(visibleClaims(actor), eq(claims.id, id));

export async function getClaim(db: Reader, actor: Actor, id: string): Promise<ClaimRow & Claim> {
  const [row] = await db
    .select({ ...getTableColumns(claims), months: claimColumns.months })
    .from(claims)
    .where(one(actor, id));
  if (!row) throw new AppError('claim.not_found', { id });
  return row;
}

/** A claim with all that a step asks beside it. */
export type LockedClaim = Claim & Beside;
interface Beside {
  readonly duties: readonly { readonly duty: DutyRow['duty']; readonly officerId: string }[];
  readonly openHits: number;
  readonly openObjections: number;
  readonly isOnItsWay: boolean;
}
export type DutyRow = typeof claimDuties.$inferSelect;

/** Hits that nobody has cleared, objections that nobody has answered, and who took which duty: read in one go. */
export const beside = {
  duties: sql<
    Beside['duties']
  >`coalesce((select jsonb_agg(jsonb_build_object('duty', d.duty, 'officerId', d.officer_id))
    from ${claimDuties} d where d.county_code = ${claims}.county_code and d.claim_id = ${claims}.id), '[]'::jsonb)`,
  openHits: sql<number>`(select count(*)::int from ${fraudHits} h where h.county_code = ${claims}.county_code
    and h.claim_id = ${claims}.id and h.result is distinct from 'cleared')`,
  openObjections: sql<number>`(select count(*)::int from ${objections} o where o.county_code = ${claims}.county_code
    and o.claim_id = ${claims}.id and o.answered_at is null)`,
  isOnItsWay: sql<boolean>`exists (select 1 from payment_lines l where l.county_code = ${claims}.county_code
    and l.claim_id = ${claims}.id and l.is_alive)`,
};

/**
 * In the order of their ids, so that two batches never wait for one another. Whoever asks for one not theirs finds none.
 * Locked first and read afterwards: a doubt, an objection or a line that was written while this one waited would be
 * unknown to a statement that began before.
 */
export async function lockClaims(tx: Tx, actor: Actor, ids: readonly string[]): Promise<LockedClaim[]> {
  if (ids.length === 0) return [];
  const asked = both(visibleClaims(actor), inArray(claims.id, [...ids]));
  await tx.select({ id: claims.id }).from(claims).where(asked).orderBy(asc(claims.id)).for('update', { of: claims });
  const rows = await tx
    .select({ ...claimColumns, ...beside })
    .from(claims)
    .where(asked)
    .orderBy(asc(claims.id));
  const found = new Set(rows.map(({ id }) => id));
  const lost = ids.find((id) => !found.has(id));
  if (lost !== undefined) throw new AppError('claim.not_found', { id: lost });
  return rows;
}

/** Many claims that take the same step are written in one statement. */
export async function saveClaims(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
  set: Partial<NewClaim>,
): Promise<void> {
  await tx
    .update(claims)
    .set({ ...set, version: sql`${claims.version} + 1` })
    .where(and(eq(claims.countyCode, countyCode), inArray(claims.id, [...ids])));
}

export const saveClaim = (tx: Tx, claim: Pick<Claim, 'countyCode' | 'id'>, set: Partial<NewClaim>): Promise<void> =>
  saveClaims(tx, claim.countyCode, [claim.id], set);

/** False where somebody else took a step meanwhile: whoever judges again leaves that claim to the next time. */
export async function saveFresh(tx: Tx, claim: Claim, set: Partial<NewClaim>): Promise<boolean> {
  const saved = await tx
    .update(claims)
    .set({ ...set, version: sql`${claims.version} + 1` })
    .where(and(eq(claims.countyCode, claim.countyCode), eq(claims.id, claim.id), eq(claims.version, claim.version)))
    .returning({ version: claims.version });
  return saved.length > 0;
}

/**
 * The awards that nobody held, by the ids of their claims. The plain key over county, rule, subject, payee kind and period
 * decides who comes first: what is found twice at once stands once.
 */
export async function insertAwards(tx: Tx, rows: (typeof awards.$inferInsert)[]): Promise<Set<string>> {
  const held = new Set<string>();
  for (let i = 0; i < rows.length; i += BATCH) {
    const taken = await tx
      .insert(awards)
      .values(rows.slice(i, i + BATCH))
      .onConflictDoNothing()
      .returning({ claimId: awards.claimId });
    for (const { claimId } of taken) held.add(claimId);
  }
  return held;
}
const BATCH = 500;

export async function insertClaims(tx: Tx, rows: readonly NewClaim[]): Promise<void> {
  for (let i = 0; i < rows.length; i += BATCH) await tx.insert(claims).values(rows.slice(i, i + BATCH));
}

/** False where this officer has another duty on the claim already: the key lets one officer take one only. */
export async function takeDuties(tx: Tx, rows: readonly DutyRow[]): Promise<DutyRow[]> {
  for (let i = 0; i < rows.length; i += BATCH)
    await tx
      .insert(claimDuties)
      .values(rows.slice(i, i + BATCH))
      .onConflictDoNothing();
  const [first] = rows;
  if (!first) return [];
  const held = await tx
    .select()
    .from(claimDuties)
    .where(
      and(
        eq(claimDuties.countyCode, first.countyCode),
        eq(claimDuties.officerId, first.officerId),
        inArray(
          claimDuties.claimId,
          rows.map(({ claimId }) => claimId),
        ),
      ),
    );
  return held.filter(({ duty }) => duty !== first.duty);
}

export const listHits = (db: Reader, countyCode: string, claimId: string) =>
  db
    .select()
    .from(fraudHits)
    .where(and(eq(fraudHits.countyCode, countyCode), eq(fraudHits.claimId, claimId)))
    .orderBy(desc(fraudHits.foundAt), asc(fraudHits.pattern));

export const listDuties = (db: Reader, countyCode: string, claimId: string) =>
  db
    .select()
    .from(claimDuties)
    .where(and(eq(claimDuties.countyCode, countyCode), eq(claimDuties.claimId, claimId)))
    .orderBy(asc(claimDuties.takenAt));

/** The claims of a payee that nobody has paid yet go to its new account. */
export const savePayeeAccount = (tx: Tx, { countyCode, payeeId }: Claim, accountId: string) =>
  tx
    .update(claims)
    .set({ accountId })
    .where(
      and(
        eq(claims.countyCode, countyCode),
        eq(claims.payeeId, payeeId),
        inArray(claims.status, [
          'found',
          'prepared',
          'submitted',
          'checked',
          'approved',
          'on_notice',
          'payable',
          'returned',
        ]),
      ),
    );
