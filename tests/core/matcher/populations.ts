import {
  DEMANDS,
  DISABILITY_KINDS,
  EDUCATIONS,
  EMPLOYER_STATES,
  JOB_KINDS,
  type JobFacts,
  type LabourerFacts,
  REACHES,
  SHIFTS,
  SKILL_GRADES,
} from '@songgang/search/matcher/model.ts';
import fc from 'fast-check';

/** Few values of each kind, so that small populations agree and disagree about everything. */
const region = fc.constantFrom(
  '371311001201',
  '371311001202',
  '371311001000',
  '371311002201',
  '371311000000',
  '371302001201',
  '371302000000',
  '370203000000',
  '320583000000',
);
const code = fc.constantFrom('10', '1001', '100101', '100102', '1002', '100201', '11', '1101', '110101');
const point = fc.option(fc.constantFrom({ lat: 34.9, lng: 118.2 }, { lat: 35.02, lng: 118.31 }), { nil: null });
const fen = fc.constantFrom(0, 199_999, 200_000, 200_001, 350_000);
const some = <T>(of: fc.Arbitrary<T>, maxLength = 3) => fc.array(of, { maxLength });
const ids = (letter: string) => fc.nat({ max: 29 }).map((n) => `${letter}${n}`);

const rarely = fc.constantFrom(true, false, false);

const labourer: fc.Arbitrary<Omit<LabourerFacts, 'id'>> = fc.record({
  regionCode: region,
  point,
  age: fc.integer({ min: 43, max: 47 }),
  education: fc.constantFrom('senior', 'bachelor', ...EDUCATIONS),
  skills: some(fc.record({ code, grade: fc.constantFrom(...SKILL_GRADES) })),
  wishes: fc.oneof(fc.constant([]), some(code), fc.constant(['10', '11'])),
  reach: fc.constantFrom('county', 'anywhere', 'anywhere', ...REACHES),
  payFloorFen: fc.oneof(fc.constant(0), fen),
  limits: fc.subarray([...DEMANDS], { maxLength: 2 }),
  shifts: fc.oneof(fc.constant([...SHIFTS]), fc.subarray([...SHIFTS], { minLength: 1 })),
  homeEveryNight: rarely,
  needsLodging: rarely,
  needsBoard: rarely,
  disabilityKind: fc.option(fc.constantFrom(...DISABILITY_KINDS), { nil: null }),
  refusedEmployerIds: some(ids('e'), 2),
  refusedOccupations: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, some(code, 1)),
  offersThisYear: fc.nat({ max: 6 }),
  unanswered: fc.nat({ max: 6 }),
  deliveredJobIds: some(ids('j'), 2),
  zeroEmploymentHousehold: fc.boolean(),
  prospects: fc.option(fc.nat({ max: 40 }), { nil: undefined }),
});

const job: fc.Arbitrary<Omit<JobFacts, 'id'>> = fc.record({
  employerId: ids('e'),
  employerState: fc.constantFrom(...Array<'verified'>(9).fill('verified'), ...EMPLOYER_STATES),
  kind: fc.constantFrom(...JOB_KINDS),
  occupationCode: code,
  skillCodes: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, some(code, 2)),
  regionCode: region,
  point,
  payMinFen: fen,
  payMaxFen: fen,
  ageMin: fc.option(fc.integer({ min: 43, max: 47 }), { nil: null, freq: 1 }),
  ageMax: fc.option(fc.integer({ min: 43, max: 47 }), { nil: null, freq: 1 }),
  educationMin: fc.constantFrom('none', 'none', 'none', 'primary', ...EDUCATIONS),
  demands: fc.subarray([...DEMANDS], { maxLength: 2 }),
  shift: fc.constantFrom(...SHIFTS),
  hasBoard: fc.boolean(),
  hasLodging: fc.boolean(),
  suits: fc.subarray([...DISABILITY_KINDS], { maxLength: 2 }),
  headCount: fc.integer({ min: 1, max: 3 }),
  capLeft: fc.nat({ max: 4 }),
  ageDays: fc.nat({ max: 40 }),
});

const numbered = <T>(letter: string, rows: fc.Arbitrary<T>, maxLength: number) =>
  fc.array(rows, { maxLength, size: 'max' }).map((all) => all.map((row, n) => ({ id: `${letter}${n}`, ...row })));

export interface Population {
  readonly labourers: LabourerFacts[];
  readonly jobs: JobFacts[];
}

/** Up to eight labourers and forty jobs: more than one word of a mask. */
export const populations: fc.Arbitrary<Population> = fc.record({
  labourers: numbered('l', labourer, 8),
  jobs: numbered('j', job, 40),
});

/** Populations tried: 2,000 on every run; `MATCHER_POPULATIONS=100000` for the long one. */
export const RUNS = Number(process.env.MATCHER_POPULATIONS ?? 2_000);

/** Time for that many, on a machine with much else to do: in milliseconds. */
export const PATIENCE = 120_000 + RUNS * 30;
/** Populations that go through each real index: 1,000, or as `MATCHER_INDEX_POPULATIONS` says. */
export const INDEX_RUNS = Number(process.env.MATCHER_INDEX_POPULATIONS ?? 1_000);
