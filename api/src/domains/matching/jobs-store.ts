import { and, asc, eq, gte, isNull } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { dateAt } from '../../kernel/calendar.ts';
import { employers } from '../employers/tables.ts';
import { jobs } from '../jobs/tables.ts';
import { matchRuns } from './tables.ts';

/** Published, valid today, of a verified employer. */
export async function isJobOpen(db: Reader, countyCode: string, id: string, now: Date): Promise<boolean> {
  const rows = await db
    .select({ id: jobs.id })
    .from(jobs)
    .innerJoin(employers, and(eq(employers.countyCode, jobs.countyCode), eq(employers.id, jobs.employerId)))
    .where(
      and(
        eq(jobs.countyCode, countyCode),
        eq(jobs.id, id),
        eq(jobs.status, 'published'),
        eq(employers.state, 'verified'),
        gte(jobs.validUntilOn, dateAt(now)),
      ),
    );
  return rows.length > 0;
}

export const listUndispatched = (db: Reader) =>
  db
    .select({ countyCode: matchRuns.countyCode, id: matchRuns.id })
    .from(matchRuns)
    .where(isNull(matchRuns.dispatchedAt))
    .orderBy(asc(matchRuns.committedAt))
    .limit(100);
