import { addMonths, type CalendarDate, yearOf } from '../../../kernel/calendar.ts';
import { CLAIM_STAGES, type ClaimStatus } from './claim.ts';
import type { FactValue } from './facts.ts';

/** A claim of ours as far as other claims are counted by it. */
export interface OwnClaim {
  readonly id: string;
  readonly ruleId: string;
  readonly subjectId: string;
  readonly payeeId: string;
  readonly placementId: string | null;
  readonly periodKey: string;
  readonly eventOn: CalendarDate;
  readonly months: number;
  readonly status: ClaimStatus;
}

/** What is asked about: a claim that stands, or one that may come to stand. */
export interface Counted {
  readonly id?: string;
  readonly ruleId: string;
  readonly subjectId: string;
  readonly payeeId: string;
  readonly placementId: string | null;
  readonly periodKey: string;
  readonly eventOn: CalendarDate;
}

const OUT: readonly ClaimStatus[] = ['rejected', 'withdrawn', 'recovered'];

/** Somebody has taken it up: a right chosen, not only found. */
const isTaken = ({ status }: OwnClaim): boolean =>
  status === 'returned' || (CLAIM_STAGES as readonly ClaimStatus[]).indexOf(status) > 0;

/** Of two rights that bar one another the one taken up goes first, then the one that came first. */
function goesBefore(other: OwnClaim, { id, eventOn }: Counted): boolean {
  if (other.id === id) return false;
  if (OUT.includes(other.status)) return false;
  if (isTaken(other) || other.eventOn < eventOn) return true;
  return other.eventOn === eventOn && (id === undefined || other.id < id);
}

/**
 * The counters that frequency, duration and exclusions read (vocabulary.yaml, claim.*). What is owed and on its way
 * counts like what is paid, so that two claims cannot pass one another; rejected, withdrawn and recovered ones do not.
 */
export function countersOf(
  claim: Counted,
  own: readonly OwnClaim[],
  exclusiveWith: ReadonlySet<string> = new Set(),
): Record<string, FactValue> {
  const before = own.filter((other) => other.subjectId === claim.subjectId && goesBefore(other, claim));
  const same = before.filter(({ ruleId }) => ruleId === claim.ruleId);
  const yearAgo = addMonths(claim.eventOn, -12);
  const inTwelve = before.filter(
    ({ ruleId, eventOn }) =>
      (ruleId === claim.ruleId || exclusiveWith.has(ruleId)) && eventOn > yearAgo && eventOn <= claim.eventOn,
  );
  const earlier = same.filter(({ eventOn }) => eventOn < claim.eventOn);
  return {
    'claim.months_already_paid': earlier.reduce((sum, { months }) => sum + months, 0),
    'claim.paid_for_period': same.filter(({ periodKey }) => periodKey === claim.periodKey).length,
    'claim.paid_for_labourer_in_year': same.filter((other) => yearIn(other) === yearIn(claim)).length,
    'claim.paid_for_labourer_in_12_months': inTwelve.length,
    'claim.paid_for_pair': same.filter(({ payeeId }) => payeeId === claim.payeeId).length,
    'claim.paid_for_labourer': same.length,
    'claim.rules_granted': granted(claim, before),
  };
}

const yearIn = ({ periodKey, eventOn }: Pick<Counted, 'periodKey' | 'eventOn'>): number =>
  periodKey.startsWith('year:') ? Number(periodKey.slice(5)) : yearOf(eventOn);

/** Rules taken up for the same post or period. What is only found is a choice, and bars nothing. */
function granted(claim: Counted, before: readonly OwnClaim[]): string[] {
  const beside = before.filter(
    (other) =>
      isTaken(other) &&
      ((claim.placementId !== null && other.placementId === claim.placementId) || other.periodKey === claim.periodKey),
  );
  return [...new Set(beside.map(({ ruleId }) => ruleId))].filter((ruleId) => ruleId !== claim.ruleId).sort();
}
