import { remember } from './masks.ts';
import { DISABILITY_KINDS, type JobFacts, type LabourerFacts, SKILL_GRADES, type SkillGrade } from './model.ts';
import { depthOf, LEVEL_DIGITS, metresBetween } from './place.ts';
import {
  assumedMetres,
  boardPoints,
  freshPoints,
  householdPoints,
  lodgingPoints,
  nearPoints,
  payPoints,
  skillCloseness,
  skillPoints,
  suitsPoints,
  wishPoints,
} from './score.ts';

const LEVELS = LEVEL_DIGITS.length;
const UNKNOWN = -1;
/** Remembered points beyond this many (64 MB) are given back. */
const MOST_CELLS = 2 ** 24;

/** Occupation codes are at least a group of two digits; codes of different groups never agree. */
const groupOf = (code: string) => code.slice(0, 2);

/** What a skill of each grade is worth, by how closely it agrees, in hundredths. */
const POINTS_BY_GRADE = Object.fromEntries(
  SKILL_GRADES.map((grade) => [grade, Int32Array.from({ length: 101 }, (_, close) => skillPoints(grade, close))]),
) as Record<SkillGrade, Int32Array>;

interface PlaceTable {
  readonly lat: number | undefined;
  readonly lng: number | undefined;
  readonly spots: Int32Array;
}

/** A level and points are one number in a table of places. */
const LEVEL_BITS = 3;
const LEVEL = (1 << LEVEL_BITS) - 1;
/** Board and lodging of a job; the kinds of disability it suits stand in the bits above. */
const BOARD = 1;
const LODGING = 2;
const COMFORT_BITS = 2;
const COMFORTS = 1 << COMFORT_BITS;

/** Distinct strings by number. */
class Names {
  private readonly ids = new Map<string, number>();
  readonly list: string[] = [];

  idOf(name: string): number {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    this.ids.set(name, this.list.length);
    return this.list.push(name) - 1;
  }
}

interface Classes {
  /** Class of each job. */
  readonly of: Int32Array;
  /** A job of each class. */
  readonly example: readonly JobFacts[];
}

const spotOf = ({ regionCode, point, kind }: JobFacts) =>
  `${regionCode} ${point?.lat} ${point?.lng} ${kind === 'home_based'}`;

const workOf = ({ occupationCode, skillCodes }: JobFacts) => `${occupationCode} ${skillCodes}`;

/** Jobs that have the same key are of one class. */
function classesOf(jobs: readonly JobFacts[], keyOf: (job: JobFacts) => string): Classes {
  const names = new Names();
  const example: JobFacts[] = [];
  const of = Int32Array.from(jobs, (job) => {
    const id = names.idOf(keyOf(job));
    if (id === example.length) example.push(job);
    return id;
  });
  return { of, example };
}

/**
 * score.ts over packed columns of the jobs: the same points from the same functions, asked once of each distinct pair
 * of codes. `face` a labourer, then `rate` their jobs.
 */
export class JobWorths {
  private readonly areas = new Names();
  /** Where the job is, as one class; the columns that follow are of these classes. */
  private readonly spot: Int32Array;
  /** Area at each level, nearest first; -1 where the code does not go so deep. */
  private readonly levels: Int32Array;
  private readonly lat: Float64Array;
  private readonly lng: Float64Array;
  private readonly isHome: Uint8Array;
  private readonly pay: Int32Array;
  private readonly fresh: Int32Array;
  /** Of each job, what is given there and whom it suits. */
  private readonly extras: Int32Array;
  /** What the job is and asks for, as one class. */
  private readonly trade: Int32Array;
  private readonly trades: readonly JobFacts[];
  private readonly tradesOfGroup = new Map<string, number[]>();
  /** By code, how closely a skill agrees with each class of jobs, in hundredths. */
  private readonly skills = new Map<string, Uint8Array>();
  private readonly wishes = new Map<string, Int32Array>();
  private readonly terms = new Map<number, Int32Array>();
  /** By home: villages have a point each. */
  private readonly places = new Map<string, PlaceTable[]>();
  private placeCells = 0;

