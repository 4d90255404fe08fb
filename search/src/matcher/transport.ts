import { auction, type Market } from './auction.ts';
import { type Candidates, type Coverage, coverAsManyAsPossible } from './flow.ts';

/**
 * Assigns offers: first as many as can be made at all, then the greatest sum of scores within `step` for each offer.
 *
 * The cut that proves the number splits the problem in two. Where people go short, every place of every job they
 * compete for is used: there the jobs bid for people. Everywhere else everybody gets all they need: there people bid
 * for jobs. Each side is a market in which every bidder can be served, which is what makes an auction fast and sure.
 * Returns 1 per edge taken.
 */
export function solveTransport(edges: Candidates, need: Int32Array, cap: Int32Array, step: number): Uint8Array {
  const coverage = coverAsManyAsPossible(edges, need, cap);
  const sides = splitByCut(edges, coverage, need, cap);
  const taken = sides.forced;
  const people = auction(sides.served.market, sides.served.want, sides.served.room, step);
  people.forEach((one, e) => {
    if (one) taken[sides.served.origin[e] as number] = 1;
  });
  const jobs = auction(sides.short.market, sides.short.want, sides.short.room, step);
  jobs.forEach((one, e) => {
    if (one) taken[sides.short.origin[e] as number] = 1;
  });
  return taken;
}

interface Side {
  readonly market: Market;
  /** The candidate edge behind each edge of the market. */
  readonly origin: Int32Array;
  readonly want: Int32Array;
  readonly room: Int32Array;
}

/** Edges from the short side to jobs that are not full are taken in every best plan; those the other way in none. */
function splitByCut(edges: Candidates, { shortPeople, fullJobs }: Coverage, need: Int32Array, cap: Int32Array) {
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
    short: shortSide(edges, shortPeople, fullJobs, sumUp(short), peopleRoom, cap),
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
  const value = origin.map((e) => edges.score[e] as number);
  const want = masked(cap, fullJobs, 1);
  return { market: { start, object, value }, origin, want, room: masked(room, shortPeople, 1) };
}
