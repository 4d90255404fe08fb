import type { Candidates, Coverage } from './flow.ts';
import type { Bonus } from './transport.ts';

/** Of each person, in the order of the candidates: what decides who comes first where not everybody can be served. */
export interface Standing {
  /** Offers had this year. */
  readonly had: Int32Array;
  /** Postings a year that suit them, those they were offered among them. */
  readonly prospects: Int32Array;
}

/** Points for each offer that a person was given less than another: more than any two scores differ by. */
const LESS_HAD = 1_000_000;
/** So many prospects halve what is held against somebody for what they had. */
const HALF = 10;
/** Points in full for somebody with no other prospects. */
const FEW_PROSPECTS = 40_000;
/** Points for the first offer of the year where nobody can be served in full … */
const FIRST = 18_000;
/** … and never more than these: as much as the best score. */
const MOST_FOR_FIRST = 1_000_000;

/** One person's standing, and what they are still owed. */
export interface Owed {
  readonly had: number;
  readonly owed: number;
  readonly prospects: number;
}

/**
 * Points that the offer after `given` others of a plan counts beyond its score; never more than the one before it.
 *
 * Whoever had less this year comes first, unless others had more because few postings suit them and fewer will: what
 * they had is held against those with many prospects. Where all had the same that moves nobody, and scores decide but
 * for small amounts: for few prospects, and for the first offer of the year (`first`).
 */
export function bonusOf({ had, owed, prospects }: Owed, given: number, first: number): number {
  const left = owed - given;
  if (left <= 0) return 0;
  const sofar = LESS_HAD * owed + Math.floor((LESS_HAD * had * HALF) / (prospects + HALF));
  const hope = Math.floor((FEW_PROSPECTS * left) / (left + prospects));
  return sofar + hope + (had + given === 0 ? first : 0);
}

/**
 * What a first offer counts: the more, the fewer of the promised offers cannot be kept. Few swaps are to be made then,
 * so that the sum of scores gives up as little for them: under half a per cent either way.
 */
export function pointsForFirst(wanted: number, kept: number): number {
  return wanted <= kept ? 0 : Math.min(MOST_FOR_FIRST, Math.floor((FIRST * wanted) / (wanted - kept)));
}

/** The bonus of every offer once it is known how many can be kept. */
export const bonuses =
  ({ start }: Candidates, owed: Int32Array, { had, prospects }: Standing) =>
  ({ kept }: Coverage): Bonus => {
    const wanted = owed.reduce(
      (sum, most, i) => sum + Math.min(most, (start[i + 1] as number) - (start[i] as number)),
      0,
    );
    const first = pointsForFirst(wanted, kept);
    return (i, given) =>
      bonusOf({ had: had[i] as number, owed: owed[i] as number, prospects: prospects[i] as number }, given, first);
  };
