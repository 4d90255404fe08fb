import {
  type Assignment,
  assign,
  BEYOND,
  equalPeople,
  heldBy,
  keptPlaces,
  PLEDGE,
  type Places,
  type Pledge,
  placesOf,
} from './assign.ts';
import { BatchJudge, type Judged } from './batch.ts';
import type { Candidates } from './flow.ts';
import type { JobFacts, LabourerFacts } from './model.ts';
import { byWork, inDrawnOrder } from './order.ts';
import { type People, packPeople } from './people.ts';
import { judgePlainly } from './plain.ts';
import { prospectsOf } from './prospects.ts';
import type { MatchResult, Offer } from './result.ts';
import { fits } from './rule.ts';
import { reasons } from './score.ts';
import { shortOf } from './short.ts';
import { shortageOf } from './shortage.ts';
import type { Gain } from './transport.ts';

/** Candidates to start with, all people together; who might do better with others gets those (see `assignWidening`). */
const FIRST_CANDIDATES = 24_000_000;

/**
 * A whole match: judge every pair, rank, assign, explain. Pure and blocking: `matchAll` runs it in a worker thread.
 * `onProgress` is told the share done, 0..1.
 */
export function match(
  people: readonly LabourerFacts[],
  posts: readonly JobFacts[],
  seed: number,
  onProgress: (share: number) => void = () => {},
  firstCandidates = FIRST_CANDIDATES,
  pledge = PLEDGE,
): MatchResult {
  const settled = settle(people, posts, seed, onProgress, firstCandidates, pledge);
  onProgress(0.9);
  const shortage = shortageOf(settled.labourers, settled.jobs, settled.judge, settled);
  return { ...conclude(settled), shortage, pairsJudged: people.length * posts.length };
}

const inOrder = (people: readonly LabourerFacts[], posts: readonly JobFacts[], seed: number) =>
  [inDrawnOrder(people, seed, ({ id }) => id), byWork(posts, seed, (job) => job)] as const;

/** Everything judged and assigned, in the order drawn. */
export interface Settled {
  readonly labourers: readonly LabourerFacts[];
  readonly jobs: readonly JobFacts[];
  readonly judge: BatchJudge;
  /** Suitable jobs of each labourer, whether kept as candidates or not. */
  readonly suitable: Int32Array;
  readonly edges: Candidates;
  readonly assignment: Assignment;
  readonly pledge: Pledge;
}

/** Judges every pair, ranks and assigns, and explains nothing. `onProgress` is told half of the share done. */
export function settle(
  people: readonly LabourerFacts[],
  posts: readonly JobFacts[],
  seed: number,
  onProgress: (share: number) => void = () => {},
  firstCandidates = FIRST_CANDIDATES,
  pledge = PLEDGE,
): Settled {
  const most = Math.max(pledge.offersPerYear, Math.floor(firstCandidates / people.length));
  const [labourers, jobs] = inOrder(people, posts, seed);
  const judge = new BatchJudge(jobs);
  const packed = packPeople(labourers);
  const judged = judge.judge(packed, most, (row) => {
    if (row % 1024 === 0) onProgress((0.5 * row) / labourers.length);
  });
  return {
    labourers,
    jobs,
    judge,
    suitable: judged.suitable,
    pledge,
    ...assignWidening(packed, jobs, judge, judged, pledge),
  };
}

/**
 * A changed or new labourer against the open jobs, at once: the offers that a full run would now give them. A few
 * thousand pairs need no masks; the plain rule takes milliseconds.
 */
export function matchOneLabourer(l: LabourerFacts, jobs: Iterable<JobFacts>, seed: number): Offer[] {
  return matchPlainly(
    [l],
    Array.from(jobs).filter((j) => fits(l, j)),
    seed,
  );
}

/** A changed or new job against the labourers who want work: the offers that a full run would now make of it. */
export function matchOneJob(j: JobFacts, labourers: Iterable<LabourerFacts>, seed: number): Offer[] {
  return matchPlainly(
    Array.from(labourers).filter((l) => fits(l, j)),
    [j],
    seed,
  );
}

function matchPlainly(people: readonly LabourerFacts[], posts: readonly JobFacts[], seed: number): Offer[] {
  const [labourers, jobs] = inOrder(people, posts, seed);
  const edges = judgePlainly(labourers, jobs);
  const assignment = assign(edges, placesOfAll(labourers, PLEDGE), capsOf(jobs), keptOf(jobs, PLEDGE));
  return offersOf({ labourers, jobs, edges, assignment });
}

