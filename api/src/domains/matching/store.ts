import { and, asc, desc, eq, inArray, lte, type SQL, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import { copyRows } from '../../db/copy.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { CalendarDate } from '../../kernel/calendar.ts';
import type { Actor } from '../../kernel/ctx.ts';
import { prefixOf } from '../../kernel/region-code.ts';
import { employers } from '../employers/tables.ts';
import type { PayKind } from '../jobs/core/job.ts';
import { jobs } from '../jobs/tables.ts';
import { labourers } from '../people/tables.ts';
import { regions } from '../regions/tables.ts';
import type { CloseReason, DeliveryStatus } from './core/delivery.ts';
import { UNANSWERED } from './core/delivery.ts';
import { seekerColumns } from './seekers-store.ts';
import { deliveries } from './tables.ts';

export type DeliveryRow = typeof deliveries.$inferInsert;
export type Delivery = typeof deliveries.$inferSelect;

/** Rows that one statement takes as parameters; more of them go by COPY. */
const AS_PARAMETERS = 500;

/** Planned deliveries of one run. All of a run are inserted by one statement, so that what is counted of them is written once. */
export async function insertDeliveries(tx: Tx, rows: readonly DeliveryRow[]): Promise<void> {
  if (rows.length > AS_PARAMETERS) await insertByCopy(tx, rows);
  else if (rows.length > 0) await tx.insert(deliveries).values([...rows]);
}

const COPIED = ['id', 'labourer_id', 'job_county_code', 'job_id', 'channel', 'tier', 'score', 'reasons'] as const;

/** By way of a table of no constraints: what a key or a check refuses is then told by the statement that inserts. */
async function insertByCopy(tx: Tx, rows: readonly DeliveryRow[]): Promise<void> {
  const { countyCode, runId = null, year, status, plannedAt } = rows[0] as DeliveryRow;
  const columns = sql.raw(COPIED.join(', '));
  await tx.execute(sql`create temp table arriving on commit drop as select ${columns} from deliveries with no data`);
  await copyRows(
    tx,
    'arriving',
    COPIED,
    rows
      .values()
      .map((r) => [
        r.id,
        r.labourerId,
        r.jobCountyCode,
        r.jobId,
        r.channel,
        r.tier,
        r.score,
        JSON.stringify(r.reasons),
      ]),
  );
  await tx.execute(sql`insert into deliveries (county_code, run_id, year, status, planned_at, ${columns})
    select ${countyCode}, ${runId}::uuid, ${year}::int, ${status}, ${plannedAt.toISOString()}::timestamptz, ${columns} from arriving`);
  await tx.execute(sql`drop table arriving`);
}

export const insertDelivery = (tx: Tx, row: DeliveryRow) => tx.insert(deliveries).values(row).returning();

/** Of the jobs and labourers of some offers, those that no longer stand as the run saw them. */
export async function listOver(tx: Tx, countyCode: string, rows: readonly DeliveryRow[]) {
  const over = (ids: readonly string[], standing: SQL) =>
    tx.execute<{ id: string }>(sql`select given.id from unnest(${sql.param([...new Set(ids)])}::uuid[]) given (id)
      where not exists (${standing})`);
  const [jobsOver, labourersOver] = await Promise.all([
    over(
      rows.map((r) => r.jobId),
      sql`select from ${jobs} join ${employers} on ${employers.countyCode} = ${jobs.countyCode} and ${employers.id} = ${jobs.employerId}
        where ${jobs.id} = given.id and ${jobs.status} = 'published' and ${employers.state} = 'verified'`,
    ),
    over(
      rows.map((r) => r.labourerId),
      sql`select from ${labourers} where ${labourers.id} = given.id and ${labourers.countyCode} = ${countyCode}
        and ${labourers.state} = 'active' and ${labourers.wantsWork} and ${labourers.personalisedRefusedAt} is null`,
    ),
  ]);
  const idsOf = (found: readonly { id: string }[]) => new Set(found.map(({ id }) => id));
  return { jobs: idsOf(jobsOver), labourers: idsOf(labourersOver) };
}

const briefs = {
  delivery: deliveries,
  job: {
    id: jobs.id,
    title: jobs.title,
    employerId: jobs.employerId,
    employerName: employers.name,
    regionName: sql<string>`coalesce((select name from ${regions} where ${regions.code} = ${jobs.regionCode}), ${jobs.placeText}, '')`,
    payKind: sql<PayKind>`coalesce(${jobs.payKind}, 'month')`,
    payMinFen: sql<number>`coalesce(${jobs.payMinFen}, 0)`,
    payMaxFen: sql<number>`coalesce(${jobs.payMaxFen}, 0)`,
    monthlyMinFen: sql<number>`coalesce(${jobs.monthlyMinFen}, 0)`,
    monthlyMaxFen: sql<number>`coalesce(${jobs.monthlyMaxFen}, 0)`,
    headCount: sql<number>`coalesce(${jobs.headCount}, 1)`,
    hasBoard: jobs.hasBoard,
    hasLodging: jobs.hasLodging,
    status: jobs.status,
  },
  labourer: {
    id: labourers.id,
    name: labourers.name,
    regionCode: labourers.regionCode,
    regionName: sql<string>`coalesce((select name from ${regions} where ${regions.code} = ${labourers.regionCode}), '')`,
  },
};

/** Jobs as lists name them, by title. */
export const listJobBriefs = (db: Reader, jobIds: readonly string[]) =>
  jobIds.length === 0
    ? Promise.resolve([])
    : db
        .select(briefs.job)
        .from(jobs)
        .innerJoin(employers, and(eq(employers.countyCode, jobs.countyCode), eq(employers.id, jobs.employerId)))
        .where(inArray(jobs.id, [...jobIds]))
        .orderBy(asc(employers.name), asc(jobs.title), asc(jobs.id));

/** A job as lists name it. */
export const findJobBrief = async (db: Reader, jobId: string) =>
  (
    await db
      .select(briefs.job)
      .from(jobs)
      .innerJoin(employers, and(eq(employers.countyCode, jobs.countyCode), eq(employers.id, jobs.employerId)))
      .where(eq(jobs.id, jobId))
  )[0];

const joined = (db: Reader) =>
  db
    .select(briefs)
    .from(deliveries)
    .innerJoin(jobs, and(eq(jobs.countyCode, deliveries.jobCountyCode), eq(jobs.id, deliveries.jobId)))
    .innerJoin(employers, and(eq(employers.countyCode, jobs.countyCode), eq(employers.id, jobs.employerId)))
    .innerJoin(
      labourers,
      and(eq(labourers.countyCode, deliveries.countyCode), eq(labourers.id, deliveries.labourerId)),
    );

export type DeliveryJoined = Awaited<ReturnType<typeof joined>>[number];

/** A labourer sees their own; staff those of their area. */
function scope(actor: Actor): SQL | undefined {
  const county = eq(deliveries.countyCode, actor.countyCode);
  if (actor.role === 'labourer') return and(county, eq(deliveries.labourerId, actor.labourerId ?? actor.id));
  return and(county, sql`${labourers.regionCode} like ${`${prefixOf(actor.regionCode)}%`}`);
}

export interface DeliveryFilter {
  readonly status?: DeliveryStatus;
  readonly labourerId?: string;
  readonly jobId?: string;
  readonly runId?: string;
  readonly dueBy?: CalendarDate;
  readonly offset?: number;
  readonly limit?: number;
}

function conditions(actor: Actor, f: DeliveryFilter): SQL | undefined {
  return and(
    scope(actor),
    f.status && eq(deliveries.status, f.status),
    f.labourerId ? eq(deliveries.labourerId, f.labourerId) : undefined,
    f.jobId ? eq(deliveries.jobId, f.jobId) : undefined,
    f.runId ? eq(deliveries.runId, f.runId) : undefined,
    f.dueBy ? and(lte(deliveries.dueOn, f.dueBy), inArray(deliveries.status, ['interested'])) : undefined,
  );
}

export const listDeliveriesOf = (db: Reader, actor: Actor, f: DeliveryFilter) =>
  joined(db)
    .where(conditions(actor, f))
    .orderBy(asc(deliveries.dueOn), desc(deliveries.plannedAt), desc(deliveries.score), asc(deliveries.id))
    .limit(f.limit ?? 50)
    .offset(f.offset ?? 0);

export async function countDeliveriesOf(db: Reader, actor: Actor, f: DeliveryFilter): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(deliveries)
    .innerJoin(labourers, and(eq(labourers.countyCode, deliveries.countyCode), eq(labourers.id, deliveries.labourerId)))
    .where(conditions(actor, f));
  return row?.count ?? 0;
}

