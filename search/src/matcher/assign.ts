import type { Candidates, Coverage } from './flow.ts';
import type { JobFacts, LabourerFacts } from './model.ts';
import { bonuses, type Standing } from './precedence.ts';
import { type Gain, pick, solveTransport } from './transport.ts';

/** What a county promises everybody (D-038), and how much it puts into one hand. */
export interface Pledge {
  /** Distinct postings a person is promised in a calendar year. */
  readonly offersPerYear: number;
  /** Unanswered offers a person may hold, beyond the promise. */
  readonly unansweredMax: number;
  /** Offers that a vacancy may be out in for each person it seeks. */
  readonly capFactor: number;
}

export const PLEDGE: Pledge = { offersPerYear: 5, unansweredMax: 5, capFactor: 6 };

/** Of each person, in the order of the candidates. */
export interface Places {
  /** Offers of the promise still owed this year. */
  readonly floor: Int32Array;
  /** Offers that may be delivered in this run all told; never under `floor`. */
  readonly total: Int32Array;
  /** Where this is not told, scores alone decide among equally many offers. */
  readonly standing?: Standing;
}

export const FLOOR = 1;
export const BEYOND = 2;

export interface Assignment {
  /** Per candidate edge: 0 not offered, else FLOOR or BEYOND. */
  readonly tier: Uint8Array;
  /** Places every job has left afterwards. */
  readonly capLeft: Int32Array;
  readonly gain: Gain;
  /** The cut that proves that no more of the promise can be kept. */
  readonly promise: Coverage;
}

/** What a person may be given: the promise first, beyond it no more than fills their hand of unanswered offers. */
export function placesOf(
  { offersThisYear, unanswered }: Pick<LabourerFacts, 'offersThisYear' | 'unanswered'>,
  { offersPerYear, unansweredMax }: Pick<Pledge, 'offersPerYear' | 'unansweredMax'>,
): { floor: number; total: number } {
  const floor = Math.max(0, offersPerYear - offersThisYear);
  return { floor, total: Math.max(floor, unansweredMax - unanswered) };
}

/** Offers of a vacancy kept for the promise to those still to come: one a head, where a head takes more than one. */
export const keptPlaces = ({ headCount }: Pick<JobFacts, 'headCount'>, { capFactor }: Pledge): number =>
  capFactor > 1 ? headCount : 0;

/** Points a single offer may fall short of the greatest sum by; of about 300,000 that a usual offer brings. */
const STEP = 1_000;

/**
 * Assignment in two tiers. The floor: as many promised offers as the caps allow at all, then the greatest sum of
 * scores and bonuses (within STEP an offer; see `bonusOf`). Beyond it: the greatest sum of scores over what hands have left, and
 * vacancies without the places `kept` for the promise to those still to come. People with equal candidates get equal
 * shares.
 */
export function assign(all: Candidates, places: Places, capLeft: Int32Array, kept?: Int32Array): Assignment {
  const { total, floor: owed, standing } = places;
  const { edges, origin } = only(
    all,
    (i) => (total[i] as number) > 0,
    (e) => (capLeft[all.job[e] as number] as number) > 0,
  );
  const tier = new Uint8Array(edges.job.length);
  const cap = capLeft.slice();
  const equals = equalPeople(edges);
  const floor = solveTransport(edges, owed, capLeft, STEP, standing && bonuses(edges, owed, standing));
  keep(edges, floor.taken, tier, cap, FLOOR);
  evenOut(edges, tier, FLOOR, owed, equals);

  const free = cap.map((left, j) => Math.max(0, left - (kept?.[j] ?? 0)));
  const room = total.map((most, i) => most - heldBy(edges, tier, i));
  const left = only(
    edges,
    (i) => (room[i] as number) > 0,
    (e) => !tier[e] && (free[edges.job[e] as number] as number) > 0,
  );
  const beyond = solveTransport(left.edges, room, free, STEP);
  keep(edges, spread(beyond.taken, left.origin, tier.length), tier, cap, BEYOND);
  evenOut(edges, tier, BEYOND, total, equals);
  const gain: Gain = (i, job, score) => Math.max(floor.gain(i, job, score), beyond.gain(i, job, score));
  return { tier: spread(tier, origin, all.job.length), capLeft: cap, gain, promise: floor.coverage };
}

function keep(edges: Candidates, taken: Uint8Array, tier: Uint8Array, cap: Int32Array, mark: number): void {
  for (let e = 0; e < taken.length; e++) {
    if (!taken[e]) continue;
    tier[e] = mark;
    const job = edges.job[e] as number;
    cap[job] = (cap[job] as number) - 1;
  }
}

