import type { LabourerFacts } from '@songgang/search/matcher/model.ts';
import type { Replay } from '@songgang/search/matcher/simulate.ts';
import { replayInThread } from '@songgang/search/matcher/simulate-thread.ts';
import { DAYS_PER_MONTH, townYear } from '@songgang/search/matcher/year.ts';
import { AppError } from '../../kernel/app-error.ts';
import { type Ctx, today } from '../../kernel/ctx.ts';
import { getCounty, getRegion } from '../regions/store.ts';
import { isToBeMatched, jobFacts, labourerFacts } from './facts.ts';
import { listOpenJobs } from './postings-store.ts';
import { listHouseholdsAtWork, listSeekers, NO_HISTORY } from './seekers-store.ts';

export interface Rehearsal extends Replay {
  readonly townCode: string;
  readonly townName: string;
  readonly labourers: number;
  /** Vacancies that open in the course of it. */
  readonly jobs: number;
}

/** Random numbers of a seed, 0 ≤ x < 1. */
export type DrawOf = (seed: number) => () => number;

export interface RehearsalOrder {
  readonly town?: string;
  readonly months: number;
  readonly seed: number;
  /** Share of the days done, 0..1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * Months of daily runs in one town (the one with most seekers unless told), replayed on its register of today beside
 * the plan that knew everything beforehand, in a thread of its own. Writes nothing. Throws region.not_found for a town that is none of the
 * county or where nobody looks for work.
 */
export async function rehearse(
  ctx: Ctx,
  { town, months, seed, onProgress }: RehearsalOrder,
  drawOf: DrawOf,
): Promise<Rehearsal> {
  const { countyCode } = ctx.actor;
  const on = today(ctx);
  const { settings } = await getCounty(ctx.db, countyCode);
  const rows = (await listSeekers(ctx.db, countyCode)).filter((row) => isToBeMatched(row, NO_HISTORY, on, settings));
  const atWork = await listHouseholdsAtWork(ctx.db, countyCode);
  const everybody = rows.map((row) => labourerFacts(row, NO_HISTORY, on, !atWork.has(row.householdId)));
  const byTown = Map.groupBy(everybody, townOf);
  const townCode = town ?? largestOf(byTown);
  const people = byTown.get(townCode ?? '');
  if (townCode === undefined || !people) throw new AppError('region.not_found', { code: townCode ?? countyCode });
  const jobs = (await listOpenJobs(ctx.db, countyCode, on)).map((row) => jobFacts(row, 0, on, settings.capFactor));
  const year = townYear(people, jobs, { share: people.length / everybody.length, months }, drawOf(seed));
  const days = Math.round(months * DAYS_PER_MONTH);
  const replay = await replayInThread(year, days, { seed, ...(onProgress && { onProgress }) });
  const { name } = await getRegion(ctx.db, townCode);
  return { townCode, townName: name, labourers: people.length, jobs: year.jobs.length, ...replay };
}

const townOf = (l: LabourerFacts): string => `${l.regionCode.slice(0, 9)}000`;

const largestOf = (byTown: ReadonlyMap<string, readonly LabourerFacts[]>): string | undefined =>
  [...byTown].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))[0]?.[0];