export async function findJoined(db: Reader, actor: Actor, id: string): Promise<DeliveryJoined | undefined> {
  const [row] = await joined(db).where(and(scope(actor), eq(deliveries.id, id)));
  return row;
}

export const findByPair = async (db: Reader, countyCode: string, labourerId: string, jobId: string) =>
  (
    await db
      .select()
      .from(deliveries)
      .where(
        and(eq(deliveries.countyCode, countyCode), eq(deliveries.labourerId, labourerId), eq(deliveries.jobId, jobId)),
      )
  )[0];

/** Locked for a step, inside the actor's scope or not at all. */
export async function lockDelivery(tx: Tx, actor: Actor, id: string): Promise<Delivery> {
  const [row] = await tx
    .select({ delivery: deliveries })
    .from(deliveries)
    .innerJoin(labourers, and(eq(labourers.countyCode, deliveries.countyCode), eq(labourers.id, deliveries.labourerId)))
    .where(and(scope(actor), eq(deliveries.id, id)))
    .for('update', { of: deliveries });
  if (!row) throw new AppError('delivery.not_found', { id });
  return row.delivery;
}

export async function saveDelivery(tx: Tx, d: Delivery, set: Partial<DeliveryRow>): Promise<Delivery> {
  const [saved] = await tx
    .update(deliveries)
    .set({ ...set, version: d.version + 1 })
    .where(and(eq(deliveries.countyCode, d.countyCode), eq(deliveries.id, d.id), eq(deliveries.version, d.version)))
    .returning();
  if (!saved) throw new AppError('delivery.stale', { id: d.id });
  return saved;
}