function offersOf({ labourers, jobs, edges, assignment }: Omit<Settled, 'judge' | 'suitable' | 'pledge'>): Offer[] {
  const { tier } = assignment;
  return labourers.flatMap((l, i) => {
    const own: Offer[] = [];
    for (let e = edges.start[i] as number, end = edges.start[i + 1] as number; e < end; e++) {
      if (!tier[e]) continue;
      const j = jobs[edges.job[e] as number] as JobFacts;
      const named = tier[e] === BEYOND ? 'beyond' : 'floor';
      own.push({ labourerId: l.id, jobId: j.id, score: edges.score[e] as number, reasons: reasons(l, j), tier: named });
    }
    return own;
  });
}

function placesOfAll(labourers: readonly LabourerFacts[], pledge: Pledge): Places {
  const all = labourers.map((l) => placesOf(l, pledge));
  return {
    floor: Int32Array.from(all, (place) => place.floor),
    total: Int32Array.from(all, (place) => place.total),
    standing: {
      had: Int32Array.from(labourers, (l) => l.offersThisYear),
      prospects: Int32Array.from(labourers, prospectsOf),
    },
  };
}

/** Places of each vacancy that nobody is given beyond the promise. */
const keptOf = (jobs: readonly JobFacts[], pledge: Pledge) => Int32Array.from(jobs, (j) => keptPlaces(j, pledge));

const capsOf = (jobs: readonly JobFacts[]) => Int32Array.from(jobs, (j) => Math.max(0, j.capLeft));

/** Candidates that somebody is given at once beside those they had. */
const FURTHER = 64;
/** Share of the scores that is not worth another round; a further offer always is. */
const NEGLIGIBLE = 0.001;

/**
 * Assigns over the first candidates, then over those as well that were left out and might bring more, until there are
 * none that matters: the outcome has as many offers as with every candidate, and a thousandth less of scores at most.
 * People who are alike get the same ones.
 */
function assignWidening(
  people: People,
  jobs: readonly JobFacts[],
  judge: BatchJudge,
  first: Judged,
  pledge: Pledge,
): { edges: Candidates; assignment: Assignment } {
  const [places, cap, kept] = [placesOfAll(people.rows, pledge), capsOf(jobs), keptOf(jobs, pledge)];
  const cut = first.suitable.map((count, i) => +(count > (first.start[i + 1] as number) - (first.start[i] as number)));
  const rows = Int32Array.from(cut.keys()).filter((i) => cut[i] === 1);
  const groups: (number[] | null)[] = people.rows.map(() => null);
  for (const group of equalPeople(first, rows)) for (const i of group) groups[i] = group;
  let edges: Candidates = first;
  for (;;) {
    const assignment = assign(edges, places, cap, kept);
    if (rows.length === 0) return { edges, assignment };
    const gain: Gain = (i, job, score) => {
      const group = groups[i];
      if (!group) return assignment.gain(i, job, score);
      return group.reduce((most, k) => Math.max(most, assignment.gain(k, job, score)), Number.NEGATIVE_INFINITY);
    };
    const further = judge.gaining(people, rows, edges, FURTHER, gain);
    // No plan can win more than every offer's greatest gain.
    const winnable = rows.reduce((sum, i, k) => sum + (further.greatest[k] as number) * (places.total[i] as number), 0);
    if (winnable <= NEGLIGIBLE * sumOfScores(edges, assignment)) return { edges, assignment };
    edges = widened(edges, rows, further);
  }
}

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

function conclude(settled: Settled): Omit<MatchResult, 'pairsJudged' | 'shortage'> {
  const { labourers, jobs, suitable, edges, assignment, pledge } = settled;
  const had = Int32Array.from(labourers, (l, i) => l.offersThisYear + heldBy(edges, assignment.tier, i));
  return {
    offers: offersOf(settled),
    suitablePairs: suitable.reduce((sum, n) => sum + n, 0),
    labourersWithFive: had.filter((n) => n >= pledge.offersPerYear).length,
    jobsAtCap: assignment.capLeft.filter((n) => n === 0).length,
    short: shortOf(labourers, jobs, had, suitable, pledge.offersPerYear),
  };
}
