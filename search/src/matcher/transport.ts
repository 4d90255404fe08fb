import { auction, type Market } from './auction.ts';
import { type Candidates, type Coverage, coverAsManyAsPossible } from './flow.ts';

/**
 * Assigns offers: first as many as can be made at all, then the greatest sum of scores within `step` for each offer.
 *
 * The cut that proves the number splits the problem in two. Where people go short, every place of every job they
 * compete for is used: there the jobs bid for people. Everywhere else everybody gets all they need: there people bid
 * for jobs. `merit` tells for each person what an offer to them counts beyond its score where not all can be served. Each side is a market in which every bidder can be served, which is what makes an auction fast and sure.
 */
export function solveTransport(
  edges: Candidates,
  need: Int32Array,
  cap: Int32Array,
  step: number,
  merit = new Int32Array(need.length),
): Plan {
  const coverage = coverAsManyAsPossible(edges, need, cap);
  const { forced, served, short } = splitByCut(edges, coverage, need, cap, merit);
  const people = auction(served.market, served.want, served.room, step);
  const jobs = auction(short.market, short.want, short.room, step);
  const taken = forced;
  markTaken(taken, people.taken, served.origin);
  markTaken(taken, jobs.taken, short.origin);
  return { taken, coverage, wanting: wantingMore(edges, need, coverage, taken, people.price) };
}

export interface Plan {
  /** 1 per edge taken. */
  readonly taken: Uint8Array;
  readonly coverage: Coverage;
  /**
   * People whom a further candidate, worth no more than the least they have, might still serve better: all who go
   * short or compete with those, and whoever pays so much for a place that such a one might do.
   */
  readonly wanting: Int32Array;
}

function markTaken(taken: Uint8Array, ones: Uint8Array, origin: Int32Array): void {
  for (let e = 0; e < ones.length; e++) if (ones[e]) taken[origin[e] as number] = 1;
}

function wantingMore(
  edges: Candidates,
  need: Int32Array,
  { shortPeople }: Coverage,
  taken: Uint8Array,
  price: Float64Array,
): Int32Array {
  const { start, job, score } = edges;
  return Int32Array.from(need.keys()).filter((i) => {
    if (need[i] === 0) return false;
    if (shortPeople[i]) return true;
    let [leastScore, leastWorth] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let e = start[i] as number, end = start[i + 1] as number; e < end; e++) {
      const worth = (score[e] as number) - (price[job[e] as number] as number);
      leastScore = Math.min(leastScore, score[e] as number);
      if (taken[e]) leastWorth = Math.min(leastWorth, worth);
    }
    return leastWorth < leastScore;
  });
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
  merit: Int32Array,
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
    short: shortSide(edges, shortPeople, fullJobs, sumUp(short), peopleRoom, cap, merit),
  };
}

function sumUp(counts: Int32Array): Int32Array {
  for (let k = 1; k < counts.length; k++) counts[k] = (counts[k] as number) + (counts[k - 1] as number);
  return counts;
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
  const object = origin.map((e) => edges.job[e] as number);
  const value = origin.map((e) => edges.score[e] as number);
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
  merit: Int32Array,
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
  const value = origin.map((e, k) => (edges.score[e] as number) + (merit[object[k] as number] as number));
  const want = masked(cap, fullJobs, 1);
  return { market: { start, object, value }, origin, want, room: masked(room, shortPeople, 1) };
}
