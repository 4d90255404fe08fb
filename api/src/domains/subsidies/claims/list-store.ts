import { and, asc, count, eq, exists, inArray, lt, ne, notInArray, type SQL, sql } from 'drizzle-orm';
import type { Reader } from '../../../db/client.ts';
import type { CalendarDate } from '../../../kernel/calendar.ts';
import type { Actor } from '../../../kernel/ctx.ts';
import { employers } from '../../employers/tables.ts';
import { labourers } from '../../people/tables.ts';
import { regions } from '../../regions/tables.ts';
import type { ClaimStatus } from '../core/claim.ts';
import { policyVersions } from '../policies/tables.ts';
import { beside, both, claimColumns, visibleClaims } from './store.ts';
import { claims, fraudHits } from './tables.ts';

export interface ClaimFilter {
  readonly status?: ClaimStatus;
  /** Statuses in which the asker has a step to take, who took no other duty on it. */
  readonly waitingIn?: readonly ClaimStatus[];
  readonly owed?: boolean;
  readonly lateBy?: CalendarDate;
  readonly doubted?: boolean;
  readonly ruleId?: string;
  readonly labourerId?: string;
  readonly employerId?: string;
  readonly placementId?: string;
  readonly q?: string;
}

/** Neither paid nor refused nor given up. */
export const SETTLED: readonly ClaimStatus[] = ['paid', 'rejected', 'withdrawn', 'recovered'];

const ofLabourer = and(eq(labourers.countyCode, claims.countyCode), eq(labourers.id, claims.labourerId));
const ofEmployer = and(eq(employers.countyCode, claims.countyCode), eq(employers.id, claims.employerId));
const ofVersion = and(eq(policyVersions.countyCode, claims.countyCode), eq(policyVersions.id, claims.policyVersionId));

const selection = {
  claim: claimColumns,
  ...beside,
  labourerName: labourers.name,
  employerName: employers.name,
  /** The agency or firm that is paid, where it is not the one the work is at. */
  payeeName: sql<
    string | null
  >`(select e.name from ${employers} e where e.county_code = ${claims}.county_code and e.id = ${claims}.payee_id)`,
  regionName: sql<string>`coalesce((select r.name from ${regions} r where r.code = ${claims}.region_code), '')`,
  ruleName: sql<string>`${policyVersions.rule} ->> 'name_zh'`,
  workflow: sql<(typeof policyVersions.$inferSelect)['terms']['workflow']>`${policyVersions.terms} -> 'workflow'`,
};

const joined = (db: Reader) =>
  db
    .select(selection)
    .from(claims)
    .innerJoin(policyVersions, ofVersion)
    .leftJoin(labourers, ofLabourer)
    .leftJoin(employers, ofEmployer);
export type JoinedClaim = Awaited<ReturnType<typeof joined>>[number];

function conditions(db: Reader, actor: Actor, f: ClaimFilter): SQL {
  const doubted = db
    .select({ one: sql`1` })
    .from(fraudHits)
    .where(
      and(
        eq(fraudHits.countyCode, claims.countyCode),
        eq(fraudHits.claimId, claims.id),
        sql`${fraudHits.result} is distinct from 'cleared'`,
      ),
    );
  const words = f.q?.trim();
  return both(
    visibleClaims(actor),
    and(
      f.status && eq(claims.status, f.status),
      f.waitingIn && both(inArray(claims.status, [...f.waitingIn]), noOtherDuty(actor)),
      f.owed ? notInArray(claims.status, [...SETTLED]) : undefined,
      f.lateBy ? lt(claims.dueOn, f.lateBy) : undefined,
      f.doubted ? both(exists(doubted), notInArray(claims.status, [...SETTLED])) : undefined,
      f.ruleId ? eq(claims.ruleId, f.ruleId) : undefined,
      f.labourerId ? eq(claims.labourerId, f.labourerId) : undefined,
      f.employerId ? sql`${f.employerId} in (${claims.employerId}, ${claims.payeeId})` : undefined,
      f.placementId ? eq(claims.placementId, f.placementId) : undefined,
      words ? sql`(${labourers.name} like ${`%${words}%`} or ${employers.name} like ${`%${words}%`})` : undefined,
    ),
  );
}

/** What one has prepared is not one's to check: it is left out of what waits for one. */
const noOtherDuty = ({ id }: Actor): SQL =>
  sql`(${claims.status} in ('found', 'returned', 'prepared', 'approved', 'on_notice') or not exists (select 1 from claim_duties d
    where d.county_code = ${claims}.county_code and d.claim_id = ${claims}.id and d.officer_id = ${id}))`;

export const listJoined = (db: Reader, actor: Actor, f: ClaimFilter, limit: number, offset: number) =>
  joined(db)
    .where(conditions(db, actor, f))
    .orderBy(sql`${claims.dueOn} asc nulls last`, asc(claims.eventOn), asc(claims.id))
    .limit(limit)
    .offset(offset);

export async function findJoined(db: Reader, actor: Actor, id: string): Promise<JoinedClaim | undefined> {
  const [row] = await joined(db).where(both(visibleClaims(actor), eq(claims.id, id)));
  return row;
}

/** How many, and how much of what is known. */
export async function sumOf(db: Reader, actor: Actor, f: ClaimFilter): Promise<{ count: number; fen: number }> {
  const [row] = await db
    .select({ count: count(), fen: sql<string>`coalesce(sum(${claims.amountFen}), 0)` })
    .from(claims)
    .leftJoin(labourers, ofLabourer)
    .leftJoin(employers, ofEmployer)
    .where(conditions(db, actor, f));
  return { count: row?.count ?? 0, fen: Number(row?.fen ?? 0) };
}

export async function countByStatus(db: Reader, actor: Actor): Promise<Record<string, number>> {
  const rows = await db
    .select({ status: claims.status, count: count() })
    .from(claims)
    .where(visibleClaims(actor))
    .groupBy(claims.status);
  return Object.fromEntries(rows.map((row) => [row.status, row.count]));
}

export async function countByRule(db: Reader, actor: Actor) {
  const rows = await db
    .select({ id: claims.ruleId, name: sql<string>`max(${policyVersions.rule} ->> 'name_zh')`, count: count() })
    .from(claims)
    .innerJoin(policyVersions, ofVersion)
    .where(both(visibleClaims(actor), ne(claims.status, 'withdrawn')))
    .groupBy(claims.ruleId)
    .orderBy(asc(claims.ruleId));
  return rows;
}

/** Approved, and their policy asks for no notice. */
export async function listToRelease(db: Reader, countyCode: string): Promise<string[]> {
  const rows = await db
    .select({ id: claims.id })
    .from(claims)
    .innerJoin(policyVersions, ofVersion)
    .where(
      and(
        eq(claims.countyCode, countyCode),
        eq(claims.status, 'approved'),
        sql`coalesce((${policyVersions.terms} -> 'workflow' ->> 'noticeDays')::int, 0) = 0`,
      ),
    )
    .limit(1000);
  return rows.map(({ id }) => id);
}
