import { and, eq, inArray, notExists, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { employers } from '../employers/tables.ts';
import type { Before } from '../imports/reader.ts';
import { type Job, type NewJob, saveJob } from './store.ts';
import { jobs } from './tables.ts';

interface SourceKey {
  readonly source: string;
  readonly sourceRef: string;
}

export type KnownPosting = Pick<Job, 'id' | 'source' | 'sourceRef' | 'status' | 'sourceHash'>;

/** Postings by source and id there, as `source\0ref`. */
export async function listBySource(
  db: Reader,
  countyCode: string,
  keys: readonly SourceKey[],
): Promise<Map<string, KnownPosting>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .select({
      id: jobs.id,
      source: jobs.source,
      sourceRef: jobs.sourceRef,
      status: jobs.status,
      sourceHash: jobs.sourceHash,
    })
    .from(jobs)
    .where(
      and(
        eq(jobs.countyCode, countyCode),
        inArray(jobs.source, [...new Set(keys.map(({ source }) => source))]),
        inArray(
          jobs.sourceRef,
          keys.map(({ sourceRef }) => sourceRef),
        ),
      ),
    );
  return new Map(rows.map((row) => [`${row.source}\0${row.sourceRef}`, row]));
}

export interface Overwrite {
  readonly id: string;
  readonly set: Partial<NewJob>;
}

/** Writes the source's new words over the old ones and tells what stood there. */
export async function overwriteJobs(
  tx: Tx,
  { actor }: Pick<Ctx, 'actor'>,
  rows: readonly Overwrite[],
  at: Date,
): Promise<Before[]> {
  const ids = rows.map(({ id }) => id);
  const standing = await tx
    .select()
    .from(jobs)
    .where(and(eq(jobs.countyCode, actor.countyCode), inArray(jobs.id, ids)))
    .for('update');
  const byId = new Map(standing.map((job) => [job.id, job]));
  const before: Before[] = [];
  for (const { id, set } of rows) {
    const job = byId.get(id);
    if (!job) continue;
    const saved = await saveJob(tx, job, set, at);
    const keys = Object.keys(set) as (keyof Job)[];
    before.push({ subjectId: id, version: saved.version, row: Object.fromEntries(keys.map((key) => [key, job[key]])) });
  }
  return before;
}

/** Puts back what an overwriting replaced, where nobody has changed the posting since. Returns how many. */
export async function putBack(tx: Tx, countyCode: string, before: readonly Before[]): Promise<number> {
  let restored = 0;
  for (const { subjectId, version, row } of before) {
    const rows = await tx
      .update(jobs)
      // Written by `overwriteJobs` from a row of this table; no column of it is an instant.
      .set({ ...(row as Partial<NewJob>), version: version + 1 })
      .where(and(eq(jobs.countyCode, countyCode), eq(jobs.id, subjectId), eq(jobs.version, version)))
      .returning({ id: jobs.id });
    restored += rows.length;
  }
  return restored;
}

/** Removes postings that nobody has touched since they were made. Returns their ids. */
export async function removeUntouched(tx: Tx, countyCode: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .delete(jobs)
    .where(and(eq(jobs.countyCode, countyCode), inArray(jobs.id, [...ids]), eq(jobs.version, 1)))
    .returning({ id: jobs.id });
  return rows.map(({ id }) => id);
}

/** Firms that came with an import whose postings were taken back, as long as nobody has done anything with them. */
export const dropUnusedEmployers = (tx: Tx, countyCode: string, importId: string) =>
  tx.delete(employers).where(
    and(
      eq(employers.countyCode, countyCode),
      eq(employers.importId, importId),
      eq(employers.version, 1),
      notExists(
        tx
          .select({ one: sql`1` })
          .from(jobs)
          .where(and(eq(jobs.countyCode, employers.countyCode), eq(jobs.employerId, employers.id))),
      ),
    ),
  );
