import { DEMANDS, EDUCATIONS, type LabourerFacts, REACHES, SHIFTS } from './model.ts';
import { COUNTY_LEVEL, depthOf, LEVEL_DIGITS } from './place.ts';
import { countsAsSkill } from './rule.ts';

/** Labourers numbered by what they bring to a rule: who brings the same has the same number. */
export interface Kinds {
  readonly of: Int32Array;
  /** One labourer of each kind, by number. */
  readonly example: readonly LabourerFacts[];
}

/** What is remembered as masks, one for each kind of labourer: the methods of JobMasks that write them. */
export const MASKED = ['place', 'ability', 'terms', 'body', 'hours'] as const;

/** Labourers packed for the batch: a rule is asked once of each kind of labourer, not once of every one. */
export interface People {
  readonly rows: readonly LabourerFacts[];
  /** All rows, neighbours together: what is remembered of a place is used while it is there. */
  readonly byHome: Int32Array;
  /** Home and reach, and what has to be there away from home. */
  readonly place: Kinds;
  readonly ability: Kinds;
  /** Age and pay floor. */
  readonly terms: Kinds;
  readonly body: Kinds;
  /** Schooling and shifts. */
  readonly hours: Kinds;
}

export function packPeople(rows: readonly LabourerFacts[]): People {
  const [homes, skills] = [new Numbers<string>(), new Numbers<string>()];
  const lists = new Numbers<number>();
  const home = (row: number) => (rows[row] as LabourerFacts).regionCode;
  const byHome = [...rows.keys()].sort((a, b) => (home(a) < home(b) ? -1 : home(a) > home(b) ? 1 : a - b));
  const listed = (list: number, code: string) => lists.of(list * MOST_NUMBERS + skills.of(code));
  return {
    rows,
    byHome: Int32Array.from(byHome),
    place: kindsOf(rows, (l) => homes.of(homeOf(l)) * 64 + REACHES.indexOf(l.reach) * 8 + needsOf(l)),
    ability: kindsOf(rows, (l) =>
      l.skills.reduce((list, skill) => (countsAsSkill(skill) ? listed(list, skill.code) : list), 0),
    ),
    terms: kindsOf(rows, (l) => l.payFloorFen * 256 + l.age),
    body: kindsOf(rows, (l) => bitsOf(DEMANDS, l.limits)),
    hours: kindsOf(rows, (l) => EDUCATIONS.indexOf(l.education) * 2 ** SHIFTS.length + bitsOf(SHIFTS, l.shifts)),
  };
}

/** More than there are different codes and lists of them. */
const MOST_NUMBERS = 2 ** 26;

/** What is met, numbered from 1 in the order of meeting. */
class Numbers<Value> {
  private readonly numbers = new Map<Value, number>();

  of(value: Value): number {
    const known = this.numbers.get(value) ?? this.numbers.size + 1;
    this.numbers.set(value, known);
    return known;
  }
}

const needsOf = ({ homeEveryNight, needsLodging, needsBoard }: LabourerFacts) =>
  +homeEveryNight + 2 * +needsLodging + 4 * +needsBoard;

function bitsOf<Value>(all: readonly Value[], some: readonly Value[]): number {
  let bits = 0;
  for (const one of some) bits |= 1 << all.indexOf(one);
  return bits;
}

/** Beyond the town nobody's own village matters: people of one county are of a kind. */
function homeOf({ regionCode, reach }: LabourerFacts): string {
  const level = Math.min(REACHES.indexOf(reach), COUNTY_LEVEL);
  return `${regionCode.slice(0, LEVEL_DIGITS[level])} ${depthOf(regionCode)}`;
}

function kindsOf(rows: readonly LabourerFacts[], keyOf: (l: LabourerFacts) => number): Kinds {
  const numbers = new Map<number, number>();
  const example: LabourerFacts[] = [];
  const of = new Int32Array(rows.length);
  for (const [row, l] of rows.entries()) {
    const key = keyOf(l);
    let kind = numbers.get(key);
    if (kind === undefined) {
      kind = example.push(l) - 1;
      numbers.set(key, kind);
    }
    of[row] = kind;
  }
  return { of, example };
}
