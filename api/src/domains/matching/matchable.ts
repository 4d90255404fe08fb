import type { JobFacts, LabourerFacts } from '@songgang/search/matcher/model.ts';
import { type Ctx, today } from '../../kernel/ctx.ts';
import { getCounty } from '../regions/store.ts';
import { isToBeMatched, jobFacts, labourerFacts } from './facts.ts';
import { listOpenJobs } from './postings-store.ts';
import { listHouseholdsAtWork, listSeekers, NO_HISTORY } from './seekers-store.ts';

/**
 * Everybody of the county who is to be matched, and the open ones among some jobs, as the rules look at them. What was
 * offered before plays no part: a fair or an employer's question is not a delivery.
 */
export async function loadMatchable(
  ctx: Ctx,
  jobIds: readonly string[],
): Promise<{ labourers: LabourerFacts[]; jobs: JobFacts[] }> {
  const { countyCode } = ctx.actor;
  const on = today(ctx);
  const { settings } = await getCounty(ctx.db, countyCode);
  const wanted = new Set(jobIds);
  const open = (await listOpenJobs(ctx.db, countyCode, on)).filter((job) => wanted.has(job.id));
  const atWork = await listHouseholdsAtWork(ctx.db, countyCode);
  const seekers = (await listSeekers(ctx.db, countyCode)).filter((row) => isToBeMatched(row, NO_HISTORY, on, settings));
  return {
    labourers: seekers.map((row) => labourerFacts(row, NO_HISTORY, on, !atWork.has(row.householdId))),
    jobs: open.map((row) => jobFacts(row, 0, on, settings.capFactor)),
  };
}
