import type { Reason, RuleCode } from './model.ts';
import type { Shortage } from './shortage.ts';

export interface Offer {
  readonly labourerId: string;
  readonly jobId: string;
  readonly score: number;
  readonly reasons: readonly Reason[];
  /** `floor`: of the five promised a year; `beyond`: more than promised, as places are left. */
  readonly tier: 'floor' | 'beyond';
}

/** Why people end the run below five offers this year, and how many: the rule that shut out most, or what else. */
export interface Short {
  readonly reason: RuleCode | 'no_jobs' | 'few_suitable' | 'vacancies_full';
  readonly count: number;
}

export interface MatchResult {
  readonly offers: readonly Offer[];
  readonly pairsJudged: number;
  readonly suitablePairs: number;
  readonly labourersWithFive: number;
  /** Vacancies with no place left after the run. */
  readonly jobsAtCap: number;
  /** Most frequent reason first. */
  readonly short: readonly Short[];
  readonly shortage: Shortage;
}
