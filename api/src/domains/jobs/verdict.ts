import type { Reader } from '../../db/client.ts';
import type { CalendarDate } from '../../kernel/calendar.ts';
import { countyOf } from '../../kernel/region-code.ts';
import { findMinimumWage } from '../regions/store.ts';
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
  const minimumWage =
    job.regionCode === null ? null : ((await findMinimumWage(db, countyOf(job.regionCode), on)) ?? null);
  const posting = { ...job, pay: payOf(job), monthly: monthlyPayOf(job) };
  return { missing: missingFrom(job, on), findings: findUnlawful(posting, minimumWage), minimumWage };
}
