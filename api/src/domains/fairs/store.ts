import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import { employers } from '../employers/tables.ts';
import { jobs } from '../jobs/tables.ts';
import { labourers } from '../people/tables.ts';
import { regions } from '../regions/tables.ts';
import type { FairStatus } from './core/fair.ts';
import { booths, checkIns, fairJobs, fairs, intents, invitations } from './tables.ts';

export type Fair = typeof fairs.$inferSelect;

const of = (countyCode: string, id: string) => and(eq(fairs.countyCode, countyCode), eq(fairs.id, id));
const nameOf = (code: typeof fairs.regionCode | typeof labourers.regionCode) =>
  sql<string>`coalesce((select name from ${regions} where ${regions.code} = ${code}), '')`;

const counted = {
  fair: fairs,
  regionName: nameOf(fairs.regionCode),
  employers: sql<number>`(select count(*)::int from booths b where b.county_code = ${fairs.countyCode} and b.fair_id = ${fairs.id})`,
  jobs: sql<number>`(select count(*)::int from fair_jobs j where j.county_code = ${fairs.countyCode} and j.fair_id = ${fairs.id})`,
};

export const listFairsIn = (db: Reader, countyCode: string, statuses: readonly FairStatus[]) =>
  db
    .select(counted)
    .from(fairs)
    .where(and(eq(fairs.countyCode, countyCode), inArray(fairs.status, [...statuses])))
    .orderBy(sql`${fairs.startsAt} desc`)
    .limit(100);

export async function getCounted(db: Reader, countyCode: string, id: string) {
  const [row] = await db.select(counted).from(fairs).where(of(countyCode, id));
  if (!row) throw new AppError('fair.not_found', { id });
  return row;
}

export async function lockFair(tx: Tx, countyCode: string, id: string): Promise<Fair> {
  const [fair] = await tx.select().from(fairs).where(of(countyCode, id)).for('update');
  if (!fair) throw new AppError('fair.not_found', { id });
  return fair;
}

/** False where a fair of this id stands already. */
export const insertFair = async (tx: Tx, row: typeof fairs.$inferInsert): Promise<boolean> =>
  (await tx.insert(fairs).values(row).onConflictDoNothing().returning({ id: fairs.id })).length > 0;

export async function saveFair(tx: Tx, fair: Fair, set: Partial<Fair>): Promise<void> {
  await tx
    .update(fairs)
    .set({ ...set, version: fair.version + 1 })
    .where(of(fair.countyCode, fair.id));
}

/** Adds postings and the booths of their employers; what is there stays. */
export async function insertPostings(
  tx: Tx,
  fair: Fair,
  chosen: readonly { id: string; employerId: string }[],
): Promise<void> {
  if (chosen.length === 0) return;
  const { countyCode, id: fairId } = fair;
  const firms = [...new Set(chosen.map((j) => j.employerId))];
  await tx
    .insert(booths)
    .values(firms.map((employerId) => ({ countyCode, fairId, employerId, status: 'invited' as const })))
    .onConflictDoNothing();
  await tx
    .insert(fairJobs)
    .values(chosen.map((j) => ({ countyCode, fairId, jobId: j.id })))
    .onConflictDoNothing();
}

export const listFairJobIds = async (db: Reader, countyCode: string, fairId: string): Promise<string[]> =>
  (
    await db
      .select({ id: fairJobs.jobId })
      .from(fairJobs)
      .where(and(eq(fairJobs.countyCode, countyCode), eq(fairJobs.fairId, fairId)))
  ).map((r) => r.id);

/** Whoever is invited already keeps their invitation; its postings are brought up to date. */
export async function saveInvitations(tx: Tx, rows: (typeof invitations.$inferInsert)[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 1000) {
    await tx
      .insert(invitations)
      .values(rows.slice(i, i + 1000))
      .onConflictDoUpdate({
        target: [invitations.countyCode, invitations.fairId, invitations.labourerId],
        set: { jobIds: sql`excluded.job_ids` },
      });
  }
}

export const insertCheckIn = (tx: Tx, row: typeof checkIns.$inferInsert) =>
  tx.insert(checkIns).values(row).onConflictDoNothing();

/** The same people and posting at the same fair are one intent; what is said last stands. */
export async function saveIntent(tx: Tx, row: typeof intents.$inferInsert): Promise<string> {
  const [saved] = await tx
    .insert(intents)
    .values(row)
    .onConflictDoUpdate({
      target: [intents.countyCode, intents.fairId, intents.labourerId, intents.jobId],
      set: { outcome: row.outcome, note: row.note ?? null, recordedBy: row.recordedBy, recordedAt: row.recordedAt },
    })
    .returning({ id: intents.id });
  return saved?.id ?? row.id;
}

