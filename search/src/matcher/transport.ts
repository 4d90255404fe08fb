import { auction, type Market, type Outcome } from './auction.ts';
import { type Candidates, type Coverage, coverAsManyAsPossible, edgeOf } from './flow.ts';
import { sortRows } from './rows.ts';

/**
 * Assigns offers: first as many as can be made at all, then the greatest sum of scores within `step` for each offer.
 *
 * The cut that proves the number splits the problem in two. Where people go short, every place of every job they
 * compete for is used: there the jobs bid for people. Everywhere else everybody gets all they need: there people bid
 * for jobs. Each side is a market in which every bidder can be served, which is what makes an auction fast and sure.
 * Where people go short an offer counts a bonus beyond its score, which may depend on how many offers can be made.
 * What was covered `before`, over fewer candidates, saves time.
 */
export function solveTransport(
  edges: Candidates,
  need: Int32Array,
  cap: Int32Array,
  step: number,
  bonusAt: (coverage: Coverage) => Bonus = () => NO_BONUS,
  before?: Coverage,
): Plan {
  const coverage = coverAsManyAsPossible(edges, need, cap, before);
  const bonus = bonusAt(coverage);
  const { forced, served, short } = splitByCut(edges, coverage, need, cap, bonus);
  const people = auction(served.market, served.want, served.room, step);
  // Offers that every best plan makes come first: the places bid for are those after them.
  const made = (person: number) => (need[person] as number) - (short.room[person] as number);
  const ask =
    bonus === NO_BONUS ? undefined : (person: number, n: number) => bonus(person, 0) - bonus(person, made(person) + n);
  const jobs = auction(short.market, short.want, short.room, step, ask);
  const { offers, people: givenTo } = listed(edges, forced, people.deals, jobs.deals);
  return { offers, people: givenTo, coverage, termsOf: termsOf(need, cap, coverage, bonus, people, jobs, step) };
}

/** Everything taken: edges that are forced, each with its person, then what people and what jobs bid for. */
function listed(edges: Candidates, forced: Int32Array, byPeople: Int32Array, byJobs: Int32Array) {
  const count = (forced.length + byPeople.length + byJobs.length) / 2;
  const [offers, people] = [new Int32Array(count), new Int32Array(count)];
  let at = 0;
  const add = (edge: number, person: number) => {
    offers[at] = edge;
    people[at++] = person;
  };
  const agree = (person: number, job: number) => add(edgeOf(edges, person, job), person);
  for (let k = 0; k < forced.length; k += 2) add(forced[k] as number, forced[k + 1] as number);
  for (let k = 0; k < byPeople.length; k += 2) agree(byPeople[k] as number, byPeople[k + 1] as number);
  for (let k = 0; k < byJobs.length; k += 2) agree(byJobs[k + 1] as number, byJobs[k] as number);
  return { offers, people };
}

/** Points that the n-th offer of the plan to a person, from 0, counts beyond its score; never more than the one before. */
export type Bonus = (person: number, n: number) => number;

const NO_BONUS: Bonus = () => 0;

export interface Plan {
  /** The edges taken, in no order, and whose each is. */
  readonly offers: Int32Array;
  readonly people: Int32Array;
  readonly coverage: Coverage;
  /** Undefined where nothing can bring the person more. */
  readonly termsOf: (person: number) => Terms | undefined;
}

/**
 * What a candidate that was left out might bring the plan if it were there: its score, less what its job `costs` (more
 * than anything where no plan would use it) and less what the person has at `least`. Nought or less brings nothing at
 * the prices of this plan.
 */
export interface Terms {
  readonly costs: Float64Array;
  readonly least: number;
}

/** More than any score can bring: a further offer. */
const ANOTHER_OFFER = 2 ** 29;

/** What jobs cost those who go short: those with places, or holders, that are not short bring a further offer. */
export const costsOfShort = (
  { fullJobs }: Coverage,
  cap: Int32Array,
  costOfFull: (job: number) => number,
): Float64Array =>
  Float64Array.from(cap, (places, job) => {
    if (places === 0) return Number.POSITIVE_INFINITY;
    return fullJobs[job] ? costOfFull(job) : -ANOTHER_OFFER;
  });

function termsOf(
  need: Int32Array,
  cap: Int32Array,
  coverage: Coverage,
  bonus: Bonus,
  served: Outcome,
  short: Outcome,
  step: number,
): Plan['termsOf'] {
  const ofServed = served.price.map((price, job) =>
    cap[job] === 0 || coverage.fullJobs[job] ? Number.POSITIVE_INFINITY : price,
  );
  const ofShort = costsOfShort(coverage, cap, (job) => short.worth[job] as number);
  return (person) => {
    if (need[person] === 0) return undefined;
    if (!coverage.shortPeople[person]) return { costs: ofServed, least: (served.worth[person] as number) + step };
    return { costs: ofShort, least: (short.price[person] as number) - bonus(person, 0) + step };
  };
}

interface Side {
  readonly market: Market;
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
  const forced: number[] = [];
  const [peopleRoom, jobRoom] = [need.slice(), cap.slice()];
  const [served, short] = [new Int32Array(need.length + 1), new Int32Array(cap.length + 1)];
  for (let i = 0; i < need.length; i++) {
    const [from, end] = [edges.start[i] as number, edges.start[i + 1] as number];
    if (!shortPeople[i]) {
      // Counted without asking of each, which of them are full being what no processor can foresee.
      let free = need[i] === 0 ? 0 : end - from;
      if (free > 0) for (let e = from; e < end; e++) free -= fullJobs[edges.job[e] as number] as number;
      served[i + 1] = free;
      continue;
    }
    for (let e = from; e < end; e++) {
      const job = edges.job[e] as number;
      if (fullJobs[job]) short[job + 1] = (short[job + 1] as number) + 1;
      else {
        forced.push(e, i);
        peopleRoom[i] = (peopleRoom[i] as number) - 1;
        jobRoom[job] = (jobRoom[job] as number) - 1;
      }
    }
  }
  return {
    forced: Int32Array.from(forced),
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
  // With room for one more: whatever is full is written too, and written over.
  const lots = new Int32Array(2 * (start[start.length - 1] as number) + 2);
  let at = 0;
  for (let i = 0; i < need.length; i++) {
    if (start[i] === start[i + 1]) continue;
    for (let e = edges.start[i] as number, end = edges.start[i + 1] as number; e < end; e++) {
      const job = edges.job[e] as number;
      lots[at] = edges.score[e] as number;
      lots[at + 1] = job;
      at += 2 - 2 * (fullJobs[job] as number);
    }
  }
  sortRows(start, lots);
  const want = masked(need, shortPeople, 0);
  return { market: { start, lots }, want, room: masked(room, fullJobs, 0) };
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
  const lots = new Int32Array(2 * (start[start.length - 1] as number));
  const at = start.slice();
  for (let i = 0; i < room.length; i++) {
    if (!shortPeople[i]) continue;
    const first = bonus(i, 0);
    for (let e = edges.start[i] as number, end = edges.start[i + 1] as number; e < end; e++) {
      const job = edges.job[e] as number;
      if (!fullJobs[job]) continue;
      const to = 2 * (at[job] as number);
      lots[to] = (edges.score[e] as number) + first;
      lots[to + 1] = i;
      at[job] = (at[job] as number) + 1;
    }
  }
  sortRows(start, lots);
  const want = masked(cap, fullJobs, 1);
  return { market: { start, lots }, want, room: masked(room, shortPeople, 1) };
}
