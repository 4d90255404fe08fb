import type { Candidates, Coverage } from './flow.ts';
import { remember } from './masks.ts';
import type { JobFacts, LabourerFacts } from './model.ts';
import { bonuses, type Standing } from './precedence.ts';
import { type Plan, pick, solveTransport, type Terms } from './transport.ts';

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
  /** On which terms a further candidate would come in, as one of the promise or beyond it. */
  readonly termsOf: (person: number) => readonly Terms[];
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
export function assign(
  all: Candidates,
  places: Places,
  capLeft: Int32Array,
  kept?: Int32Array,
  before?: Coverage,
): Assignment {
  const { total, floor: owed, standing } = places;
  const { edges, origin } = only(all, total, capLeft);
  const tier = new Uint8Array(edges.job.length);
  const [cap, held] = [capLeft.slice(), new Int32Array(total.length)];
  const equals = equalPeople(edges);
  const floor = solveTransport(edges, owed, capLeft, STEP, standing && bonuses(edges, owed, standing), before);
  keep(edges, floor, tier, cap, held, FLOOR);
  evenOut(edges, tier, FLOOR, owed, held, equals);

  const free = cap.map((left, j) => Math.max(0, left - (kept?.[j] ?? 0)));
  const room = total.map((most, i) => most - (held[i] as number));
  const left = only(edges, room, free, tier);
  const beyond = solveTransport(left.edges, room, free, STEP);
  const offers = left.origin ? pick(left.origin, beyond.offers) : beyond.offers;
  keep(edges, { ...beyond, offers }, tier, cap, held, BEYOND);
  evenOut(edges, tier, BEYOND, total, held, equals);
  const termsOf = (i: number) => [floor.termsOf(i), beyond.termsOf(i)].filter((terms) => terms !== undefined);
  return { tier: spread(tier, origin, all.job.length), capLeft: cap, termsOf, promise: floor.coverage };
}

function keep(
  edges: Candidates,
  { offers, people }: Plan,
  tier: Uint8Array,
  cap: Int32Array,
  held: Int32Array,
  mark: number,
): void {
  for (let k = 0; k < offers.length; k++) {
    const [edge, person] = [offers[k] as number, people[k] as number];
    const job = edges.job[edge] as number;
    tier[edge] = mark;
    cap[job] = (cap[job] as number) - 1;
    held[person] = (held[person] as number) + 1;
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

/**
 * The edges of people and jobs that have room, but those taken already; `origin` leads back to the edge each was, where
 * they are not all.
 */
function only(edges: Candidates, room: Int32Array, places: Int32Array, taken?: Uint8Array) {
  if (!taken && room.every((most) => most > 0) && places.every((left) => left > 0)) return { edges };
  const { start: from, job } = edges;
  const start = new Int32Array(from.length);
  const isKept = (e: number) => (places[job[e] as number] as number) > 0 && !taken?.[e];
  const ends = (i: number) => ((room[i] as number) > 0 ? (from[i + 1] as number) : 0);
  for (let i = 0; i + 1 < from.length; i++) {
    let count = start[i] as number;
    for (let e = from[i] as number, end = ends(i); e < end; e++) if (isKept(e)) count++;
    start[i + 1] = count;
  }
  const origin = new Int32Array(start[start.length - 1] as number);
  let at = 0;
  for (let i = 0; i + 1 < from.length; i++) {
    for (let e = from[i] as number, end = ends(i); e < end; e++) if (isKept(e)) origin[at++] = e;
  }
  return { edges: { start, job: pick(job, origin), score: pick(edges.score, origin) }, origin };
}

/** Marks of some edges, put back where those edges were. */
function spread(marks: Uint8Array, origin: Int32Array | undefined, length: number): Uint8Array {
  if (!origin) return marks;
  const all = new Uint8Array(length);
  for (let e = 0; e < origin.length; e++) all[origin[e] as number] = marks[e] as number;
  return all;
}

/** Groups of two or more people with the same suitable jobs at the same scores. */
function equalPeople(edges: Candidates): number[][] {
  const people = edges.start.length - 1;
  // Who is like nobody before stands at the first free place from where their mark leads, as in any table of hashes.
  const size = 2 ** Math.ceil(Math.log2(2 * people + 2));
  const table = new Int32Array(size).fill(-1);
  const groups = new Map<number, number[]>();
  for (let i = 0; i < people; i++) {
    if (edges.start[i] === edges.start[i + 1]) continue;
    let at = markOf(edges, i) & (size - 1);
    while ((table[at] as number) >= 0 && !areEqual(edges, table[at] as number, i)) at = (at + 1) & (size - 1);
    const like = table[at] as number;
    if (like < 0) table[at] = i;
    else remember(groups, like, () => [like]).push(i);
  }
  return [...groups.values()];
}

/** Of who has equal candidates the same: a few of them tell nearly all others apart. */
function markOf({ start, job, score }: Candidates, person: number): number {
  const [from, end] = [start[person] as number, start[person + 1] as number];
  let mark = end - from;
  for (const e of [from, (from + end) >> 1, end - 1]) {
    mark = Math.imul(mark, 31) + (job[e] as number);
    mark = Math.imul(mark, 0x01000193) + (score[e] as number);
  }
  return mark ^ (mark >>> 15);
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
function evenOut(
  edges: Candidates,
  tier: Uint8Array,
  mark: number,
  most: Int32Array,
  held: Int32Array,
  groups: number[][],
): void {
  for (const group of groups) {
    const shares = group.map((person) => held[person] as number);
    while (moveFromRichToPoor(edges, tier, mark, most, group, shares));
    for (const [k, person] of group.entries()) held[person] = shares[k] as number;
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