  /** The labourer faced. */
  private labourer: LabourerFacts | undefined;
  private readonly home = new Int32Array(LEVELS);
  private skillTables: Uint8Array[] = [];
  /** What each of those skills is worth at each closeness. */
  private skillWorths: Int32Array[] = [];
  private wishTables: Int32Array[] = [];
  private termTableFaced: Int32Array = new Int32Array(0);
  private placesFaced: Int32Array = new Int32Array(0);
  /** Points for board and lodging by level and what is given. */
  private comfortsFaced: Int32Array = new Int32Array(0);
  private readonly comforts = { needed: comfortPoints(true), welcome: comfortPoints(false) };
  private own = 0;
  private kind = 0;

  constructor(jobs: readonly JobFacts[]) {
    const [spots, works] = [classesOf(jobs, spotOf), classesOf(jobs, workOf)];
    this.spot = spots.of;
    this.levels = new Int32Array(spots.example.length * LEVELS);
    spots.example.forEach((job, k) => {
      this.writeAreas(job.regionCode, this.levels, k * LEVELS, UNKNOWN);
    });
    this.lat = Float64Array.from(spots.example, (j) => j.point?.lat ?? Number.NaN);
    this.lng = Float64Array.from(spots.example, (j) => j.point?.lng ?? Number.NaN);
    this.isHome = Uint8Array.from(spots.example, (j) => (j.kind === 'home_based' ? 1 : 0));
    this.pay = Int32Array.from(jobs, (j) => j.payMinFen);
    this.fresh = Int32Array.from(jobs, (j) => freshPoints(j.ageDays));
    this.extras = Int32Array.from(jobs, (j) =>
      j.suits.reduce((bits, kind) => bits | kindBit(kind), (j.hasBoard ? BOARD : 0) | (j.hasLodging ? LODGING : 0)),
    );
    this.trade = works.of;
    this.trades = works.example;
    this.trades.forEach((job, k) => {
      for (const group of new Set([job.occupationCode, ...job.skillCodes].map(groupOf))) {
        remember(this.tradesOfGroup, group, () => [] as number[]).push(k);
      }
    });
  }

  private writeAreas(code: string, into: Int32Array, at: number, none: number): void {
    const depth = depthOf(code);
    LEVEL_DIGITS.forEach((digits, level) => {
      into[at + level] = digits <= depth ? this.areas.idOf(code.slice(0, digits)) : none;
    });
  }

  /** Neighbours faced one after the other are faced sooner. */
  face(l: LabourerFacts): void {
    const { labourer: before } = this;
    this.labourer = l;
    if (before?.regionCode !== l.regionCode) this.writeAreas(l.regionCode, this.home, 0, UNKNOWN - 1);
    if (
      before?.regionCode !== l.regionCode ||
      before.point?.lat !== l.point?.lat ||
      before.point?.lng !== l.point?.lng
    ) {
      this.placesFaced = this.placeTable(l);
    }
    this.skillTables = l.skills.map(({ code }) => this.skillTable(code));
    this.skillWorths = l.skills.map(({ grade }) => POINTS_BY_GRADE[grade]);
    this.wishTables = l.wishes.map((wish) => this.wishTable(wish));
    this.termTableFaced = this.termTable(l.payFloorFen);
    this.comfortsFaced = l.needsBoard ? this.comforts.needed : this.comforts.welcome;
    this.own = householdPoints(l.zeroEmploymentHousehold);
    this.kind = l.disabilityKind === null ? 0 : kindBit(l.disabilityKind);
  }

  private skillTable(code: string): Uint8Array {
    return remember(this.skills, code, () => {
      const table = new Uint8Array(this.trades.length);
      this.fill(table, code, (job) => skillCloseness(code, job.occupationCode, job.skillCodes));
      return table;
    });
  }

  private wishTable(wish: string): Int32Array {
    return remember(this.wishes, wish, () => {
      const table = new Int32Array(this.trades.length);
      this.fill(table, wish, (job) => wishPoints(wish, job.occupationCode));
      return table;
    });
  }

  /** Asks of every class of jobs; where no code is of the same group of occupations there is nothing. */
  private fill(table: Uint8Array | Int32Array, code: string, ask: (job: JobFacts) => number): void {
    for (const k of this.tradesOfGroup.get(groupOf(code)) ?? []) table[k] = ask(this.trades[k] as JobFacts);
  }

