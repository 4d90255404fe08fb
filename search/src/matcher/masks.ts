import {
  DEMANDS,
  type Demand,
  EDUCATIONS,
  type JobFacts,
  type LabourerFacts,
  REACHES,
  SHIFTS,
  type Shift,
  type SkillHeld,
} from './model.ts';
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

/** A mask and the words outside which it is empty. */
export interface PlaceMask {
  readonly mask: Mask;
  readonly from: number;
  readonly to: number;
}

/**
 * The rules of rule.ts as sets of jobs. Each value that a labourer can bring to a rule (a wish, an age, a village and
 * how far from it …) is asked once of every distinct value among the jobs and remembered as a mask; a labourer is then
 * judged against 32 jobs by a handful of ANDs. Jobs sorted by region keep the masks of near places short.
 */
export class JobMasks {
  readonly words: number;
  private readonly all: Mask;
  private readonly verified: Mask;
  private readonly atHome: Mask;
  private readonly easy: Mask;
  private readonly occupations: Facet<string>;
  private readonly asked: Facet<readonly string[]>;
  private readonly regions: Facet<string>;
  private readonly pays: Facet<number>;
  private readonly ages: Facet<readonly [number, number]>;
  private readonly schoolings: Facet<number>;
  private readonly shifts: Facet<Shift>;
  private readonly demands: Facet<readonly Demand[]>;
  private readonly comforts: Facet<readonly [boolean, boolean]>;
  private readonly wishMasks = new Map<string, Mask>();
  private readonly tradeMasks = new Map<string, Mask>();
  private readonly skillMasks = new Map<string, Mask>();
  private readonly refusalMasks = new Map<string, Mask>();
  private readonly areaMasks = new Map<string, Mask>();
  private readonly placeMasks = new Map<string, PlaceMask>();
  private readonly termMasks = new Map<number, Mask>();
  private readonly ageMasks = new Map<number, Mask>();
  private readonly bodyMasks = new Map<number, Mask>();
  private readonly hourMasks = new Map<number, Mask>();
  private readonly wanted: Mask;
  private readonly able: Mask;

  constructor(jobs: readonly JobFacts[]) {
    const facet = <Value>(read: (job: JobFacts) => Value) => new Facet(jobs, read);
    this.words = (jobs.length + 31) >>> 5;
    this.all = facet(() => 0).where(() => true);
    this.verified = facet((j) => j.employerState).where((state) => state === 'verified');
    this.atHome = facet((j) => j.kind).where((kind) => kind === 'home_based');
    this.asked = facet((j) => j.skillCodes);
    this.easy = this.asked.where((codes) => codes.length === 0);
    this.occupations = facet((j) => j.occupationCode);
    this.regions = facet((j) => j.regionCode);
    this.pays = facet((j) => j.payMinFen);
    this.ages = facet((j) => [j.ageMin ?? 0, j.ageMax ?? Number.POSITIVE_INFINITY] as const);
    this.schoolings = facet((j) => EDUCATIONS.indexOf(j.educationMin));
    this.shifts = facet((j) => j.shift);
    this.demands = facet((j) => j.demands);
    this.comforts = facet((j) => [j.hasLodging, j.hasBoard] as const);
    this.wanted = new Int32Array(this.words);
    this.able = new Int32Array(this.words);
  }

  private within(home: string, level: number): Mask {
    const digits = LEVEL_DIGITS[level];
    if (digits === undefined) return this.all;
    const area = depthOf(home) >= digits ? home.slice(0, digits) : 'none';
    const isThere = (code: string) => code.startsWith(area) && depthOf(code) >= digits;
    return remember(this.areaMasks, area, () => this.regions.where(isThere));
  }

  /** employer_state, reach, home_every_night, lodging. */
  place(l: LabourerFacts): PlaceMask {
    const level = REACHES.indexOf(l.reach);
    // Beyond the town nobody's own village matters: people of one county share a mask.
    const area = l.regionCode.slice(0, LEVEL_DIGITS[Math.min(level, COUNTY_LEVEL)]);
    const needs = +l.homeEveryNight + 2 * +l.needsLodging + 4 * +l.needsBoard;
    const key = `${area} ${depthOf(l.regionCode)} ${level} ${needs}`;
    return remember(this.placeMasks, key, () => trimmed(this.buildPlace(l, level)));
  }

