import { type Assignment, assign, type Places } from './assign.ts';
import type { BatchJudge, Judged, TermsOf } from './batch.ts';
import { type Candidates, type Coverage, coverAsManyAsPossible } from './flow.ts';
import { remember } from './masks.ts';
import type { People } from './people.ts';
import { costsOfShort, type Terms } from './transport.ts';

/** Candidates that somebody is given at once beside those they had. */
const FURTHER = 64;
/** Candidates that few ask for, that everybody with more to choose from is given to begin with. */
const UNASKED = 16;
/** Share of the scores that is not worth another round; a further offer always is. */
const NEGLIGIBLE = 0.001;

/** What is to be assigned under, beside the candidates. */
export interface Problem {
  readonly places: Places;
  readonly cap: Int32Array;
  /** Places of each vacancy that nobody is given beyond the promise. */
  readonly kept: Int32Array;
}

/**
 * Assigns over the first candidates, then over those as well that were left out and might bring more, until there are
 * none that matters: the outcome has as many offers as with every candidate, and a thousandth less of scores at most.
 * People who are alike get the same ones.
 */
export function assignWidening(
  people: People,
  judge: BatchJudge,
  first: Judged,
  problem: Problem,
): { edges: Candidates; assignment: Assignment } {
  const { places, cap, kept } = problem;
  const cut = first.suitable.map((count, i) => +(count > (first.start[i + 1] as number) - (first.start[i] as number)));
  const rows = Int32Array.from(cut.keys()).filter((i) => cut[i] === 1);
  if (rows.length === 0) return { edges: first, assignment: assign(first, places, cap, kept) };
  const groups = alike(first.mark, rows);
  let { edges, coverage } = withAllOffers(people, judge, first, rows, groups, problem);
  for (;;) {
    const assignment = assign(edges, places, cap, kept, coverage);
    const further = judge.gaining(people, rows, edges, FURTHER, ofAll(groups, assignment.termsOf));
    // No plan can win more than every offer's greatest gain.
    const winnable = rows.reduce((sum, i, k) => sum + (further.greatest[k] as number) * (places.total[i] as number), 0);
    if (winnable <= NEGLIGIBLE * sumOfScores(edges, assignment)) return { edges, assignment };
    edges = widened(edges, rows, further);
    coverage = assignment.promise;
  }
}

/**
 * The candidates and those left out without which some of the promise could not be kept: that is told before anybody bids.
 * What most of those who go short had left out are jobs that have more places than people who ask for them.
 */
function withAllOffers(
  people: People,
  judge: BatchJudge,
  first: Candidates,
  rows: Int32Array,
  groups: Groups,
  { places, cap }: Problem,
): { edges: Candidates; coverage: Coverage } {
  const asking = new Int32Array(cap.length);
  for (const job of first.job) asking[job] = (asking[job] as number) + 1;
  const costs = Float64Array.from(cap, (most, job) => ((asking[job] as number) < most ? 0 : Number.POSITIVE_INFINITY));
  const unasked = [{ costs, least: 0 }];
  let edges = widened(
    first,
    rows,
    judge.gaining(people, rows, first, UNASKED, () => unasked),
  );
  let before: Coverage | undefined;
  for (;;) {
    const coverage = coverAsManyAsPossible(edges, places.floor, cap, before);
    const another = [{ costs: costsOfShort(coverage, cap, () => Number.POSITIVE_INFINITY), least: 0 }];
    const terms = ofAll(groups, (i) => (coverage.shortPeople[i] ? another : []));
    const further = judge.gaining(people, rows, edges, FURTHER, terms);
    if (further.job.length === 0) return { edges, coverage };
    edges = widened(edges, rows, further);
    before = coverage;
  }
}

/** Of each row all those alike, where there are others. */
type Groups = readonly (number[] | undefined)[];

function alike(mark: Float64Array, rows: Int32Array): Groups {
  const byMark = new Map<number, number[]>();
  for (const row of rows) remember(byMark, mark[row] as number, () => [] as number[]).push(row);
  const groups: (number[] | undefined)[] = Array.from(mark, () => undefined);
  for (const group of byMark.values()) if (group.length > 1) for (const row of group) groups[row] = group;
  return groups;
}

/** The best terms of those alike, for each of them. */
const ofAll =
  (groups: Groups, termsOf: TermsOf): TermsOf =>
  (row) => {
    const group = groups[row];
    if (!group) return termsOf(row);
    const best = new Map<Float64Array, Terms>();
    for (const terms of group.flatMap(termsOf)) {
      const known = best.get(terms.costs);
      if (!known || terms.least < known.least) best.set(terms.costs, terms);
    }
    return [...best.values()];
  };

function sumOfScores({ score }: Candidates, { tier }: Assignment): number {
  let sum = 0;
  for (let e = 0; e < tier.length; e++) if (tier[e]) sum += score[e] as number;
  return sum;
}

/** The same candidates and, for the `rows` told, further ones. */
function widened(edges: Candidates, rows: Int32Array, further: Candidates): Candidates {
  const people = edges.start.length - 1;
  const most = edges.job.length + further.job.length;
  const [start, job, score] = [new Int32Array(people + 1), new Int32Array(most), new Int32Array(most)];
  const source = new Int32Array(people).fill(-1);
  rows.forEach((row, k) => {
    source[row] = k;
  });
  let size = 0;
  const put = ({ job: jobs, score: scores }: Candidates, e: number) => {
    job[size] = jobs[e] as number;
    score[size++] = scores[e] as number;
  };
  for (let row = 0; row < people; row++) {
    let [e, end] = [edges.start[row] as number, edges.start[row + 1] as number];
    const k = source[row] as number;
    const last = k < 0 ? 0 : (further.start[k + 1] as number);
    for (let n = k < 0 ? 0 : (further.start[k] as number); n < last; n++) {
      const other = further.job[n] as number;
      while (e < end && (edges.job[e] as number) < other) put(edges, e++);
      if (e === end || edges.job[e] !== other) put(further, n);
    }
    while (e < end) put(edges, e++);
    start[row + 1] = size;
  }
  return { start, job: job.subarray(0, size), score: score.subarray(0, size) };
}
