import { keptPlaces, PLEDGE, placesOf } from './assign.ts';
import type { Finding, JobFacts, LabourerFacts, Reason } from './model.ts';
import { judge } from './rule.ts';
import { reasons, score } from './score.ts';

/** What became of a pair, in one word: delivered, or the first thing that stood in its way. */
export const VERDICTS = [
  'delivered',
  'not_seeking',
  'job_closed',
  'rule_not_met',
  'hand_full',
  'vacancy_full',
  'others_first',
  'kept_for_owed',
  'offered_next',
] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface Explanation {
  readonly verdict: Verdict;
  /** Every rule with the values of both sides, met or not. */
  readonly findings: readonly Finding[];
  /** Null where a rule is not met: what may not be offered is not ranked. */
  readonly score: number | null;
  readonly reasons: readonly Reason[];
  /** Offers of the promise had and still owed this year, and how many more the person may be given. */
  readonly labourer: {
    readonly offersThisYear: number;
    readonly owed: number;
    readonly unanswered: number;
    readonly places: number;
  };
  readonly job: { readonly capLeft: number };
}

/** What the register says of the pair besides the facts that the rules look at. */
export interface Standing {
  readonly wasDelivered: boolean;
  /** How many hold an offer of the vacancy. */
  readonly filledBy?: number;
  /** Whether the person is matched at all: wants work, is of working age, has none, has not asked to be left alone. */
  readonly isSeeking?: boolean;
  readonly isOpen?: boolean;
}

/**
 * Why a job was or was not offered to a labourer, as things stand. An offer withheld though every rule is met: the hand
 * is full; or the vacancy (then `others_first` where the run filled it with people for whom it counted more); or the
 * person has all that was promised and the last places are kept for those who do not; else the next run may bring it.
 */
export function explain(l: LabourerFacts, j: JobFacts, standing: Standing, pledge = PLEDGE): Explanation {
  // A posting delivered stands in the labourer's facts as never again; that is not why it was delivered.
  const asBefore = standing.wasDelivered ? { ...l, deliveredJobIds: l.deliveredJobIds.filter((id) => id !== j.id) } : l;
  const findings = judge(asBefore, j);
  const isSuitable = findings.every((finding) => finding.met);
  const { floor, total } = placesOf(l, pledge);
  const labourer = { offersThisYear: l.offersThisYear, owed: floor, unanswered: l.unanswered, places: total };
  return {
    verdict: verdictOf(isSuitable, standing, labourer, { capLeft: j.capLeft, kept: keptPlaces(j, pledge) }),
    findings,
    score: isSuitable ? score(asBefore, j) : null,
    reasons: isSuitable ? reasons(asBefore, j) : [],
    labourer,
    job: { capLeft: j.capLeft },
  };
}

function verdictOf(
  isSuitable: boolean,
  { wasDelivered, filledBy = 0, isSeeking = true, isOpen = true }: Standing,
  { owed, places }: Explanation['labourer'],
  { capLeft, kept }: { readonly capLeft: number; readonly kept: number },
): Verdict {
  if (wasDelivered) return 'delivered';
  if (!isSeeking) return 'not_seeking';
  if (!isOpen) return 'job_closed';
  if (!isSuitable) return 'rule_not_met';
  if (places === 0) return 'hand_full';
  if (capLeft <= 0) return filledBy > 0 ? 'others_first' : 'vacancy_full';
  if (owed === 0 && capLeft <= kept) return 'kept_for_owed';
  return 'offered_next';
}
