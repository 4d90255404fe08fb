import { assign, BEYOND, PROMISED_OFFERS, placesOf } from './assign.ts';
import type { Candidates } from './flow.ts';
import type { JobFacts, LabourerFacts } from './model.ts';
import { fits, unmetRules } from './rule.ts';
import type { MatchResult, Offer, Short } from './run.ts';
import { reasons, score } from './score.ts';

/** A repeatable order that favours nobody: by a hash of seed and id, so neither input order nor age of a card counts. */
export function inDrawnOrder<T extends { readonly id: string }>(rows: readonly T[], seed: number): T[] {
  const drawn = rows.map((row) => ({ row, lot: lotOf(row.id, seed) }));
  return drawn.sort((a, b) => a.lot - b.lot || (a.row.id < b.row.id ? -1 : 1)).map(({ row }) => row);
}

function lotOf(id: string, seed: number): number {
  let hash = Math.imul(seed, 0x9e3779b1) ^ 0x811c9dc5;
  for (let k = 0; k < id.length; k++) hash = Math.imul(hash ^ id.charCodeAt(k), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Every pair in turn by the plain rule: what every faster way must equal. */
export function judgePlainly(labourers: readonly LabourerFacts[], jobs: readonly JobFacts[]): Candidates {
  const start = new Int32Array(labourers.length + 1);
  const [job, worth]: [number[], number[]] = [[], []];
  labourers.forEach((l, i) => {
    jobs.forEach((j, k) => {
      if (!fits(l, j)) return;
      job.push(k);
      worth.push(score(l, j));
    });
    start[i + 1] = job.length;
  });
  return { start, job: Int32Array.from(job), score: Int32Array.from(worth) };
}

export function matchPlainly(
  people: readonly LabourerFacts[],
  posts: readonly JobFacts[],
  seed: number,
  onProgress: (share: number) => void = () => {},
): MatchResult {
  const [labourers, jobs] = [inDrawnOrder(people, seed), inDrawnOrder(posts, seed)];
  const edges = judgePlainly(labourers, jobs);
  onProgress(0.5);
  return { ...conclude(labourers, jobs, edges), pairsJudged: labourers.length * jobs.length };
}

/** Assigns over judged candidates and says what came of it. */
export function conclude(labourers: readonly LabourerFacts[], jobs: readonly JobFacts[], edges: Candidates) {
  const places = labourers.map((l) => placesOf(l.offersThisYear, l.unanswered));
  const floor = Int32Array.from(places, (place) => place.floor);
  const total = Int32Array.from(places, (place) => place.total);
  const cap = Int32Array.from(jobs, (j) => Math.max(0, j.capLeft));
  const { tier, capLeft } = assign(edges, { floor, total }, cap);
  const offers: Offer[] = [];
  const had = Int32Array.from(labourers, (l) => l.offersThisYear);
  labourers.forEach((l, i) => {
    for (let e = edges.start[i] as number, end = edges.start[i + 1] as number; e < end; e++) {
      if (!tier[e]) continue;
      const j = jobs[edges.job[e] as number] as JobFacts;
      const named = tier[e] === BEYOND ? 'beyond' : 'floor';
      offers.push({
        labourerId: l.id,
        jobId: j.id,
        score: edges.score[e] as number,
        reasons: reasons(l, j),
        tier: named,
      });
      had[i]!++;
    }
  });
  const suitable = (i: number) => (edges.start[i + 1] as number) - (edges.start[i] as number);
  return {
    offers,
    suitablePairs: edges.job.length,
    labourersWithFive: had.filter((n) => n >= PROMISED_OFFERS).length,
    jobsAtCap: capLeft.filter((n) => n === 0).length,
    short: shortOf(labourers, jobs, had, suitable),
  };
}

/**
 * For everybody below five: no suitable job at all → the rule that shuts out most jobs; fewer suitable than owed →
 * few_suitable; else the vacancies were full.
 */
function shortOf(
  labourers: readonly LabourerFacts[],
  jobs: readonly JobFacts[],
  had: Int32Array,
  suitable: (i: number) => number,
): Short[] {
  const counts = new Map<Short['reason'], number>();
  labourers.forEach((l, i) => {
    if ((had[i] as number) >= PROMISED_OFFERS) return;
    const reason =
      suitable(i) === 0 ? strictestRule(l, jobs) : owed(l) > suitable(i) ? 'few_suitable' : 'vacancies_full';
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  });
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
}

const owed = (l: LabourerFacts) => PROMISED_OFFERS - l.offersThisYear;

function strictestRule(l: LabourerFacts, jobs: readonly JobFacts[]): Short['reason'] {
  const shut = new Map<Short['reason'], number>();
  for (const job of jobs) for (const rule of unmetRules(l, job)) shut.set(rule, (shut.get(rule) ?? 0) + 1);
  const [worst] = [...shut].sort((a, b) => b[1] - a[1]);
  return worst ? worst[0] : 'few_suitable';
}
