import type { Demand, DisabilityKind, Education, Reach, Shift, SkillHeld } from '@songgang/search/matcher/model.ts';
import type { households, labourers } from '../domains/people/tables.ts';
import { ageOn, type CalendarDate } from '../kernel/calendar.ts';
import type { Vault } from '../kernel/crypt.ts';
import type { Chance } from './chance.ts';
import { TRADES } from './trades.ts';

type HouseholdRow = typeof households.$inferInsert;
type LabourerRow = typeof labourers.$inferInsert;

/** No region has this code, so that an invented number can belong to nobody. */
const UNUSED_REGION = '999901';
/** Mobile numbers beginning with 142 are given to nobody. */
const UNUSED_PHONE = '142';

export interface Village {
  readonly code: string;
  readonly name: string;
}

export interface PeopleOrder {
  readonly countyCode: string;
  readonly villages: readonly Village[];
  readonly count: number;
  readonly on: CalendarDate;
  readonly at: Date;
}

/** Households of one to three labourers each, about four labourers to three households, village by village. */
export function makePeople(
  chance: Chance,
  vault: Vault,
  order: PeopleOrder,
): { households: HouseholdRow[]; labourers: LabourerRow[] } {
  const made = { households: [] as HouseholdRow[], labourers: [] as LabourerRow[] };
  while (made.labourers.length < order.count) {
    const household = makeHousehold(chance, order, made.households.length);
    const members = Math.min(
      chance.weighted([1, 2, 3], (n) => [0, 0.72, 0.22, 0.06][n] ?? 0),
      order.count - made.labourers.length,
    );
    const surname = chance.faker.person.lastName();
    for (let i = 0; i < members; i += 1) {
      made.labourers.push(makeLabourer(chance, vault, order, household, surname, made.labourers.length));
    }
    made.households.push({
      ...household,
      headName: made.labourers.at(-members)?.name ?? surname,
      memberCount: members + chance.between(0, 3),
    });
  }
  return made;
}

function makeHousehold(chance: Chance, { countyCode, villages, at }: PeopleOrder, n: number): HouseholdRow {
  const village = chance.pick(villages);
  return {
    countyCode,
    id: chance.id(),
    cardNumber: `${countyCode}-${String(n + 1).padStart(6, '0')}`,
    headName: '',
    regionCode: village.code,
    povertyStatus: chance.weighted(
      ['registered', 'exited', 'monitored', 'returned'] as const,
      (s) => ({ registered: 20, exited: 65, monitored: 12, returned: 3 })[s],
    ),
    isRelocated: chance.yes(0.06),
    createdAt: at,
    updatedAt: at,
  };
}

const EDUCATION: readonly (readonly [Education, number])[] = [
  ['none', 6],
  ['primary', 34],
  ['junior', 44],
  ['senior', 12],
  ['college', 3],
  ['bachelor', 1],
];
const REACH: readonly (readonly [Reach, number])[] = [
  ['village', 6],
  ['town', 26],
  ['county', 44],
  ['prefecture', 10],
  ['province', 6],
  ['anywhere', 8],
];

const drawn = <T>(chance: Chance, table: readonly (readonly [T, number])[]): T =>
  chance.weighted(table, ([, weight]) => weight)[0];

function makeLabourer(
  chance: Chance,
  vault: Vault,
  order: PeopleOrder,
  household: HouseholdRow,
  surname: string,
  n: number,
): LabourerRow {
  const sex = chance.yes(0.52) ? ('male' as const) : ('female' as const);
  const birthOn = birthDate(chance, order.on);
  const idNumber = idNumberOf(birthOn, n, sex);
  const phone = chance.yes(0.78) ? `${UNUSED_PHONE}${String(10_000_000 + n).slice(-8)}` : null;
  const body = makeBody(chance, ageOn(birthOn, order.on));
  return {
    countyCode: order.countyCode,
    id: chance.id(),
    householdId: household.id,
    name: `${surname}${chance.faker.person.firstName(sex)}`,
    idNumberSealed: vault.seal(idNumber),
    idNumberHash: vault.hashOf('id', idNumber),
    birthOn,
    sex,
    regionCode: household.regionCode,
    phoneSealed: phone && vault.seal(phone),
    phoneHash: phone && vault.hashOf('phone', phone),
    emailSealed: chance.yes(0.04) ? vault.seal(`labourer${n}@example.com`) : null,
    education: drawn(chance, EDUCATION),
    ...body,
    ...makeWishes(chance),
    employment: chance.weighted(
      ['unemployed', 'farming', 'flexible', 'employed'] as const,
      (e) => ({ unemployed: 46, farming: 34, flexible: 14, employed: 6 })[e],
    ),
    wantsVenture: chance.yes(0.05),
    wantsTraining: chance.yes(0.3),
    pension: chance.yes(0.9) ? 'resident' : 'none',
    medical: chance.yes(0.97) ? 'resident' : 'none',
    measures: chance.yes(0.35) ? ['job_introduction'] : [],
    createdAt: order.at,
    updatedAt: order.at,
  };
}