  private buildPlace(l: LabourerFacts, level: number): Mask {
    const [reached, county] = [this.within(l.regionCode, level), this.within(l.regionCode, COUNTY_LEVEL)];
    const cared = this.comforts.where(([bed, board]) => (!l.needsLodging || bed) && (!l.needsBoard || board));
    return reached.map((word, w) => {
      const home = this.atHome[w] as number;
      const inCounty = county[w] as number;
      const away = l.homeEveryNight ? 0 : (cared[w] as number);
      return (word | (inCounty & home)) & (inCounty | home | away) & (this.verified[w] as number);
    });
  }

  /** occupation, skill and the occupations refused; good between the words told, until the next call. */
  trade(l: LabourerFacts, from: number, to: number): Mask {
    const { wanted, able } = this;
    copy(wanted, l.wishes.length === 0 ? this.all : undefined, from, to);
    copy(able, this.easy, from, to);
    for (const wish of l.wishes) add(wanted, this.occupationMask(this.wishMasks, wish, wishMeets), from, to);
    for (const skill of l.skills) {
      add(wanted, this.occupationMask(this.tradeMasks, skill.code, tradeMeets), from, to);
      if (countsAsSkill(skill)) add(able, this.skillMask(skill), from, to);
    }
    for (let w = from; w < to; w++) wanted[w] = (wanted[w] as number) & (able[w] as number);
    for (const refused of l.refusedOccupations) {
      const no = this.occupationMask(this.refusalMasks, refused, refusalCovers);
      for (let w = from; w < to; w++) wanted[w] = (wanted[w] as number) & ~(no[w] as number);
    }
    return wanted;
  }

  private occupationMask(known: Map<string, Mask>, own: string, meets: (own: string, code: string) => boolean): Mask {
    return remember(known, own, () => this.occupations.where((code) => meets(own, code)));
  }

  private skillMask(skill: SkillHeld): Mask {
    return remember(this.skillMasks, skill.code, () =>
      this.asked.where((codes) => codes.some((asked) => skillMeets(skill, asked))),
    );
  }

  /** pay_floor and age. */
  terms(l: LabourerFacts): Mask {
    return remember(this.termMasks, l.payFloorFen * 256 + l.age, () => {
      const aged = remember(this.ageMasks, l.age, () => this.ages.where(([min, max]) => isOfAge(l.age, min, max)));
      return this.pays.where((pay) => paysEnough(l.payFloorFen, pay)).map((word, w) => word & (aged[w] as number));
    });
  }

  /** health. */
  body(l: LabourerFacts): Mask {
    const key = l.limits.reduce((bits, limit) => bits | (1 << DEMANDS.indexOf(limit)), 0);
    return remember(this.bodyMasks, key, () => this.demands.where((demands) => bearsAll(l.limits, demands)));
  }

  /** education and shift. */
  hours(l: LabourerFacts): Mask {
    const level = EDUCATIONS.indexOf(l.education);
    const key = l.shifts.reduce((bits, shift) => bits | (16 << SHIFTS.indexOf(shift)), level);
    return remember(this.hourMasks, key, () => {
      const free = this.shifts.where((shift) => l.shifts.includes(shift));
      return this.schoolings.where((least) => level >= least).map((word, w) => word & (free[w] as number));
    });
  }
}

/** The distinct values of one fact among the jobs: a rule is asked once of each, not once of every job. */
class Facet<Value> {
  private readonly values: Value[] = [];
  private readonly jobsOf: number[][] = [];
  private readonly words: number;

  constructor(jobs: readonly JobFacts[], read: (job: JobFacts) => Value) {
    this.words = (jobs.length + 31) >>> 5;
    const known = new Map<string, number[]>();
    jobs.forEach((job, k) => {
      const value = read(job);
      remember(known, String(value), () => {
        this.values.push(value);
        const holders: number[] = [];
        this.jobsOf.push(holders);
        return holders;
      }).push(k);
    });
  }

  where(test: (value: Value) => boolean): Mask {
    const mask = new Int32Array(this.words);
    this.values.forEach((value, id) => {
      if (!test(value)) return;
      for (const k of this.jobsOf[id] as number[]) mask[k >> 5] = (mask[k >> 5] as number) | (1 << (k & 31));
    });
    return mask;
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

function copy(into: Mask, mask: Mask | undefined, from: number, to: number): void {
  for (let w = from; w < to; w++) into[w] = mask === undefined ? 0 : (mask[w] as number);
}

function add(into: Mask, mask: Mask, from: number, to: number): void {
  for (let w = from; w < to; w++) into[w] = (into[w] as number) | (mask[w] as number);
}

function trimmed(mask: Mask): PlaceMask {
  let [from, to] = [0, mask.length];
  while (from < to && mask[from] === 0) from++;
  while (to > from && mask[to - 1] === 0) to--;
  return { mask, from, to };
}
