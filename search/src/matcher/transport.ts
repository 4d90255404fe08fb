import { auction, type Market, type Outcome } from './auction.ts';
import { type Candidates, type Coverage, coverAsManyAsPossible } from './flow.ts';
import { sortRows } from './rows.ts';

/**
 * Assigns offers: first as many as can be made at all, then the greatest sum of scores within `step` for each offer.
 *
 * The cut that proves the number splits the problem in two. Where people go short, every place of every job they
 * compete for is used: there the jobs bid for people. Everywhere else everybody gets all they need: there people bid
 * for jobs. Each side is a market in which every bidder can be served, which is what makes an auction fast and sure.
 * Where people go short an offer counts a bonus beyond its score, which may depend on how many offers can be made.
 */
export function solveTransport(
  edges: Candidates,
  need: Int32Array,
  cap: Int32Array,
  step: number,
  bonusAt: (coverage: Coverage) => Bonus = () => NO_BONUS,
): Plan {
  const coverage = coverAsManyAsPossible(edges, need, cap);
  const bonus = bonusAt(coverage);
  const { forced, served, short } = splitByCut(edges, coverage, need, cap, bonus);
  const people = auction(served.market, served.want, served.room, step);
  // Offers that every best plan makes come first: the places bid for are those after them.
  const made = (person: number) => (need[person] as number) - (short.room[person] as number);
  const ask =
    bonus === NO_BONUS ? undefined : (person: number, n: number) => bonus(person, 0) - bonus(person, made(person) + n);
  const jobs = auction(short.market, short.want, short.room, step, ask);
  const taken = forced;
  markTaken(taken, people.taken, served.origin);
  markTaken(taken, jobs.taken, short.origin);
  const standings = [standingOf(served, people), standingOf(short, jobs)] as const;
  return { taken, coverage, gain: gainOf(need, cap, coverage, bonus, ...standings, step) };
}

/** Points that the n-th offer of the plan to a person, from 0, counts beyond its score; never more than the one before. */
export type Bonus = (person: number, n: number) => number;

const NO_BONUS: Bonus = () => 0;

export interface Plan {
  /** 1 per edge taken. */
  readonly taken: Uint8Array;
  readonly coverage: Coverage;
  readonly gain: Gain;
}

/**
 * What a candidate that was left out might bring the plan if it were there: nought or less brings nothing at the prices
 * of this plan, -∞ nothing in any.
 */
export type Gain = (person: number, job: number, score: number) => number;

/** More than any score can bring: a further offer. */
const ANOTHER_OFFER = 2 ** 29;

/** Where each bidder stands when the bidding is over: the least of what they got, less its price; and all prices. */
interface Standing {
  readonly worth: Float64Array;
  readonly price: Float64Array;
}

function gainOf(
  need: Int32Array,
  cap: Int32Array,
  { shortPeople, fullJobs }: Coverage,
  bonus: Bonus,
  served: Standing,
  short: Standing,
  step: number,
): Gain {
  return (person, job, score) => {
    if (need[person] === 0 || cap[job] === 0) return Number.NEGATIVE_INFINITY;
    if (!shortPeople[person]) {
      if (fullJobs[job]) return Number.NEGATIVE_INFINITY;
      return score - (served.price[job] as number) - (served.worth[person] as number) - step;
    }
    if (!fullJobs[job]) return ANOTHER_OFFER + score;
    return score + bonus(person, 0) - (short.price[person] as number) - (short.worth[job] as number) - step;
  };
}

function standingOf({ market, want }: Side, { taken, price }: Outcome): Standing {
  const worth = new Float64Array(want.length).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < want.length; i++) {
    for (let e = market.start[i] as number, end = market.start[i + 1] as number; e < end; e++) {
      if (!taken[e]) continue;
      const own = (market.value[e] as number) - (price[market.object[e] as number] as number);
      if (own < (worth[i] as number)) worth[i] = own;
    }
  }
  return { worth, price };
}

function markTaken(taken: Uint8Array, ones: Uint8Array, origin: Int32Array): void {
  for (let e = 0; e < ones.length; e++) if (ones[e]) taken[origin[e] as number] = 1;
}

