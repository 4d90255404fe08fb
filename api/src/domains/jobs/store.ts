import { and, asc, count, desc, eq, getTableColumns, gte, inArray, like, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Actor } from '../../kernel/ctx.ts';
import { levelOf, prefixOf } from '../../kernel/region-code.ts';
import { employers } from '../employers/tables.ts';
import type { JobStatus } from './core/job.ts';
import { atOf, type Versions, versionOf } from './standing.ts';
import { jobs } from './tables.ts';

export type Job = typeof jobs.$inferSelect;
export type NewJob = typeof jobs.$inferInsert;

/**
 * A posting beside what its employer is. Read together because a posting is open only while its employer is verified:
 * a page of open postings could not be cut without knowing it.
 */
export interface JobOfEmployer {
  readonly job: Job;
  readonly employer: Pick<typeof employers.$inferSelect, 'id' | 'name' | 'kind' | 'state' | 'regionCode'>;
}

const both = {
  job: getTableColumns(jobs),
  employer: {
    id: employers.id,
    name: employers.name,
    kind: employers.kind,
    state: employers.state,
    regionCode: employers.regionCode,
  },
};

const joined = (db: Reader) =>
  db
    .select(both)
    .from(jobs)
    .innerJoin(employers, and(eq(employers.countyCode, jobs.countyCode), eq(employers.id, jobs.employerId)));

/** What this actor may see behind the public page: an employer its own, staff what lies or is posted in their area. */
function withinReach({ role, countyCode, employerId, regionCode }: Actor): SQL {
  const own = eq(jobs.countyCode, countyCode);
  if (role === 'employer') return and(own, sql`${jobs.employerId} = ${employerId}`) as SQL;
  if (levelOf(regionCode) === 'county') return own;
  const area = `${prefixOf(regionCode)}%`;
  return and(own, or(like(jobs.regionCode, area), like(employers.regionCode, area))) as SQL;
}

/** Published, still valid, not full, and its employer verified: what anybody may be shown. */
const isOpenOn = (on: string): SQL =>
  and(
    eq(jobs.status, 'published'),
    gte(jobs.validUntilOn, on),
    sql`${jobs.placedCount} < ${jobs.headCount}`,
    eq(employers.state, 'verified'),
  ) as SQL;

/** The county's own postings, and those that another county shares with it. */
const visibleIn = (countyCode: string): SQL =>
  or(
    eq(jobs.countyCode, countyCode),
    eq(jobs.sharedWith, 'anywhere'),
    and(eq(jobs.sharedWith, 'prefecture'), like(jobs.countyCode, `${countyCode.slice(0, 4)}%`)),
    and(eq(jobs.sharedWith, 'province'), like(jobs.countyCode, `${countyCode.slice(0, 2)}%`)),
  ) as SQL;

export async function getJobFor(db: Reader, actor: Actor, id: string): Promise<JobOfEmployer> {
  const [found] = await joined(db).where(and(eq(jobs.id, id), withinReach(actor)));
  if (!found) throw new AppError('job.not_found', { id });
  return found;
}

/** The same, locked until the transaction ends. */
export async function lockJobFor(tx: Tx, actor: Actor, id: string): Promise<JobOfEmployer> {
  const [found] = await joined(tx)
    .where(and(eq(jobs.id, id), withinReach(actor)))
    .for('update', { of: jobs });
  if (!found) throw new AppError('job.not_found', { id });
  return found;
}

export async function lockJob(tx: Tx, countyCode: string, id: string): Promise<Job> {
  const [found] = await tx
    .select()
    .from(jobs)
    .where(and(eq(jobs.countyCode, countyCode), eq(jobs.id, id)))
    .for('update');
  if (!found) throw new AppError('job.not_found', { id });
  return found;
}

export async function insertJobs(tx: Tx, rows: readonly NewJob[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 500) await tx.insert(jobs).values(rows.slice(i, i + 500));
}

