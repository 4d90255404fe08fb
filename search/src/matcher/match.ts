import { type Assignment, BEYOND, heldBy, keptPlaces, PLEDGE, type Places, type Pledge, placesOf } from './assign.ts';
import { BatchJudge } from './batch.ts';
import type { Candidates } from './flow.ts';
import type { JobFacts, LabourerFacts } from './model.ts';
import { byWork, inDrawnOrder } from './order.ts';
import { packPeople } from './people.ts';
import { prospectsOf } from './prospects.ts';
import type { MatchResult, Offer } from './result.ts';
import { reasons } from './score.ts';
import { shortOf } from './short.ts';
import { shortageOf } from './shortage.ts';
import { assignWidening, type Problem } from './widening.ts';

/** Candidates to start with, all people together; who might do better with others gets those (see `assignWidening`). */
const FIRST_CANDIDATES = 16_000_000;

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
  const least = Math.max(pledge.offersPerYear, Math.floor(firstCandidates / people.length));
  const [labourers, jobs] = inOrder(people, posts, seed);
  const judge = new BatchJudge(jobs);
  const packed = packPeople(labourers);
  const tell = (row: number) => {
    if (row % 1024 === 0) onProgress((0.5 * row) / labourers.length);
  };
  const judged = judge.judge(packed, least, tell, firstCandidates);
  return {
    labourers,
    jobs,
    judge,
    suitable: judged.suitable,
    pledge,
    ...assignWidening(packed, judge, judged, problemOf(labourers, jobs, pledge)),
  };
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
  const column = () => new Int32Array(labourers.length);
  const [floor, total, had, prospects] = [column(), column(), column(), column()];
  labourers.forEach((l, i) => {
    const places = placesOf(l, pledge);
    floor[i] = places.floor;
    total[i] = places.total;
    had[i] = l.offersThisYear;
    prospects[i] = prospectsOf(l);
  });
  return { floor, total, standing: { had, prospects } };
}

const problemOf = (labourers: readonly LabourerFacts[], jobs: readonly JobFacts[], pledge: Pledge): Problem => ({
  places: placesOfAll(labourers, pledge),
  cap: Int32Array.from(jobs, (j) => Math.max(0, j.capLeft)),
  kept: Int32Array.from(jobs, (j) => keptPlaces(j, pledge)),
});

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
