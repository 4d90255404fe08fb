import {
  DEMANDS,
  DISABILITY_KINDS,
  type Education,
  type JobFacts,
  type JobKind,
  type LabourerFacts,
  type Point,
  type Reach,
  type Shift,
  type SkillGrade,
} from '@songgang/search/matcher/model.ts';
import { type Random, random } from './random.ts';

export interface CountySize {
  readonly labourers: number;
  readonly jobs: number;
  readonly seed: number;
  /** Counties of one prefecture that the people and jobs are spread over; 1 by default. */
  readonly counties?: number;
  /** Offers a vacancy can take for each head; 6 by default. */
  readonly capFactor?: number;
}

const GROUPS = 24;
const TRADES = 8;
const SPECIALITIES = 4;
const TOWNS = 10;
const VILLAGES = 28;
const two = (n: number) => String(n).padStart(2, '0');
const three = (n: number) => String(n).padStart(3, '0');

/** Low numbers are common, high ones rare: a few trades and a few villages hold most of the work. */
const skewed = (r: Random, n: number) => Math.floor(n * r.unit() ** 1.7);
const group = (r: Random) => two(10 + skewed(r, GROUPS));
const trade = (r: Random) => group(r) + two(1 + skewed(r, TRADES));
const speciality = (r: Random) => trade(r) + two(1 + skewed(r, SPECIALITIES));

interface Place {
  readonly regionCode: string;
  readonly point: Point | null;
}

function village(r: Random, county: number): Place {
  const [town, n] = [r.below(TOWNS), r.below(VILLAGES)];
  const regionCode = `3713${two(11 + county)}${three(town + 1)}${three(200 + n)}`;
  // One village in seven has no point on record; the others lie on a grid of two kilometres.
  if (n % 7 === 3) return { regionCode, point: null };
  const lat = 34.9 + (town % 3) * 0.12 + (n % 6) * 0.02;
  const lng = 118.2 + county * 0.45 + Math.floor(town / 3) * 0.12 + Math.floor(n / 6) * 0.02;
  return { regionCode, point: { lat, lng } };
}

function workplace(r: Random, kind: JobKind, counties: number): Place {
  const at = village(r, r.below(counties));
  if (kind !== 'market' || r.chance(0.25)) return at;
  if (r.chance(0.6)) return { regionCode: `${at.regionCode.slice(0, 9)}000`, point: at.point };
  if (r.chance(0.5)) return { regionCode: `${at.regionCode.slice(0, 6)}000000`, point: null };
  const far = r.pick(['371302000000', '371312000000', '370203000000', '370811000000', '330782000000', '320583000000']);
  return { regionCode: far, point: null };
}

function labourer(r: Random, n: number, counties: number): LabourerFacts {
  const carer = r.chance(0.3);
  const disabled = r.chance(0.12);
  const skills = Array.from({ length: r.below(3) }, () => ({
    code: r.chance(0.7) ? trade(r) : speciality(r),
    grade: r.pick<SkillGrade>(['learning', 'can_do', 'can_do', 'skilled', 'certified']),
  }));
  const reach = r.pick<Reach>([
    'village',
    'town',
    'town',
    'county',
    'county',
    'county',
    'prefecture',
    'province',
    'anywhere',
  ]);
  const shifts: Shift[] = carer ? ['day', 'flexible', 'part_time'] : ['day', 'two_shift', 'flexible', 'part_time'];
  if (!carer && r.chance(0.4)) shifts.push('three_shift', 'night');
  return {
    id: `l${String(n).padStart(7, '0')}`,
    ...village(r, r.below(counties)),
    age: 18 + r.below(48),
    education: r.pick<Education>(['none', 'primary', 'primary', 'junior', 'junior', 'junior', 'senior', 'college']),
    skills,
    wishes: r.chance(0.15) ? [] : Array.from({ length: 1 + r.below(3) }, () => (r.chance(0.3) ? group(r) : trade(r))),
    reach,
    payFloorFen: r.pick([0, 150_000, 200_000, 250_000, 300_000, 350_000, 400_000]),
    limits: DEMANDS.filter(() => r.chance(disabled ? 0.3 : 0.05)),
    shifts,
    homeEveryNight: carer && r.chance(0.6),
    needsLodging: r.chance(0.7),
    needsBoard: r.chance(0.3),
    disabilityKind: disabled ? r.pick(DISABILITY_KINDS) : null,
    refusedEmployerIds: r.chance(0.1) ? [`e${r.below(800)}`] : [],
    refusedOccupations: r.chance(0.05) ? [trade(r)] : [],
    offersThisYear: 0,
    unanswered: 0,
    deliveredJobIds: [],
    zeroEmploymentHousehold: r.chance(0.1),
  };
}

function job(r: Random, n: number, counties: number, capFactor: number): JobFacts {
  const kind = r.pick<JobKind>([
    'market',
    'market',
    'market',
    'market',
    'market',
    'workshop',
    'workshop',
    'home_based',
    'public_welfare',
    'auxiliary',
  ]);
  const occupationCode = speciality(r);
  const payMinFen = 180_000 + r.below(33) * 10_000;
  const headCount = 1 + Math.floor(30 * r.unit() ** 6.5);
  const isFactory = kind === 'market';
  return {
    id: `j${String(n).padStart(6, '0')}`,
    employerId: `e${r.below(800)}`,
    employerState: r.chance(0.97) ? 'verified' : 'registered',
    kind,
    occupationCode,
    skillCodes: r.chance(0.6) ? [] : [occupationCode.slice(0, r.chance(0.7) ? 4 : 6)],
    ...workplace(r, kind, counties),
    payMinFen,
    payMaxFen: payMinFen + r.below(20) * 10_000,
    ageMin: 18,
    ageMax: r.chance(0.3) ? null : 45 + r.below(4) * 5,
    educationMin: r.pick<Education>(['none', 'none', 'primary', 'primary', 'junior', 'senior']),
    demands: DEMANDS.filter(() => r.chance(0.12)),
    shift: isFactory
      ? r.pick<Shift>(['day', 'day', 'two_shift', 'two_shift', 'three_shift', 'night'])
      : r.pick<Shift>(['day', 'day', 'flexible', 'part_time']),
    hasBoard: r.chance(0.5),
    hasLodging: r.chance(isFactory ? 0.6 : 0.1),
    suits: r.chance(0.08) ? [r.pick(DISABILITY_KINDS)] : [],
    headCount,
    capLeft: headCount * capFactor,
    ageDays: r.below(40),
  };
}

/** An invented county (or prefecture): the same people and jobs for the same seed, as sparse as a real register. */
export function aCounty({ labourers, jobs, seed, counties = 1, capFactor = 6 }: CountySize) {
  const [people, posts] = [random(seed), random(seed + 1)];
  return {
    labourers: Array.from({ length: labourers }, (_, n) => labourer(people, n, counties)),
    jobs: Array.from({ length: jobs }, (_, n) => job(posts, n, counties, capFactor)),
  };
}