/** False where a posting of this id, or of this place in its source, stands already. */
export const insertJobOnce = async (tx: Tx, row: NewJob): Promise<boolean> =>
  (await tx.insert(jobs).values(row).onConflictDoNothing().returning({ id: jobs.id })).length > 0;

/** Writes a change of a locked row and counts its version up. */
export async function saveJob(tx: Tx, job: Job, change: Partial<NewJob>, at: Date): Promise<Job> {
  const [saved] = await tx
    .update(jobs)
    .set({ ...change, updatedAt: at, version: job.version + 1 })
    .where(and(eq(jobs.countyCode, job.countyCode), eq(jobs.id, job.id), eq(jobs.version, job.version)))
    .returning();
  if (!saved) throw new AppError('job.stale', { id: job.id });
  return saved;
}

export interface DeskFilter {
  readonly status?: JobStatus | undefined;
  readonly employerId?: string | undefined;
  readonly offset?: number | undefined;
  readonly limit?: number | undefined;
}

export interface Paged {
  readonly rows: readonly JobOfEmployer[];
  readonly total: number;
}

async function paged(
  db: Reader,
  where: SQL | undefined,
  order: SQL[],
  { offset = 0, limit = 50 }: DeskFilter,
): Promise<Paged> {
  const rows = await joined(db)
    .where(where)
    .orderBy(...order)
    .offset(offset)
    .limit(limit);
  const [counted] = await db
    .select({ total: count() })
    .from(jobs)
    .innerJoin(employers, and(eq(employers.countyCode, jobs.countyCode), eq(employers.id, jobs.employerId)))
    .where(where);
  return { rows, total: counted?.total ?? 0 };
}

export const listJobsFor = (db: Reader, actor: Actor, filter: DeskFilter): Promise<Paged> =>
  paged(
    db,
    and(
      withinReach(actor),
      filter.status && eq(jobs.status, filter.status),
      filter.employerId ? eq(jobs.employerId, filter.employerId) : undefined,
    ),
    [desc(jobs.updatedAt), desc(jobs.id)],
    filter,
  );

/** What waits for review in the actor's area, the longest waiting first. */
export const listSubmittedFor = (db: Reader, actor: Actor, filter: DeskFilter): Promise<Paged> =>
  paged(db, and(withinReach(actor), eq(jobs.status, 'submitted')), [asc(jobs.submittedAt), asc(jobs.id)], filter);

/** Those of the ids that anybody of the county may be shown on a date, with the versions that were read; in no order. */
export const listOpenByIds = async (
  db: Reader,
  countyCode: string,
  on: string,
  ids: readonly string[],
): Promise<(JobOfEmployer & Versions)[]> =>
  ids.length === 0
    ? []
    : db
        .select({
          ...both,
          jobAt: atOf(jobs),
          jobVersion: versionOf(jobs),
          employerAt: atOf(employers),
          employerVersion: versionOf(employers),
        })
        .from(jobs)
        .innerJoin(employers, and(eq(employers.countyCode, jobs.countyCode), eq(employers.id, jobs.employerId)))
        .where(and(inArray(jobs.id, [...ids]), visibleIn(countyCode), isOpenOn(on)));

/** A posting that the county's people may know of, open or not; drafts and what was never published are not known. */
export const findKnown = async (db: Reader, countyCode: string, id: string): Promise<JobOfEmployer | undefined> =>
  (await joined(db).where(and(eq(jobs.id, id), visibleIn(countyCode), sql`${jobs.publishedAt} is not null`)))[0];

/** Open postings of the same trade first, then of the same town, newest first. */
export const listSimilar = (
  db: Reader,
  countyCode: string,
  on: string,
  to: Job,
  limit: number,
): Promise<JobOfEmployer[]> => {
  const trade = `${to.occupationCode?.slice(0, 4) ?? ''}%`;
  const town = `${to.regionCode?.slice(0, 9) ?? ''}%`;
  return joined(db)
    .where(
      and(
        visibleIn(countyCode),
        isOpenOn(on),
        sql`${jobs.id} <> ${to.id}`,
        or(like(jobs.occupationCode, trade), like(jobs.regionCode, town)),
      ),
    )
    .orderBy(
      sql`${jobs.occupationCode} like ${trade} desc`,
      sql`${jobs.regionCode} like ${town} desc`,
      desc(jobs.publishedAt),
      desc(jobs.id),
    )
    .limit(limit);
};