/** Closes what is open of a job or a person; answers what was closed, with the status it had. */
export async function closeOpen(
  tx: Tx,
  of: { jobId: string } | { countyCode: string; labourerId: string; exceptId?: string },
  reason: CloseReason,
  at: Date,
  from: readonly DeliveryStatus[] = UNANSWERED,
): Promise<{ countyCode: string; id: string }[]> {
  const which =
    'jobId' in of
      ? eq(deliveries.jobId, of.jobId)
      : and(
          eq(deliveries.countyCode, of.countyCode),
          eq(deliveries.labourerId, of.labourerId),
          of.exceptId ? sql`${deliveries.id} <> ${of.exceptId}` : undefined,
        );
  return tx
    .update(deliveries)
    .set({ status: 'closed', closeReason: reason, endedAt: at, version: sql`${deliveries.version} + 1` })
    .where(and(which, inArray(deliveries.status, [...from])))
    .returning({ countyCode: deliveries.countyCode, id: deliveries.id });
}

/** Whose some jobs are, by job. */
export async function listEmployersOf(db: Reader, jobIds: readonly string[]) {
  const rows = await db
    .select({ jobId: jobs.id, id: employers.id, name: employers.name })
    .from(jobs)
    .innerJoin(employers, and(eq(employers.countyCode, jobs.countyCode), eq(employers.id, jobs.employerId)))
    .where(sql`${jobs.id} = any(${sql.param([...jobIds])}::uuid[])`);
  return new Map(rows.map(({ jobId, ...employer }) => [jobId, employer]));
}

export const findDelivery = async (db: Reader, countyCode: string, id: string) =>
  (
    await db
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.countyCode, countyCode), eq(deliveries.id, id)))
  )[0];

/** One labourer of the asker's area with the row that the matcher's facts are made of, whether or not they want work. */
export async function findPersonBrief(db: Reader, actor: Actor, labourerId: string) {
  const area = sql`${labourers.regionCode} like ${`${prefixOf(actor.regionCode)}%`}`;
  const [found] = await db
    .select({ ...seekerColumns, name: labourers.name, regionName: briefs.labourer.regionName })
    .from(labourers)
    .leftJoin(regions, eq(regions.code, labourers.regionCode))
    .where(and(eq(labourers.countyCode, actor.countyCode), eq(labourers.id, labourerId), area));
  if (!found) return undefined;
  const { name, regionName, ...row } = found;
  return { name, regionName, row };
}
