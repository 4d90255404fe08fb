import { DEMANDS, EDUCATIONS, type JobFacts, type LabourerFacts, REACHES, SHIFTS, type SkillHeld } from './model.ts';
import { COUNTY_LEVEL, depthOf, LEVEL_DIGITS } from './place.ts';
import {
  bearsAll,
  countsAsSkill,
  isOfAge,
  paysEnough,
  refusalCovers,
  skillMeets,
  tradeMeets,
  wishMeets,
} from './rule.ts';

/** One bit per job, 32 to a word. */
export type Mask = Int32Array;
/** Stretches of jobs, each from its first to before its last, in order and apart from each other. */
export type Runs = readonly number[];

/**
 * The rules of rule.ts as sets of jobs. Each value that a labourer can bring to a rule (a wish, an age, a village and
 * how far from it …) is asked once of every distinct value among the jobs and remembered; a labourer is then judged
 * against 32 jobs by a handful of ANDs, and only where there is work of the kinds that they want. Jobs sorted by
 * occupation keep those stretches few and short. What a rule says of a labourer is written to `into`, `words` numbers
 * from `at`.
 */
export class JobMasks {
  readonly words: number;
  private readonly all: Mask;
  private readonly none: Mask;
  private readonly verified: Mask;
  private readonly atHome: Mask;
  private readonly easy: Mask;
  private readonly occupations: Facet<string>;
  private readonly asked: Facet<readonly string[]>;
  private readonly regions: Facet<string>;
  private readonly pays: Facet<number>;
  private readonly ages: Facet<readonly [number, number]>;
  private readonly schoolings: Facet<number>;
  /** By shift, in the order of SHIFTS. */
  private readonly shifts: readonly Mask[];
  private readonly comforts: Facet<readonly [boolean, boolean]>;
  private readonly wishRuns = new Map<string, Runs>();
  private readonly tradeRuns = new Map<string, Runs>();
  private readonly refusalRuns = new Map<string, Runs>();
  private readonly skillMasks = new Map<string, Mask>();
  private readonly areaMasks = new Map<string, Mask>();
  private readonly ageMasks = new Map<number, Mask>();
  private readonly payMasks = new Map<number, Mask>();
  private readonly caredFor = new Map<number, Mask>();
  private readonly schooled = new Map<number, Mask>();
  /** By demand, in the order of DEMANDS: the jobs that somebody who cannot meet it can do. */
  private readonly without: readonly Mask[];
  private readonly everywhere: Runs;

  constructor(jobs: readonly JobFacts[]) {
    const facet = <Value>(read: (job: JobFacts) => Value) => new Facet(jobs, read);
    this.words = (jobs.length + 31) >>> 5;
    this.all = facet(() => 0).where(() => true);
    this.none = facet(() => 0).where(() => false);
    this.verified = facet((j) => j.employerState).where((state) => state === 'verified');
    this.atHome = facet((j) => j.kind).where((kind) => kind === 'home_based');
    this.asked = new Facet(jobs, (j) => j.skillCodes, groupsOf);
    this.easy = this.asked.where((codes) => codes.length === 0);
    this.occupations = new Facet(
      jobs,
      (j) => j.occupationCode,
      (code) => groupsOf([code]),
    );
    this.regions = facet((j) => j.regionCode);
    this.pays = facet((j) => j.payMinFen);
    this.ages = facet((j) => [j.ageMin ?? 0, j.ageMax ?? Number.POSITIVE_INFINITY] as const);
    this.schoolings = facet((j) => EDUCATIONS.indexOf(j.educationMin));
    const shifts = facet((j) => j.shift);
    this.shifts = SHIFTS.map((own) => shifts.where((shift) => own === shift));
    const demands = facet((j) => j.demands);
    this.without = DEMANDS.map((limit) => demands.where((asked) => bearsAll([limit], asked)));
    this.comforts = facet((j) => [j.hasLodging, j.hasBoard] as const);
    this.everywhere = [0, jobs.length];
  }