/** Most are between 35 and 59; a few school leavers and a few past sixty. */
function birthDate(chance: Chance, on: CalendarDate): string {
  const age =
    chance.weighted(
      [18, 26, 35, 43, 50, 56, 60],
      (from) => ({ 18: 6, 26: 12, 35: 18, 43: 24, 50: 24, 56: 13, 60: 3 })[from] ?? 0,
    ) + chance.between(0, 5);
  const month = String(chance.between(1, 12)).padStart(2, '0');
  const day = String(chance.between(1, 28)).padStart(2, '0');
  return `${Number(on.slice(0, 4)) - age - 1}-${month}-${day}`;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Eighteen characters with the check character of GB 11643. */
function idNumberOf(birthOn: string, n: number, sex: 'male' | 'female'): string {
  const odd = sex === 'male' ? 1 : 0;
  const order = String(((n * 2 + odd) % 1000) + 1000).slice(-3);
  // A thousand people cannot share a birthday here, but the region tells further ones apart.
  const region = String(Number(UNUSED_REGION) + Math.floor((n * 2) / 1000));
  const body = `${region}${birthOn.replaceAll('-', '')}${order}`;
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (WEIGHTS[i] ?? 0), 0);
  return `${body}${'10X98765432'[sum % 11]}`;
}

const LIMITS: readonly (readonly [Demand, number])[] = [
  ['heavy_lifting', 30],
  ['climbing', 22],
  ['bending', 10],
  ['long_standing', 12],
  ['fine_eyesight', 12],
  ['dust_or_fumes', 8],
  ['heat_or_cold', 6],
];
const DISABILITIES: readonly (readonly [DisabilityKind, number, Demand])[] = [
  ['physical', 60, 'climbing'],
  ['hearing', 15, 'hearing'],
  ['speech', 5, 'speech'],
  ['visual', 12, 'fine_eyesight'],
  ['intellectual', 8, 'machine_pace'],
];

function makeBody(
  chance: Chance,
  age: number,
): Pick<LabourerRow, 'health' | 'limits' | 'disabilityKind' | 'disabilityGrade'> {
  if (chance.yes(0.06)) {
    const [disabilityKind, , limit] = chance.weighted(DISABILITIES, ([, weight]) => weight);
    return {
      health: 'disabled',
      disabilityKind,
      disabilityGrade: chance.between(2, 4),
      limits: [...new Set<Demand>([limit, 'heavy_lifting'])],
    };
  }
  const isIll = chance.yes(age > 50 ? 0.3 : 0.12);
  const limits = isIll ? [...new Set([drawn(chance, LIMITS), drawn(chance, LIMITS)])] : [];
  return { health: isIll ? 'chronic' : 'healthy', limits, disabilityKind: null, disabilityGrade: null };
}

function makeWishes(chance: Chance) {
  const cares = chance.yes(0.34);
  const skills = chance.yes(0.72) ? makeSkills(chance) : [];
  const reach = cares ? drawn(chance, REACH.slice(0, 3)) : drawn(chance, REACH);
  const shifts: Shift[] = cares
    ? ['day', 'flexible', 'part_time']
    : chance.yes(0.45)
      ? ['day', 'two_shift', 'flexible', 'part_time']
      : ['day', 'two_shift', 'three_shift', 'night', 'flexible', 'part_time'];
  return {
    careDuties: cares
      ? [chance.pick(['small_children', 'school_children', 'elderly', 'ill_or_disabled'] as const)]
      : [],
    skills,
    wantsWork: chance.yes(0.9),
    wishes: chance.yes(0.3) ? wishGroups(chance, skills) : [],
    reach,
    payFloorFen:
      chance.weighted(
        [0, 1500, 2000, 2500, 3000, 4000],
        (y) => ({ 0: 30, 1500: 16, 2000: 22, 2500: 16, 3000: 12, 4000: 4 })[y] ?? 0,
      ) * 100,
    shifts,
    homeEveryNight: cares,
    needsLodging: chance.yes(0.7),
    needsBoard: chance.yes(0.3),
  };
}

function makeSkills(chance: Chance): SkillHeld[] {
  const count = chance.yes(0.25) ? 2 : 1;
  const codes = new Set(Array.from({ length: count }, () => chance.weighted(TRADES, (t) => t.people).code));
  return [...codes].map((code) => ({
    code,
    grade: chance.weighted(
      ['learning', 'can_do', 'skilled', 'certified'] as const,
      (g) => ({ learning: 8, can_do: 50, skilled: 34, certified: 8 })[g],
    ),
  }));
}

/** Three groups of trades that the person would like, their own among them. */
const wishGroups = (chance: Chance, skills: readonly SkillHeld[]): string[] => [
  ...new Set([
    ...skills.map((s) => s.code.slice(0, 2)),
    ...Array.from({ length: 3 }, () => chance.weighted(TRADES, (t) => t.jobs).code.slice(0, 2)),
  ]),
];
