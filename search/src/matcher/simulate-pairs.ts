import { PLEDGE } from './assign.ts';
import { BatchJudge } from './batch.ts';
import { type Candidates, personOfEdges } from './flow.ts';
import type { JobFacts, LabourerFacts } from './model.ts';
import { byWork, inDrawnOrder } from './order.ts';
import { suitableCounts } from './prospects.ts';
import { freshPoints } from './score.ts';
import type { Dated, Kept, Town } from './simulate.ts';
import { solveTransport } from './transport.ts';

/** Every suitable pair of the year of which both are ever there together, in the order drawn. */
export interface Pairs extends Candidates {
  readonly people: readonly Dated<LabourerFacts>[];
  readonly jobs: readonly Dated<JobFacts>[];
  /** The person of each pair; its `score` is without the points for freshness. */
  readonly personOf: Int32Array;
  /** Postings of the year before and of this one until they came that suit each person. */
  readonly past: Int32Array;
}

/** So old that freshness brings nothing. */
const STALE_DAYS = 30;

export function pairsOf(town: Town, seed: number): Pairs {
  const people = inDrawnOrder(town.people, seed, ({ facts }) => facts.id);
  const jobs = byWork(town.jobs, seed, ({ facts }) => facts);
  const labourers = people.map(({ facts }) => facts);
  const stale = jobs.map(({ facts }) => ({ ...facts, ageDays: STALE_DAYS }));
  const judged = new BatchJudge(stale).judge(labourers, Number.POSITIVE_INFINITY);
  const edges = whoMeet(judged, people, jobs);
  const past = suitableCounts(labourers, town.past ?? []);
  people.forEach(({ from }, i) => {
    for (let e = judged.start[i] as number; e < (judged.start[i + 1] as number); e++) {
      const job = jobs[judged.job[e] as number] as Dated<JobFacts>;
      if (job.until <= from) past[i] = (past[i] as number) + 1;
    }
  });
  return { people, jobs, ...edges, personOf: personOfEdges(edges), past };
}

function whoMeet(edges: Candidates, people: readonly Dated<unknown>[], jobs: readonly Dated<unknown>[]): Candidates {
  const start = new Int32Array(people.length + 1);
  const [job, score]: [number[], number[]] = [[], []];
  people.forEach((person, i) => {
    for (let e = edges.start[i] as number; e < (edges.start[i + 1] as number); e++) {
      const other = jobs[edges.job[e] as number] as Dated<unknown>;
      if (person.from >= other.until || other.from >= person.until) continue;
      job.push(edges.job[e] as number);
      score.push(edges.score[e] as number);
    }
    start[i + 1] = job.length;
  });
  return { start, job: Int32Array.from(job), score: Int32Array.from(score) };
}

/** The best plan over all pairs of the year, each job as fresh as on its first day. */
export function knowingAll({ people, jobs, start, job, score }: Pairs): Kept {
  const fresh = score.map((points) => points + freshPoints(0));
  const need = Int32Array.from(people, ({ facts }) => Math.max(0, PLEDGE.offersPerYear - facts.offersThisYear));
  const cap = Int32Array.from(jobs, ({ facts }) => Math.max(0, facts.capLeft));
  const plan = solveTransport({ start, job, score: fresh }, need, cap, 1);
  const keptBy = new Int32Array(people.length);
  let weight = 0;
  plan.offers.forEach((e, k) => {
    const person = plan.people[k] as number;
    keptBy[person] = (keptBy[person] as number) + 1;
    weight += fresh[e] as number;
  });
  return { kept: keptBy.reduce((sum, n) => sum + n, 0), weight, spread: spreadOf(start, keptBy) };
}

/** How many people were kept 0, 1, … offers of the promise, of those whom anything suits. */
export function spreadOf(start: Int32Array, keptBy: Int32Array): number[] {
  const spread = new Array<number>(PLEDGE.offersPerYear + 1).fill(0);
  keptBy.forEach((n, i) => {
    if (start[i] !== start[i + 1]) spread[n] = (spread[n] as number) + 1;
  });
  return spread;
}