  private within(home: string, level: number): Mask {
    const digits = LEVEL_DIGITS[level];
    if (digits === undefined) return this.all;
    const area = depthOf(home) >= digits ? home.slice(0, digits) : 'none';
    const isThere = (code: string) => code.startsWith(area) && depthOf(code) >= digits;
    return remember(this.areaMasks, area, () => this.regions.where(isThere));
  }

  /** employer_state, reach, home_every_night, lodging. */
  place({ regionCode, reach, homeEveryNight, needsLodging, needsBoard }: LabourerFacts, into: Mask, at: number): void {
    const { atHome, verified } = this;
    const reached = this.within(regionCode, REACHES.indexOf(reach));
    const county = this.within(regionCode, COUNTY_LEVEL);
    const cared = remember(this.caredFor, +needsLodging + 2 * +needsBoard, () =>
      this.comforts.where(([bed, board]) => (!needsLodging || bed) && (!needsBoard || board)),
    );
    const away = homeEveryNight ? this.none : cared;
    for (let w = 0; w < this.words; w++) {
      const home = atHome[w] as number;
      const inCounty = county[w] as number;
      const isNear = (reached[w] as number) | (inCounty & home);
      into[at + w] = isNear & (inCounty | home | (away[w] as number)) & (verified[w] as number);
    }
  }

  /** occupation: where the jobs are that somebody wants or has learned. Writes stretches; how many numbers they take. */
  work({ wishes, skills }: LabourerFacts, into: Int32Array): number {
    if (wishes.length === 0) return addRuns(this.everywhere, into, 0);
    let count = 0;
    for (const wish of wishes) count = addRuns(this.runsOf(this.wishRuns, wish, wishMeets), into, count);
    for (const { code } of skills) count = addRuns(this.runsOf(this.tradeRuns, code, tradeMeets), into, count);
    return count;
  }

  private runsOf(known: Map<string, Runs>, own: string, meets: (own: string, code: string) => boolean): Runs {
    return remember(known, own, () => this.occupations.runs((code) => meets(own, code), own));
  }

  /** skill: jobs that ask for none, or for one that is held. */
  ability({ skills }: LabourerFacts, into: Mask, at: number): void {
    into.set(this.easy, at);
    for (const skill of skills) if (countsAsSkill(skill)) addMask(this.skillMask(skill), into, at);
  }

  private skillMask(skill: SkillHeld): Mask {
    const meets = (codes: readonly string[]) => codes.some((asked) => skillMeets(skill, asked));
    return remember(this.skillMasks, skill.code, () => this.asked.where(meets, skill.code));
  }

  /** refusal of an occupation: where its jobs are. */
  refused(occupation: string): Runs {
    return this.runsOf(this.refusalRuns, occupation, refusalCovers);
  }

  /** pay_floor and age. */
  terms({ age, payFloorFen }: LabourerFacts, into: Mask, at: number): void {
    into.set(
      remember(this.ageMasks, age, () => this.ages.where(([min, max]) => isOfAge(age, min, max))),
      at,
    );
    const paid = remember(this.payMasks, payFloorFen, () => this.pays.where((pay) => paysEnough(payFloorFen, pay)));
    keepMask(paid, into, at);
  }

  /** health: a job that asks for none of several things is one that asks not for the first, nor for the second … */
  body({ limits }: LabourerFacts, into: Mask, at: number): void {
    into.set(this.all, at);
    for (const limit of limits) keepMask(this.without[DEMANDS.indexOf(limit)] as Mask, into, at);
  }

  /** education and shift. */
  hours({ education, shifts }: LabourerFacts, into: Mask, at: number): void {
    into.set(this.none, at);
    for (const shift of shifts) addMask(this.shifts[SHIFTS.indexOf(shift)] as Mask, into, at);
    const level = EDUCATIONS.indexOf(education);
    keepMask(
      remember(this.schooled, level, () => this.schoolings.where((least) => level >= least)),
      into,
      at,
    );
  }
}

