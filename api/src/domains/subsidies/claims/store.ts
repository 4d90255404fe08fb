import { and, asc, desc, eq, getTableColumns, inArray, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../../db/client.ts';
import { type Kept, kept, keptText, together } from '../../../db/kept.ts';
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
export const visibleClaims = (actor: Actor): SQL => within(viewOf(actor.role), scopeOf(actor));

type View = 'labourer' | 'employer' | 'desk';
const viewOf = (role: Actor['role']): View => (role === 'labourer' || role === 'employer' ? role : 'desk');

const scopeOf = ({ countyCode, regionCode, labourerId, employerId }: Actor) => ({
  ...{ countyCode, labourerId, employerId },
  area: `${prefixOf(regionCode)}%`,
});
type Scope = { readonly [K in keyof ReturnType<typeof scopeOf>]: string | null | Placeholder };

function within(view: View, { countyCode, labourerId, employerId, area }: Scope): SQL {
  const own = eq(claims.countyCode, sql`${countyCode}`);
  if (view === 'labourer') return both(own, sql`${claims.labourerId} = ${labourerId}`);
  if (view === 'employer') return both(own, sql`${claims.payeeId} = ${employerId}`);
  return both(own, sql`${claims.regionCode} like ${area}`);
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

const v = sql.placeholder;

/** One is asked for by itself: of a list PostgreSQL would plan anew each time, as its length decides what a plan costs. */
const among = (isOne: boolean): SQL => (isOne ? eq(claims.id, v('id')) : sql`${claims.id} = any(${v('ids')}::uuid[])`);
const idsAsked = (ids: readonly string[]) => ({ id: ids[0], ids });

function asking(view: View, isOne: boolean) {
  const scope = {
    countyCode: v('countyCode'),
    area: v('area'),
    labourerId: v('labourerId'),
    employerId: v('employerId'),
  };
  const asked = both(within(view, scope), among(isOne));
  return {
    lock: kept((db) =>
      db.select({ id: claims.id }).from(claims).where(asked).orderBy(asc(claims.id)).for('update', { of: claims }),
    ),
    read: kept((db) =>
      db
        .select({ ...claimColumns, ...beside })
        .from(claims)
        .where(asked)
        .orderBy(asc(claims.id)),
    ),
  };
}
const askingOf = (view: View) => ({ one: asking(view, true), many: asking(view, false) });
const ASKING = { labourer: askingOf('labourer'), employer: askingOf('employer'), desk: askingOf('desk') };

/**
 * In the order of their ids, so that two batches never wait for one another. Whoever asks for one not theirs finds none.
 * Locked first and read afterwards: a doubt, an objection or a line that was written while this one waited would be
 * unknown to a statement that began before. Two statements in one message: the second begins when the first has its locks.
 */
export async function lockClaims(tx: Tx, actor: Actor, ids: readonly string[]): Promise<LockedClaim[]> {
  if (ids.length === 0) return [];
  const { lock, read } = ASKING[viewOf(actor.role)][ids.length === 1 ? 'one' : 'many'];
  const values = { ...scopeOf(actor), ...idsAsked(ids) };
  const [, rows] = await together(lock(tx, values), read(tx, values));
  const found = new Set(rows.map(({ id }) => id));
  const lost = ids.find((id) => !found.has(id));
  if (lost !== undefined) throw new AppError('claim.not_found', { id: lost });
  return rows;
}

const savers = new Map<string, Kept<unknown>>();

/** One statement for each combination of columns that a step writes, of which there are a few. */
function saverOf(set: Partial<NewClaim>, isOne: boolean): Kept<unknown> {
  const columns = Object.entries(set).filter(([, value]) => value !== undefined);
  const key = [isOne, ...columns.map(([name, value]) => (value === null ? `${name} null` : name))].join();
  const known = savers.get(key);
  if (known) return known;
  const given = columns.map(([name, value]) => [name, value === null ? null : v(name)]);
  const saver = kept((db) =>
    db
      .update(claims)
      .set({ ...Object.fromEntries(given), version: sql`${claims.version} + 1` })
      .where(and(eq(claims.countyCode, v('ofCounty')), among(isOne))),
  );
  savers.set(key, saver);
  return saver;
}

/** Many claims that take the same step are written in one statement. */
export async function saveClaims(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
  set: Partial<NewClaim>,
): Promise<void> {
  await saverOf(set, ids.length === 1)(tx, { ...set, ofCounty: countyCode, ...idsAsked(ids) });
}

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

const dutiesTaken = keptText<{ claimId: string; duty: DutyRow['duty'] | null }>(sql`
  with asked as (select id, n from unnest(${v('claimIds')}::uuid[]) with ordinality as one (id, n)),
  taken as (
    insert into ${claimDuties} (county_code, claim_id, officer_id, duty, officer_role, officer_name, taken_at)
    select ${v('countyCode')}, asked.id, ${v('officerId')}::uuid, ${v('duty')}, ${v('officerRole')}, ${v('officerName')},
      ${v('takenAt')}::timestamptz
    from asked order by asked.n
    on conflict do nothing returning claim_id
  )
  select asked.id as "claimId", held.duty from asked
  left join ${claimDuties} held on held.county_code = ${v('countyCode')} and held.claim_id = asked.id
    and held.officer_id = ${v('officerId')}::uuid
  where asked.id not in (select claim_id from taken) and held.duty is distinct from ${v('duty')}
  order by asked.n`);

/**
 * One officer's duty on many claims: the key lets one officer take one duty only on each. Returns those where the key
 * refused it, with the other duty that they have there.
 */
export const takeDuties = (tx: Tx, duty: Omit<DutyRow, 'claimId'>, claimIds: readonly string[]) =>
  dutiesTaken(tx, { ...duty, takenAt: duty.takenAt.toISOString(), claimIds });

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