/** Whoever starts work has no other open intents: the one that led there is signed, the others came to nothing. */
export const settleIntents = (
  tx: Tx,
  of: { readonly countyCode: string; readonly labourerId: string; readonly signedId: string | null },
  by: { readonly recordedBy: string; readonly recordedAt: Date },
) =>
  tx
    .update(intents)
    .set({ outcome: sql`case when ${intents.id} = ${of.signedId} then 'signed' else 'not_placed' end`, ...by })
    .where(
      and(eq(intents.countyCode, of.countyCode), eq(intents.labourerId, of.labourerId), eq(intents.outcome, 'open')),
    )
    .returning({ id: intents.id, outcome: intents.outcome });

export const listBooths = (db: Reader, countyCode: string, fairId: string) =>
  db
    .select({
      employerId: booths.employerId,
      employerName: employers.name,
      boothNumber: booths.boothNumber,
      status: booths.status,
      jobs: sql<number>`(select count(*)::int from fair_jobs f join jobs j on j.id = f.job_id where f.county_code = ${booths.countyCode} and f.fair_id = ${booths.fairId} and j.employer_id = ${booths.employerId})`,
      intents: sql<number>`(select count(*)::int from intents i join jobs j on j.id = i.job_id where i.county_code = ${booths.countyCode} and i.fair_id = ${booths.fairId} and j.employer_id = ${booths.employerId})`,
    })
    .from(booths)
    .innerJoin(employers, and(eq(employers.countyCode, booths.countyCode), eq(employers.id, booths.employerId)))
    .where(and(eq(booths.countyCode, countyCode), eq(booths.fairId, fairId)))
    .orderBy(asc(booths.boothNumber), asc(employers.name));

/** Invited and present, those who came first; at most 500 rows for the page. */
export async function listVisitors(db: Reader, countyCode: string, fairId: string) {
  const rows = await db.execute<{
    id: string;
    name: string;
    region_name: string;
    job_ids: string[] | null;
    at: Date | null;
  }>(sql`
    select l.id, l.name, coalesce(r.name, '') as region_name, i.job_ids, c.at
    from (select * from invitations where county_code = ${countyCode} and fair_id = ${fairId}) i
    full join (select * from check_ins where county_code = ${countyCode} and fair_id = ${fairId}) c
      on c.labourer_id = i.labourer_id
    join labourers l on l.county_code = ${countyCode} and l.id = coalesce(i.labourer_id, c.labourer_id)
    left join regions r on r.code = l.region_code
    order by c.at desc nulls last, l.name limit 500`);
  return rows.map((r) => ({
    labourer: { id: r.id, name: r.name, regionName: r.region_name },
    jobIds: r.job_ids ?? [],
    isInvited: r.job_ids !== null,
    checkedInAt: r.at === null ? null : new Date(r.at).toISOString(),
  }));
}

export const listIntents = (db: Reader, countyCode: string, fairId: string) =>
  db
    .select({ intent: intents, labourer: { id: labourers.id, name: labourers.name } })
    .from(intents)
    .innerJoin(labourers, and(eq(labourers.countyCode, intents.countyCode), eq(labourers.id, intents.labourerId)))
    .where(and(eq(intents.countyCode, countyCode), eq(intents.fairId, fairId)))
    .orderBy(sql`${intents.recordedAt} desc`);

export async function countFigures(db: Reader, countyCode: string, fairId: string) {
  const [row] = await db.execute<{ invited: number; checkedIn: number; intents: number; signed: number }>(sql`
    select (select count(*)::int from invitations where county_code = ${countyCode} and fair_id = ${fairId}) as invited,
      (select count(*)::int from check_ins where county_code = ${countyCode} and fair_id = ${fairId}) as "checkedIn",
      (select count(*)::int from intents where county_code = ${countyCode} and fair_id = ${fairId}) as intents,
      (select count(*)::int from intents where county_code = ${countyCode} and fair_id = ${fairId} and outcome = 'signed') as signed`);
  return row ?? { invited: 0, checkedIn: 0, intents: 0, signed: 0 };
}

/** Open postings of the county among some ids, with their employers. */
export const listChosen = (db: Reader, countyCode: string, ids: readonly string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .select({ id: jobs.id, employerId: jobs.employerId })
        .from(jobs)
        .where(and(eq(jobs.countyCode, countyCode), inArray(jobs.id, [...ids]), eq(jobs.status, 'published')));

export const findPerson = async (db: Reader, countyCode: string, id: string) =>
  (
    await db
      .select({ id: labourers.id })
      .from(labourers)
      .where(and(eq(labourers.countyCode, countyCode), eq(labourers.id, id), eq(labourers.state, 'active')))
  )[0];
