import type { Exact } from './exact.ts';

/** A dated rate that a bureau entered for a rule, with the upper-level document it cites (GD-11, GD-17). */
export interface Rate {
  /** The sum of one unit, of the ceiling or of the open amount, in fen; or else `percent`. */
  readonly fen?: Exact;
  /** Takes the place of the percent that the rule prints. */
  readonly percent?: Exact;
  /** What the sum is for, in place of the rule's own word: person, person-month … */
  readonly per?: string;
  /** Both days included; one that is not given does not bound. */
  readonly effectiveFrom?: string;
  readonly effectiveTo?: string;
  readonly cites?: string;
}

/** The rate that stands on the day of the trigger event: of those in force the one that began last. */
export function rateInForce(rates: readonly Rate[] | undefined, eventOn: string | undefined): Rate | undefined {
  let standing: Rate | undefined;
  for (const rate of rates ?? []) {
    if (isInForce(rate, eventOn) && (!standing || began(rate) > began(standing))) standing = rate;
  }
  return standing;
}

const began = (rate: Rate): string => rate.effectiveFrom ?? '';

function isInForce({ effectiveFrom, effectiveTo }: Rate, eventOn: string | undefined): boolean {
  if (eventOn === undefined) return true;
  return (
    (effectiveFrom === undefined || effectiveFrom <= eventOn) && (effectiveTo === undefined || eventOn <= effectiveTo)
  );
}