export interface TownCounts {
  /** The first nine digits of the place of work; fewer where the posting names none so exact. */
  readonly town: string;
  readonly open: number;
  readonly newToday: number;
  readonly homeBased: number;
  readonly withBoard: number;
  readonly partTime: number;
}

/** What is open in each town; `since` is the beginning of today. */
export async function countOpenByTown(db: Reader, countyCode: string, on: string, since: Date): Promise<TownCounts[]> {
  const those = (condition: SQL) => sql<number>`(count(*) filter (where ${condition}))::int`;
  const town = sql<string>`coalesce(left(${jobs.regionCode}, ${sql.raw(String(TOWN_DIGITS))}), '')`;
  return db
    .select({
      town,
      open: sql<number>`count(*)::int`,
      newToday: those(gte(jobs.publishedAt, since)),
      homeBased: those(eq(jobs.kind, 'home_based')),
      withBoard: those(eq(jobs.hasBoard, true)),
      partTime: those(eq(jobs.shift, 'part_time')),
    })
    .from(jobs)
    .innerJoin(employers, and(eq(employers.countyCode, jobs.countyCode), eq(employers.id, jobs.employerId)))
    .where(and(visibleIn(countyCode), isOpenOn(on)))
    .groupBy(town);
}

const TOWN_DIGITS = 9;

/** Every posting that should be found by search, of all counties, by rising id, after `after`. */
export const listOpenAfter = (db: Reader, on: string, after: string, limit: number): Promise<JobOfEmployer[]> =>
  joined(db)
    .where(and(isOpenOn(on), after === '' ? undefined : sql`${jobs.id} > ${after}::uuid`))
    .orderBy(asc(jobs.id))
    .limit(limit);

export const listOpenAnywhere = (db: Reader, on: string, ids: readonly string[]): Promise<JobOfEmployer[]> =>
  ids.length === 0 ? Promise.resolve([]) : joined(db).where(and(isOpenOn(on), inArray(jobs.id, [...ids])));

export const listIdsOfEmployer = async (db: Reader, countyCode: string, employerId: string): Promise<string[]> =>
  (
    await db
      .select({ id: jobs.id })
      .from(jobs)
      .where(
        and(
          eq(jobs.countyCode, countyCode),
          eq(jobs.employerId, employerId),
          inArray(jobs.status, ['published', 'paused']),
        ),
      )
  ).map(({ id }) => id);

export const lockPastValidity = (tx: Tx, countyCode: string, on: string, limit: number): Promise<Job[]> =>
  tx
    .select()
    .from(jobs)
    .where(
      and(eq(jobs.countyCode, countyCode), inArray(jobs.status, ['published', 'paused']), lt(jobs.validUntilOn, on)),
    )
    .orderBy(asc(jobs.id))
    .limit(limit)
    .for('update');

export const findEmployerOf = async (db: Reader, countyCode: string, id: string) =>
  (
    await db
      .select()
      .from(employers)
      .where(and(eq(employers.countyCode, countyCode), eq(employers.id, id)))
  )[0];

export async function countOpenEverywhere(db: Reader, on: string): Promise<number> {
  const [counted] = await db
    .select({ open: count() })
    .from(jobs)
    .innerJoin(employers, and(eq(employers.countyCode, jobs.countyCode), eq(employers.id, jobs.employerId)))
    .where(isOpenOn(on));
  return counted?.open ?? 0;
}

/** `isOpenOn` for a row that was read already. */
export const isOpen = ({ job, employer }: JobOfEmployer, on: string): boolean =>
  job.status === 'published' &&
  job.validUntilOn !== null &&
  job.validUntilOn >= on &&
  job.placedCount < (job.headCount ?? 0) &&
  employer.state === 'verified';
