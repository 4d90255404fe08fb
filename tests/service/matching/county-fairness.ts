import { judgePlainly } from '@songgang/search/matcher/plain.ts';
import { eq } from 'drizzle-orm';
import type { Db } from '../../../api/src/db/client.ts';
import { isToBeMatched, jobFacts, labourerFacts } from '../../../api/src/domains/matching/facts.ts';
import { listOpenJobs } from '../../../api/src/domains/matching/postings-store.ts';
import {
  listHouseholdsAtWork,
  listSeekers,
  loadHistories,
  NO_HISTORY,
} from '../../../api/src/domains/matching/seekers-store.ts';
import { deliveries } from '../../../api/src/domains/matching/tables.ts';
import { households, labourers } from '../../../api/src/domains/people/tables.ts';
import { getCounty } from '../../../api/src/domains/regions/store.ts';
import type { Counted } from './fairness-table.ts';

/** Everybody whom a run matched and who had no offer before it, with the jobs that suited them, judged pair by pair. */
export async function countedAfter(db: Db, countyCode: string, runId: string, on: string): Promise<Counted[]> {
  const { settings } = await getCounty(db, countyCode);
  const atWork = await listHouseholdsAtWork(db, countyCode);
  const histories = await loadHistories(db, countyCode, on);
  const given = Map.groupBy(
    await db.select().from(deliveries).where(eq(deliveries.runId, runId)),
    ({ labourerId }) => labourerId,
  );
  const hadNone = (id: string) => (histories.get(id)?.jobIds.length ?? 0) === (given.get(id)?.length ?? 0);
  const rows = (await listSeekers(db, countyCode)).filter(
    (row) => hadNone(row.id) && isToBeMatched(row, NO_HISTORY, on, settings),
  );
  const facts = rows.map((row) => labourerFacts(row, NO_HISTORY, on, !atWork.has(row.householdId)));
  const jobs = (await listOpenJobs(db, countyCode, on)).map((row) => jobFacts(row, 0, on, settings.capFactor));
  const { start } = judgePlainly(facts, jobs);
  const known = await db
    .select({ id: labourers.id, sex: labourers.sex, poverty: households.povertyStatus })
    .from(labourers)
    .innerJoin(households, eq(households.id, labourers.householdId));
  const cards = new Map(known.map(({ id, ...card }) => [id, card]));
  const ages = facts.map(({ age }) => age).sort((a, b) => a - b);
  const decileOf = (age: number) => Math.floor((10 * ages.indexOf(age)) / ages.length);
  return facts.map((l, i) => ({
    groups: {
      age: `decile ${decileOf(l.age)}`,
      sex: cards.get(l.id)?.sex ?? '',
      disability: l.disabilityKind === null ? 'none' : 'some',
      poverty: cards.get(l.id)?.poverty ?? '',
    },
    suitable: (start[i + 1] ?? 0) - (start[i] ?? 0),
    offers: given.get(l.id)?.length ?? 0,
  }));
}
