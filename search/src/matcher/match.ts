import { type Assignment, assign, BEYOND, heldBy, PLEDGE, type Places, type Pledge, placesOf } from './assign.ts';
import { BatchJudge, type Judged } from './batch.ts';
import type { Candidates } from './flow.ts';
import type { JobFacts, LabourerFacts } from './model.ts';
import { judgePlainly } from './plain.ts';
import type { MatchResult, Offer } from './result.ts';
import { fits } from './rule.ts';
import { reasons } from './score.ts';
import { shortOf } from './short.ts';
import { shortageOf } from './shortage.ts';

/** A repeatable order that favours nobody: by a hash of seed and id, so neither input order nor age of a card counts. */
function inDrawnOrder<T extends { readonly id: string }>(rows: readonly T[], seed: number): T[] {
  const drawn = rows.map((row) => ({ row, lot: lotOf(row.id, seed) }));
  return drawn.sort((a, b) => a.lot - b.lot || (a.row.id < b.row.id ? -1 : 1)).map(({ row }) => row);
}

function lotOf(id: string, seed: number): number {
  let hash = Math.imul(seed, 0x9e3779b1) ^ 0x811c9dc5;
  for (let k = 0; k < id.length; k++) hash = Math.imul(hash ^ id.charCodeAt(k), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** By occupation, as the masks like it; jobs of one occupation in the order drawn. */
function byWork(jobs: readonly JobFacts[], seed: number): JobFacts[] {
  const work = (a: JobFacts, b: JobFacts) =>
    a.occupationCode < b.occupationCode ? -1 : a.occupationCode > b.occupationCode ? 1 : 0;
  return inDrawnOrder(jobs, seed).sort(work);
}

/** Candidates to start with, all people together; whoever needs more of theirs gets all (see `assignWidening`). */
const FIRST_CANDIDATES = 12_000_000;

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

/** The offers of a whole match and nothing of why: for who replays many. */
export function matchForOffers(people: readonly LabourerFacts[], posts: readonly JobFacts[], seed: number): Offer[] {
  return offersOf(settle(people, posts, seed, () => {}, FIRST_CANDIDATES, PLEDGE));
}

/** Everything judged and assigned, in the order drawn. */
interface Settled {
  readonly labourers: readonly LabourerFacts[];
  readonly jobs: readonly JobFacts[];
  readonly judge: BatchJudge;
  /** Suitable jobs of each labourer, whether kept as candidates or not. */
  readonly suitable: Int32Array;
  readonly edges: Candidates;
  readonly assignment: Assignment;
  readonly pledge: Pledge;
}

function settle(
  people: readonly LabourerFacts[],
  posts: readonly JobFacts[],
  seed: number,
  onProgress: (share: number) => void,
  firstCandidates: number,
  pledge: Pledge,
): Settled {
  const most = Math.max(pledge.offersPerYear, Math.floor(firstCandidates / people.length));
  const [labourers, jobs] = [inDrawnOrder(people, seed), byWork(posts, seed)];
  const judge = new BatchJudge(jobs);
  const judged = judge.judge(labourers, most, (row) => {
    if (row % 1024 === 0) onProgress((0.5 * row) / labourers.length);
  });
  return {
    labourers,
    jobs,
    judge,
    suitable: judged.suitable,
    pledge,
    ...assignWidening(labourers, jobs, judge, judged, pledge),
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
  const [labourers, jobs] = [inDrawnOrder(people, seed), byWork(posts, seed)];
  const edges = judgePlainly(labourers, jobs);
  const assignment = assign(edges, placesOfAll(labourers, PLEDGE), capsOf(jobs));
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
  return { floor: Int32Array.from(all, (place) => place.floor), total: Int32Array.from(all, (place) => place.total) };
}

const capsOf = (jobs: readonly JobFacts[]) => Int32Array.from(jobs, (j) => Math.max(0, j.capLeft));

/**
 * Assigns over the first candidates, then over all of those people's for whom one left out might have mattered, until
 * there is nobody left of whom that can be said: the outcome is as good as with every candidate.
 */
function assignWidening(
  labourers: readonly LabourerFacts[],
  jobs: readonly JobFacts[],
  judge: BatchJudge,
  first: Judged,
  pledge: Pledge,
): { edges: Candidates; assignment: Assignment } {
  const [places, cap] = [placesOfAll(labourers, pledge), capsOf(jobs)];
  let edges: Candidates = first;
  for (;;) {
    const assignment = assign(edges, places, cap);
    const isCut = (i: number) =>
      (edges.start[i + 1] as number) - (edges.start[i] as number) < (first.suitable[i] as number);
    const wanting = assignment.wanting.filter(isCut);
    if (wanting.length === 0) return { edges, assignment };
    edges = widened(
      edges,
      wanting,
      judge.judge(
        Array.from(wanting, (i) => labourers[i] as LabourerFacts),
        Number.POSITIVE_INFINITY,
      ),
    );
  }
}

/** The same candidates, those of the `rows` told replaced. */
function widened(edges: Candidates, rows: Int32Array, wide: Candidates): Candidates {
  const source = new Int32Array(edges.start.length - 1).fill(-1);
  rows.forEach((row, k) => {
    source[row] = k;
  });
  const start = new Int32Array(edges.start.length);
  const from = (row: number): [Candidates, number] =>
    (source[row] as number) < 0 ? [edges, row] : [wide, source[row] as number];
  for (let row = 0; row < source.length; row++) {
    const [rows, at] = from(row);
    start[row + 1] = (start[row] as number) + (rows.start[at + 1] as number) - (rows.start[at] as number);
  }
  const [job, score] = [new Int32Array(start[source.length] as number), new Int32Array(start[source.length] as number)];
  for (let row = 0; row < source.length; row++) {
    const [rows, at] = from(row);
    job.set(rows.job.subarray(rows.start[at], rows.start[at + 1]), start[row]);
    score.set(rows.score.subarray(rows.start[at], rows.start[at + 1]), start[row]);
  }
  return { start, job, score };
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