  /** Points for pay and freshness of every job, by the floor. */
  private termTable(floorFen: number): Int32Array {
    if (this.terms.size * this.pay.length > MOST_CELLS) this.terms.clear();
    return remember(this.terms, floorFen, () =>
      this.pay.map((pay, job) => payPoints(floorFen, pay) + (this.fresh[job] as number)),
    );
  }

  /** Level, and points for nearness, from one home, by spot; filled as jobs are asked for. */
  private placeTable({ regionCode, point }: LabourerFacts): Int32Array {
    const here = remember(this.places, regionCode, () => [] as PlaceTable[]);
    const known = here.find((table) => table.lat === point?.lat && table.lng === point?.lng);
    if (known) return known.spots;
    this.placeCells += this.lat.length;
    if (this.placeCells > MOST_CELLS) {
      this.places.clear();
      this.placeCells = 0;
    }
    const spots = new Int32Array(this.lat.length).fill(UNKNOWN);
    here.push({ lat: point?.lat, lng: point?.lng, spots });
    this.places.set(regionCode, here);
    return spots;
  }

  /** The scores of the first `count` of some jobs for the labourer faced. */
  rate(jobs: Int32Array, scores: Int32Array, count: number): void {
    const { trade, spot, extras, kind, own, wishTables } = this;
    const { placesFaced: places, comfortsFaced: comforts, termTableFaced: terms } = this;
    const forSuited = suitsPoints(true);
    // Jobs come sorted by their work: the same class of them often comes again.
    let last = -1;
    let forWork = 0;
    for (let k = 0; k < count; k++) {
      const job = jobs[k] as number;
      const work = trade[job] as number;
      if (work !== last) {
        forWork = this.skillPointsOf(work) + most(wishTables, work) + own;
        last = work;
      }
      let place = places[spot[job] as number] as number;
      if (place === UNKNOWN) place = this.placeOf(spot[job] as number);
      const extra = extras[job] as number;
      const comfort = comforts[((place & LEVEL) << COMFORT_BITS) | (extra & (COMFORTS - 1))] as number;
      const suited = (extra & kind) === 0 ? 0 : forSuited;
      scores[k] = forWork + (place >> LEVEL_BITS) + comfort + (terms[job] as number) + suited;
    }
  }

  private skillPointsOf(trade: number): number {
    const { skillTables, skillWorths } = this;
    let best = 0;
    for (let k = 0; k < skillTables.length; k++) {
      const close = (skillTables[k] as Uint8Array)[trade] as number;
      best = Math.max(best, (skillWorths[k] as Int32Array)[close] as number);
    }
    return best;
  }

  private placeOf(spot: number): number {
    const level = this.levelOf(spot);
    const place = (nearPoints(this.metresTo(spot, level)) << LEVEL_BITS) | level;
    this.placesFaced[spot] = place;
    return place;
  }

  private levelOf(spot: number): number {
    const at = spot * LEVELS;
    let level = 0;
    while (level < LEVELS && this.levels[at + level] !== this.home[level]) level++;
    return level;
  }

  private metresTo(spot: number, level: number): number {
    if (this.isHome[spot]) return 0;
    const lat = this.lat[spot] as number;
    const point = this.labourer?.point ?? null;
    if (point === null || Number.isNaN(lat)) return assumedMetres(level);
    return metresBetween(point, { lat, lng: this.lng[spot] as number });
  }
}

function comfortPoints(needsBoard: boolean): Int32Array {
  return Int32Array.from({ length: (LEVELS + 1) * COMFORTS }, (_, k) => {
    const level = k >> COMFORT_BITS;
    return boardPoints({ needsBoard }, (k & BOARD) !== 0, level) + lodgingPoints((k & LODGING) !== 0, level);
  });
}

const kindBit = (kind: (typeof DISABILITY_KINDS)[number]) => COMFORTS << DISABILITY_KINDS.indexOf(kind);

function most(tables: readonly Int32Array[], trade: number): number {
  let best = 0;
  for (const table of tables) if ((table[trade] as number) > best) best = table[trade] as number;
  return best;
}
