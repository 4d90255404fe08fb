import { PLEDGE, placesOf } from './assign.ts';
import type { Finding, JobFacts, LabourerFacts, Reason } from './model.ts';
import { judge } from './rule.ts';
import { reasons, score } from './score.ts';

/** What became of a pair, in one word: delivered, or the first thing that stood in its way. */
export const VERDICTS = [
  'delivered',
  'rule_not_met',
  'hand_full',
  'vacancy_full',
  'others_first',
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

/**
 * Why a job was or was not offered to a labourer, as things stand. `wasDelivered` is what the register says. An offer
 * withheld though every rule is met: the hand is full, or the vacancy (then `others_first` where the run filled it with
 * people for whom it counted more, told by `filledBy`: how many hold it); else the next run may bring it.
 */
export function explain(
  l: LabourerFacts,
  j: JobFacts,
  { wasDelivered, filledBy = 0 }: { wasDelivered: boolean; filledBy?: number },
  pledge = PLEDGE,
): Explanation {
  // A posting delivered stands in the labourer's facts as never again; that is not why it was delivered.
  const asBefore = wasDelivered ? { ...l, deliveredJobIds: l.deliveredJobIds.filter((id) => id !== j.id) } : l;
  const findings = judge(asBefore, j);
  const isSuitable = findings.every((finding) => finding.met);
  const { floor, total } = placesOf(l, pledge);
  return {
    verdict: verdictOf(isSuitable, wasDelivered, total, j.capLeft, filledBy),
    findings,
    score: isSuitable ? score(asBefore, j) : null,
    reasons: isSuitable ? reasons(asBefore, j) : [],
    labourer: {
      offersThisYear: l.offersThisYear,
      owed: floor,
      unanswered: l.unanswered,
      places: total,
    },
    job: { capLeft: j.capLeft },
  };
}

function verdictOf(
  isSuitable: boolean,
  wasDelivered: boolean,
  places: number,
  capLeft: number,
  filledBy: number,
): Verdict {
  if (wasDelivered) return 'delivered';
  if (!isSuitable) return 'rule_not_met';
  if (places === 0) return 'hand_full';
  if (capLeft <= 0) return filledBy > 0 ? 'others_first' : 'vacancy_full';
  return 'offered_next';
}