/** Codes of the occupation tree that lie in different groups never hold each other. */
const GROUP_DIGITS = 2;
const groupsOf = (codes: readonly string[]) => new Set(codes.map((code) => code.slice(0, GROUP_DIGITS)));

/**
 * The distinct values of one fact among the jobs: a rule is asked once of each, not once of every job; and where the
 * values are codes, only of those of the group that is asked for.
 */
class Facet<Value> {
  private readonly values: Value[] = [];
  private readonly jobsOf: number[][] = [];
  private readonly ofGroup = new Map<string, number[]>();
  private readonly words: number;

  constructor(
    jobs: readonly JobFacts[],
    read: (job: JobFacts) => Value,
    groups: (value: Value) => Iterable<string> = () => [],
  ) {
    this.words = (jobs.length + 31) >>> 5;
    const known = new Map<string, number[]>();
    jobs.forEach((job, k) => {
      const value = read(job);
      remember(known, String(value), () => {
        for (const group of groups(value)) remember(this.ofGroup, group, () => []).push(this.values.length);
        this.values.push(value);
        const holders: number[] = [];
        this.jobsOf.push(holders);
        return holders;
      }).push(k);
    });
  }

  where(test: (value: Value) => boolean, code?: string): Mask {
    const mask = new Int32Array(this.words);
    for (const jobs of this.meeting(test, code)) {
      for (const k of jobs) mask[k >> 5] = (mask[k >> 5] as number) | (1 << (k & 31));
    }
    return mask;
  }

  /** The same jobs as `where` says, as stretches. */
  runs(test: (value: Value) => boolean, code: string): Runs {
    const ends: number[] = [];
    for (const k of this.meeting(test, code)
      .flat()
      .sort((a, b) => a - b)) {
      if (ends.at(-1) === k) ends[ends.length - 1] = k + 1;
      else ends.push(k, k + 1);
    }
    return ends;
  }

  private meeting(test: (value: Value) => boolean, code = ''): number[][] {
    const asked =
      code.length < GROUP_DIGITS ? this.values.keys() : (this.ofGroup.get(code.slice(0, GROUP_DIGITS)) ?? []);
    const met: number[][] = [];
    for (const id of asked) if (test(this.values[id] as Value)) met.push(this.jobsOf[id] as number[]);
    return met;
  }
}

/** What stands under the key, built on the first asking. */
export function remember<Key, Value>(known: Map<Key, Value>, key: Key, build: () => Value): Value {
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = build();
  known.set(key, value);
  return value;
}

function keepMask(mask: Mask, into: Mask, at: number): void {
  for (let w = 0; w < mask.length; w++) into[at + w] = (into[at + w] as number) & (mask[w] as number);
}

function addMask(mask: Mask, into: Mask, at: number): void {
  for (let w = 0; w < mask.length; w++) into[at + w] = (into[at + w] as number) | (mask[w] as number);
}

/** Adds stretches to the `count` numbers of those in `into`, which stay in order and apart; how many they are now. */
function addRuns(runs: Runs, into: Int32Array, count: number): number {
  let now = count;
  for (let r = 0; r < runs.length; r += 2) now = addRun(runs[r] as number, runs[r + 1] as number, into, now);
  return now;
}

function addRun(from: number, to: number, into: Int32Array, count: number): number {
  let first = count;
  while (first > 0 && (into[first - 1] as number) >= from) first -= 2;
  let [start, end, after] = [from, to, first];
  for (; after < count && (into[after] as number) <= to; after += 2) {
    start = Math.min(start, into[after] as number);
    end = Math.max(end, into[after + 1] as number);
  }
  into.copyWithin(first + 2, after, count);
  into[first] = start;
  into[first + 1] = end;
  return count + first + 2 - after;
}
