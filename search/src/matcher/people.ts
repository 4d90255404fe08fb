import { remember } from './masks.ts';
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
  const [homes, skills] = [new Homes(rows), new Numbers<string>()];
  const lists = new Numbers<number>();
  const listed = (list: number, code: string) => lists.of(list * MOST_NUMBERS + skills.of(code));
  return {
    rows,
    byHome: homes.inOrder(),
    place: kindsOf(
      rows,
      (l, row) => homes.areaOf(row, REACHES.indexOf(l.reach)) * 64 + REACHES.indexOf(l.reach) * 8 + needsOf(l),
    ),
    ability: kindsOf(rows, (l) => {
      let list = 0;
      for (const skill of l.skills) if (countsAsSkill(skill)) list = listed(list, skill.code);
      return list;
    }),
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
    return remember(this.numbers, value, () => this.numbers.size + 1);
  }
}

const needsOf = ({ homeEveryNight, needsLodging, needsBoard }: LabourerFacts) =>
  +homeEveryNight + 2 * +needsLodging + 4 * +needsBoard;

function bitsOf<Value>(all: readonly Value[], some: readonly Value[]): number {
  let bits = 0;
  for (const one of some) bits |= 1 << all.indexOf(one);
  return bits;
}

/** Where people live, each place asked once. */
class Homes {
  /** Of each row the number of its home. */
  private readonly of: Int32Array;
  private readonly codes: string[] = [];
  private readonly areas = new Numbers<string>();
  /** Number of the area that matters at each reach, by home; 0 where it was not asked. */
  private readonly known: Int32Array;

  constructor(rows: readonly LabourerFacts[]) {
    const numbers = new Map<string, number>();
    this.of = Int32Array.from(rows, ({ regionCode }) =>
      remember(numbers, regionCode, () => this.codes.push(regionCode) - 1),
    );
    this.known = new Int32Array(this.codes.length * REACHES.length);
  }

  /** Beyond the town nobody's own village matters: people of one county are of a kind. */
  areaOf(row: number, reach: number): number {
    const home = this.of[row] as number;
    const at = home * REACHES.length + reach;
    if (this.known[at] === 0) {
      const code = this.codes[home] as string;
      this.known[at] = this.areas.of(`${code.slice(0, LEVEL_DIGITS[Math.min(reach, COUNTY_LEVEL)])} ${depthOf(code)}`);
    }
    return this.known[at] as number;
  }

  /** All rows by the code of their home, the earlier first at the same. */
  inOrder(): Int32Array {
    const sorted = [...this.codes.keys()].sort((a, b) =>
      (this.codes[a] as string) < (this.codes[b] as string) ? -1 : 1,
    );
    const count = new Int32Array(this.codes.length);
    for (const home of this.of) count[home] = (count[home] as number) + 1;
    const next = new Int32Array(this.codes.length);
    let before = 0;
    for (const home of sorted) {
      next[home] = before;
      before += count[home] as number;
    }
    const order = new Int32Array(this.of.length);
    this.of.forEach((home, row) => {
      order[next[home] as number] = row;
      next[home] = (next[home] as number) + 1;
    });
    return order;
  }
}

function kindsOf(rows: readonly LabourerFacts[], keyOf: (l: LabourerFacts, row: number) => number): Kinds {
  const numbers = new Map<number, number>();
  const example: LabourerFacts[] = [];
  const of = new Int32Array(rows.length);
  for (let row = 0; row < rows.length; row++) {
    const l = rows[row] as LabourerFacts;
    const key = keyOf(l, row);
    let kind = numbers.get(key);
    if (kind === undefined) {
      kind = example.push(l) - 1;
      numbers.set(key, kind);
    }
    of[row] = kind;
  }
  return { of, example };
}
