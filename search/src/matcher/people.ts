import { type LabourerFacts, REACHES } from './model.ts';
import { COUNTY_LEVEL, depthOf, LEVEL_DIGITS } from './place.ts';
import { countsAsSkill } from './rule.ts';

/** Labourers numbered by what they bring to a rule: who brings the same has the same number. */
export interface Kinds {
  readonly of: Int32Array;
  /** One labourer of each kind, by number. */
  readonly example: readonly LabourerFacts[];
}

/** Labourers packed for the batch: a rule is asked once of each kind of labourer, not once of every one. */
export interface People {
  readonly rows: readonly LabourerFacts[];
  /** All rows, neighbours together: what is remembered of a place is used while it is there. */
  readonly byHome: Int32Array;
  /** Home and reach, and what has to be there away from home. */
  readonly place: Kinds;
  /** Wishes and trades learned. */
  readonly work: Kinds;
  readonly ability: Kinds;
  /** Age and pay floor. */
  readonly terms: Kinds;
  readonly body: Kinds;
  /** Schooling and shifts. */
  readonly hours: Kinds;
}

export function packPeople(rows: readonly LabourerFacts[]): People {
  const kinds = (keyOf: (l: LabourerFacts) => string | number) => kindsOf(rows, keyOf);
  const home = (row: number) => (rows[row] as LabourerFacts).regionCode;
  const byHome = [...rows.keys()].sort((a, b) => (home(a) < home(b) ? -1 : home(a) > home(b) ? 1 : a - b));
  return {
    rows,
    byHome: Int32Array.from(byHome),
    place: kinds((l) => `${homeOf(l)} ${l.reach} ${l.homeEveryNight} ${l.needsLodging} ${l.needsBoard}`),
    work: kinds((l) => `${l.wishes} ${l.skills.map((skill) => skill.code)}`),
    ability: kinds(({ skills }) => skills.map((skill) => (countsAsSkill(skill) ? skill.code : '')).join()),
    terms: kinds((l) => l.payFloorFen * 256 + l.age),
    body: kinds((l) => l.limits.toSorted().join()),
    hours: kinds((l) => `${l.education} ${l.shifts.toSorted()}`),
  };
}

/** Beyond the town nobody's own village matters: people of one county are of a kind. */
function homeOf({ regionCode, reach }: LabourerFacts): string {
  const level = Math.min(REACHES.indexOf(reach), COUNTY_LEVEL);
  return `${regionCode.slice(0, LEVEL_DIGITS[level])} ${depthOf(regionCode)}`;
}

function kindsOf(rows: readonly LabourerFacts[], keyOf: (l: LabourerFacts) => string | number): Kinds {
  const numbers = new Map<string | number, number>();
  const example: LabourerFacts[] = [];
  const of = Int32Array.from(rows, (l) => {
    const key = keyOf(l);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, example.length);
    return example.push(l) - 1;
  });
  return { of, example };
}
