import type { Input, Output } from '../../../contract/endpoint.ts';
import type { setMinimumWage } from '../../../contract/job-desk.ts';
import type { Reader } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { CalendarDate } from '../../kernel/calendar.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { countyOf } from '../../kernel/region-code.ts';
import { appendEvent } from '../audit/service.ts';
import { findMinimumWage, insertMinimumWage } from '../regions/store.ts';
import { missingFrom, type Requirement } from './core/complete.ts';
import { monthlyPayOf, payOf } from './core/draft.ts';
import { findUnlawful, type LawFinding } from './core/law.ts';
import type { Job } from './store.ts';

export type DatedMinimum = NonNullable<Awaited<ReturnType<typeof findMinimumWage>>>;

/** What stands between a posting and its publication. */
export interface Verdict {
  readonly missing: readonly Requirement[];
  readonly findings: readonly LawFinding[];
  /** Null where none is entered for the place of work: pay was then held against nothing, and the page says so. */
  readonly minimumWage: DatedMinimum | null;
}

type Judged = Pick<
  Job,
  | 'title'
  | 'description'
  | 'hoursText'
  | 'address'
  | 'placeText'
  | 'kind'
  | 'shift'
  | 'payKind'
  | 'payMinFen'
  | 'payMaxFen'
  | 'monthlyMinFen'
  | 'monthlyMaxFen'
  | 'ageMin'
  | 'occupationCode'
  | 'headCount'
  | 'regionCode'
  | 'validUntilOn'
>;

/** Judged on a date against the minimum wage of the place of work, 劳动合同法实施条例 第十四条. */
export async function judgeJob(db: Reader, job: Judged, on: CalendarDate): Promise<Verdict> {
  const [verdict] = await judgeAll(db, [job], on);
  if (!verdict) throw new Error('one posting gives one verdict');
  return verdict;
}

const verdictOf = (job: Judged, minimumWage: DatedMinimum | null, on: CalendarDate): Verdict => {
  const posting = { ...job, pay: payOf(job), monthly: monthlyPayOf(job) };
  return { missing: missingFrom(job, on), findings: findUnlawful(posting, minimumWage), minimumWage };
};

/** Many at once: a minimum wage is looked up once for each county of work. */
export async function judgeAll(db: Reader, jobs: readonly Judged[], on: CalendarDate): Promise<Verdict[]> {
  const wages = new Map<string, DatedMinimum | null>();
  for (const { regionCode } of jobs) {
    const county = regionCode && countyOf(regionCode);
    if (county && !wages.has(county)) wages.set(county, (await findMinimumWage(db, county, on)) ?? null);
  }
  return jobs.map((job) => verdictOf(job, (job.regionCode && wages.get(countyOf(job.regionCode))) || null, on));
}

/** A date has one figure for good: postings were judged by it. Throws job.minimum_wage_stands where another one is entered. */
export async function enterMinimumWage(
  ctx: Ctx,
  { body }: Input<typeof setMinimumWage>,
): Promise<Output<typeof setMinimumWage>> {
  const { countyCode } = ctx.actor;
  return ctx.db.transaction(async (tx) => {
    await insertMinimumWage(tx, { ...body, countyCode });
    const stands = await findMinimumWage(tx, countyCode, body.validFrom);
    if (stands?.monthlyFen !== body.monthlyFen || stands.hourlyFen !== body.hourlyFen)
      throw new AppError('job.minimum_wage_stands', { validFrom: body.validFrom, monthlyFen: stands?.monthlyFen });
    await appendEvent(tx, ctx, {
      subjectKind: 'minimum_wage',
      subjectId: ctx.actor.id,
      action: 'enter',
      details: { ...body },
    });
    return body;
  });
}
