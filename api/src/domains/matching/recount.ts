import { eq, type SQL, sql } from 'drizzle-orm';
import type { Db, Tx } from '../../db/client.ts';
import { LIVE, UNANSWERED } from './core/delivery.ts';
import { offersHeld, offersOut } from './tables.ts';

/** Statuses written out, not as parameters: the planner knows how many rows have them. */
const among = (statuses: readonly string[]): SQL => sql.raw(statuses.map((status) => `'${status}'`).join(', '));

const heldOf = (countyCode: string): SQL => sql`select county_code, labourer_id, year,
    (count(*) filter (where tier <> 'own'))::int as offered, (count(*) filter (where status in (${among(UNANSWERED)})))::int as unanswered
  from deliveries where county_code = ${countyCode} group by county_code, labourer_id, year`;

const outOf = (countyCode: string): SQL => sql`select job_county_code as county_code, job_id, count(*)::int as live
  from deliveries where job_county_code = ${countyCode} and status in (${among(LIVE)}) group by job_county_code, job_id`;

/** In one statement, so that what is counted and what was counted are of the same moment. */
const isWrong = (countyCode: string): SQL => sql`select
  exists (select from (${heldOf(countyCode)}) now
    full join (select * from offers_held where county_code = ${countyCode}) kept using (county_code, labourer_id, year)
    where coalesce(now.offered, 0) <> coalesce(kept.offered, 0) or coalesce(now.unanswered, 0) <> coalesce(kept.unanswered, 0))
  or exists (select from (${outOf(countyCode)}) now
    full join (select * from offers_out where county_code = ${countyCode}) kept using (county_code, job_id)
    where coalesce(now.live, 0) <> coalesce(kept.live, 0)) as wrong`;

/**
 * Counts a county's offers anew where what is kept of them is wrong, which only work past the database's own counting
 * can bring about (a copy of rows put back with triggers off). Answers whether it was.
 */
export async function recount(db: Db, countyCode: string): Promise<boolean> {
  const [found] = await db.execute<{ wrong: boolean }>(isWrong(countyCode));
  if (!found?.wrong) return false;
  await db.transaction((tx) => countAnew(tx, countyCode));
  return true;
}

/** With everybody kept from changing a delivery meanwhile: a change in between would be counted twice or not at all. */
async function countAnew(tx: Tx, countyCode: string): Promise<void> {
  await tx.execute(sql`lock table deliveries in share row exclusive mode`);
  await tx.delete(offersHeld).where(eq(offersHeld.countyCode, countyCode));
  await tx.delete(offersOut).where(eq(offersOut.countyCode, countyCode));
  await tx.execute(
    sql`insert into offers_held (county_code, labourer_id, year, offered, unanswered) ${heldOf(countyCode)}`,
  );
  await tx.execute(sql`insert into offers_out (county_code, job_id, live) ${outOf(countyCode)}`);
}