/** How many candidates of a person carry a mark. */
export function heldBy(edges: Candidates, marks: Uint8Array, person: number): number {
  let held = 0;
  for (let e = edges.start[person] as number, end = edges.start[person + 1] as number; e < end; e++) {
    if (marks[e]) held++;
  }
  return held;
}

/** Some of the edges; `origin` leads back to the edge each was. */
function only(edges: Candidates, isOf: (person: number) => boolean, isKept: (edge: number) => boolean) {
  const people = edges.start.length - 1;
  const start = new Int32Array(people + 1);
  const origin = new Int32Array(edges.job.length);
  let count = 0;
  for (let i = 0; i < people; i++) {
    const end = isOf(i) ? (edges.start[i + 1] as number) : 0;
    for (let e = edges.start[i] as number; e < end; e++) if (isKept(e)) origin[count++] = e;
    start[i + 1] = count;
  }
  if (count === origin.length) return { edges, origin };
  const kept = origin.subarray(0, count);
  return { edges: { start, job: pick(edges.job, kept), score: pick(edges.score, kept) }, origin: kept };
}

/** Marks of some edges, put back where those edges were. */
function spread(marks: Uint8Array, origin: Int32Array, length: number): Uint8Array {
  const all = new Uint8Array(length);
  for (let e = 0; e < origin.length; e++) all[origin[e] as number] = marks[e] as number;
  return all;
}

/** Groups of two or more people, of some or of all, with the same suitable jobs at the same scores. */
export function equalPeople(edges: Candidates, some?: Int32Array): number[][] {
  const byHash = new Map<number, number[][]>();
  for (const i of some ?? edges.start.subarray(1).keys()) {
    if (edges.start[i] === edges.start[i + 1]) continue;
    const hash = hashOf(edges, i);
    const groups = byHash.get(hash) ?? [];
    if (groups.length === 0) byHash.set(hash, groups);
    const group = groups.find((members) => areEqual(edges, members[0] as number, i));
    if (group) group.push(i);
    else groups.push([i]);
  }
  return [...byHash.values()].flat().filter((group) => group.length > 1);
}

function hashOf({ start, job, score }: Candidates, person: number): number {
  let hash = 17;
  for (let e = start[person] as number, end = start[person + 1] as number; e < end; e++) {
    hash = Math.imul(Math.imul(hash, 31) + (job[e] as number), 31) + (score[e] as number);
  }
  return hash;
}

function areEqual({ start, job, score }: Candidates, a: number, b: number): boolean {
  const [from, other] = [start[a] as number, start[b] as number];
  const degree = (start[a + 1] as number) - from;
  if (degree !== (start[b + 1] as number) - other) return false;
  for (let k = 0; k < degree; k++) {
    if (job[from + k] !== job[other + k] || score[from + k] !== score[other + k]) return false;
  }
  return true;
}

/**
 * Among equals an offer is worth the same to each, so moving one from who has most to who has least changes neither
 * the number nor the sum; done until no two of them with room differ by more than one.
 */
function evenOut(edges: Candidates, tier: Uint8Array, mark: number, most: Int32Array, groups: number[][]): void {
  for (const group of groups) {
    const shares = group.map((person) => heldBy(edges, tier, person));
    while (moveFromRichToPoor(edges, tier, mark, most, group, shares));
  }
}

function moveFromRichToPoor(
  edges: Candidates,
  tier: Uint8Array,
  mark: number,
  most: Int32Array,
  group: number[],
  shares: number[],
): boolean {
  const hasRoom = (k: number) => (shares[k] as number) < (most[group[k] as number] as number);
  const poor = shares.reduce((best, n, k) => (hasRoom(k) && (best < 0 || n < (shares[best] as number)) ? k : best), -1);
  if (poor < 0) return false;
  const least = shares[poor] as number;
  const richer = group.map((_, k) => k).filter((k) => (shares[k] as number) > least + 1);
  richer.sort((a, b) => (shares[b] as number) - (shares[a] as number) || a - b);
  const rich = richer.find((k) => moveOne(edges, tier, mark, group[k] as number, group[poor] as number));
  if (rich === undefined) return false;
  shares[rich] = (shares[rich] as number) - 1;
  shares[poor] = least + 1;
  return true;
}

/** Hands one offer of this tier that the poorer does not hold yet over to them. */
function moveOne(edges: Candidates, tier: Uint8Array, mark: number, rich: number, poor: number): boolean {
  const [from, to] = [edges.start[rich] as number, edges.start[poor] as number];
  const degree = (edges.start[rich + 1] as number) - from;
  for (let k = 0; k < degree; k++) {
    if (tier[from + k] !== mark || tier[to + k] !== 0) continue;
    tier[from + k] = 0;
    tier[to + k] = mark;
    return true;
  }
  return false;
}