interface Side {
  readonly market: Market;
  /** The candidate edge behind each edge of the market. */
  readonly origin: Int32Array;
  readonly want: Int32Array;
  readonly room: Int32Array;
}

/** Edges from the short side to jobs that are not full are taken in every best plan; those the other way in none. */
function splitByCut(
  edges: Candidates,
  { shortPeople, fullJobs }: Coverage,
  need: Int32Array,
  cap: Int32Array,
  bonus: Bonus,
) {
  const forced = new Uint8Array(edges.job.length);
  const [peopleRoom, jobRoom] = [need.slice(), cap.slice()];
  const [served, short] = [new Int32Array(need.length + 1), new Int32Array(cap.length + 1)];
  for (let i = 0; i < need.length; i++) {
    for (let e = edges.start[i] as number, end = edges.start[i + 1] as number; e < end; e++) {
      const job = edges.job[e] as number;
      if (!shortPeople[i]) {
        if (!fullJobs[job]) served[i + 1] = (served[i + 1] as number) + 1;
      } else if (fullJobs[job]) {
        short[job + 1] = (short[job + 1] as number) + 1;
      } else {
        forced[e] = 1;
        peopleRoom[i] = (peopleRoom[i] as number) - 1;
        jobRoom[job] = (jobRoom[job] as number) - 1;
      }
    }
  }
  return {
    forced,
    served: servedSide(edges, shortPeople, fullJobs, sumUp(served), need, jobRoom),
    short: shortSide(edges, shortPeople, fullJobs, sumUp(short), peopleRoom, cap, bonus),
  };
}

function sumUp(counts: Int32Array): Int32Array {
  for (let k = 1; k < counts.length; k++) counts[k] = (counts[k] as number) + (counts[k - 1] as number);
  return counts;
}

/** What a column holds at some places. */
export function pick(column: Int32Array, places: Int32Array): Int32Array {
  const picked = new Int32Array(places.length);
  for (let k = 0; k < places.length; k++) picked[k] = column[places[k] as number] as number;
  return picked;
}

const masked = (values: Int32Array, mask: Uint8Array, keep: 0 | 1) => values.map((v, k) => (mask[k] === keep ? v : 0));

function servedSide(
  edges: Candidates,
  shortPeople: Uint8Array,
  fullJobs: Uint8Array,
  start: Int32Array,
  need: Int32Array,
  room: Int32Array,
): Side {
  const origin = new Int32Array(start[start.length - 1] as number);
  let at = 0;
  for (let i = 0; i < need.length; i++) {
    if (shortPeople[i]) continue;
    for (let e = edges.start[i] as number, end = edges.start[i + 1] as number; e < end; e++) {
      if (!fullJobs[edges.job[e] as number]) origin[at++] = e;
    }
  }
  const [object, value] = [pick(edges.job, origin), pick(edges.score, origin)];
  sortRows(start, value, object, origin);
  const want = masked(need, shortPeople, 0);
  return { market: { start, object, value }, origin, want, room: masked(room, fullJobs, 0) };
}

function shortSide(
  edges: Candidates,
  shortPeople: Uint8Array,
  fullJobs: Uint8Array,
  start: Int32Array,
  room: Int32Array,
  cap: Int32Array,
  bonus: Bonus,
): Side {
  const count = start[start.length - 1] as number;
  const [origin, object] = [new Int32Array(count), new Int32Array(count)];
  const at = start.slice();
  for (let i = 0; i < room.length; i++) {
    if (!shortPeople[i]) continue;
    for (let e = edges.start[i] as number, end = edges.start[i + 1] as number; e < end; e++) {
      const job = edges.job[e] as number;
      if (!fullJobs[job]) continue;
      const to = at[job] as number;
      origin[to] = e;
      object[to] = i;
      at[job] = to + 1;
    }
  }
  const first = room.map((_, person) => bonus(person, 0));
  const value = pick(edges.score, origin);
  for (let k = 0; k < count; k++) value[k] = (value[k] as number) + (first[object[k] as number] as number);
  sortRows(start, value, object, origin);
  const want = masked(cap, fullJobs, 1);
  return { market: { start, object, value }, origin, want, room: masked(room, shortPeople, 1) };
}
