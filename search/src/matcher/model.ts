/**
 * What the matcher knows of a labourer and of a job: values only, no names, no contact, nothing that identifies.
 * The api fills these from its rows; the rule, the score, the packed columns and the solver read nothing else.
 */

/** How far a place lies from home in the tree of regions, nearest first. Index = level. */
export const REACHES = ['village', 'town', 'county', 'prefecture', 'province', 'anywhere'] as const;
export type Reach = (typeof REACHES)[number];

/** Schooling, lowest first. Index = level. */
export const EDUCATIONS = ['none', 'primary', 'junior', 'senior', 'college', 'bachelor'] as const;
export type Education = (typeof EDUCATIONS)[number];

/** What a job asks of the body. A labourer's `limits` are the ones they cannot meet. Order fixes the bit. */
export const DEMANDS = [
  'heavy_lifting',
  'long_standing',
  'long_sitting',
  'climbing',
  'bending',
  'both_hands',
  'fine_eyesight',
  'colour_vision',
  'hearing',
  'speech',
  'dust_or_fumes',
  'heat_or_cold',
  'machine_pace',
  'reading',
] as const;
export type Demand = (typeof DEMANDS)[number];

/** When the work is done. */
export const SHIFTS = ['day', 'two_shift', 'three_shift', 'night', 'flexible', 'part_time'] as const;
export type Shift = (typeof SHIFTS)[number];

export const JOB_KINDS = ['market', 'workshop', 'home_based', 'public_welfare', 'auxiliary'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

/** How well a skill is held. */
export const SKILL_GRADES = ['learning', 'can_do', 'skilled', 'certified'] as const;
export type SkillGrade = (typeof SKILL_GRADES)[number];

export interface SkillHeld {
  /** Occupation code (vocabulary), usually a trade. */
  readonly code: string;
  readonly grade: SkillGrade;
}

/** Metres on the ground are worked out from points where both ends have one; the tree decides otherwise. */
export interface Point {
  readonly lat: number;
  readonly lng: number;
}

/** A labourer who wants work, as the matcher sees them. Refusals so far are already folded into the last fields. */
export interface LabourerFacts {
  readonly id: string;
  /** Home: 12-digit statistical code of the village (or of the town, ending in 000). */
  readonly regionCode: string;
  readonly point: Point | null;
  /** Whole years on the day of the run. */
  readonly age: number;
  readonly education: Education;
  readonly skills: readonly SkillHeld[];
  /** Occupation codes wished for, at any level of the tree; empty means any work. */
  readonly wishes: readonly string[];
  readonly reach: Reach;
  /** Least monthly pay accepted, in fen; 0 = no floor. */
  readonly payFloorFen: number;
  /** Demands the body cannot meet. */
  readonly limits: readonly Demand[];
  /** Shifts the person can work; someone with care duties typically day, flexible, part_time. Never empty. */
  readonly shifts: readonly Shift[];
  /** Must be at home every night (care duties): nothing outside the county unless done at home. */
  readonly homeEveryNight: boolean;
  /** Outside the county only with a bed (and, where told, meals) from the employer. */
  readonly needsLodging: boolean;
  readonly needsBoard: boolean;
  /** Disabled persons: jobs that suit the kind come first (D-182). Null where none is recorded. */
  readonly disabilityKind: DisabilityKind | null;
  /** Obeyed refusals: employers and occupations the person said no to. */
  readonly refusedEmployerIds: readonly string[];
  readonly refusedOccupations: readonly string[];
  /** Distinct postings already delivered in the calendar year of the run. */
  readonly offersThisYear: number;
  /** Offers delivered and neither answered nor closed. */
  readonly unanswered: number;
  /** Jobs already delivered to this person in any year: never again. */
  readonly deliveredJobIds: readonly string[];
  /** A member of a household in which nobody has work ranks higher (D-046, D-020). */
  readonly zeroEmploymentHousehold: boolean;
  /** Postings of the past twelve months that suited them, as last counted: what they may hope for in a year. */
  readonly prospects?: number | undefined;
}

export const DISABILITY_KINDS = [
  'visual',
  'hearing',
  'speech',
  'physical',
  'intellectual',
  'mental',
  'multiple',
] as const;
export type DisabilityKind = (typeof DISABILITY_KINDS)[number];

export const EMPLOYER_STATES = ['registered', 'verified', 'suspended', 'blacklisted'] as const;
export type EmployerState = (typeof EMPLOYER_STATES)[number];

/** A published, unexpired, unfilled job as the matcher sees it. */
export interface JobFacts {
  readonly id: string;
  readonly employerId: string;
  readonly employerState: EmployerState;
  readonly kind: JobKind;
  /** Trade of the occupation tree. */
  readonly occupationCode: string;
  /** Skills of which one is needed; empty means nothing has to be known beforehand (会不会都行, 包教). */
  readonly skillCodes: readonly string[];
  /** Place of work: 12-digit code of village, town (…000) or county (…000000). */
  readonly regionCode: string;
  readonly point: Point | null;
  /** Monthly equivalent in fen: what an ordinary worker surely gets (lower end) and may get (upper end). */
  readonly payMinFen: number;
  readonly payMaxFen: number;
  /** Null where the law or the employer sets no limit. */
  readonly ageMin: number | null;
  readonly ageMax: number | null;
  readonly educationMin: Education;
  readonly demands: readonly Demand[];
  readonly shift: Shift;
  readonly hasBoard: boolean;
  readonly hasLodging: boolean;
  /** Kinds of disability the post was developed for. */
  readonly suits: readonly DisabilityKind[];
  readonly headCount: number;
  /** Offers this vacancy can still take: head count × factor − live offers. */
  readonly capLeft: number;
  /** Days since publication on the day of the run. */
  readonly ageDays: number;
}

/** Why a pair fits or not: one finding per rule, with the value of each side. The web turns codes into sentences. */
export const RULES = [
  'employer_state',
  'occupation',
  'skill',
  'reach',
  'home_every_night',
  'lodging',
  'pay_floor',
  'age',
  'education',
  'health',
  'shift',
  'refusal',
  'repeat',
] as const;
export type RuleCode = (typeof RULES)[number];

export interface Finding {
  readonly rule: RuleCode;
  readonly met: boolean;
  /** What the labourer brings and what the job asks, as plain JSON values. */
  readonly labourer: unknown;
  readonly job: unknown;
}

/** A reason to show with an offer: 缝纫，离家 2 公里，月薪 3200，包午饭. */
export interface Reason {
  readonly code:
    | 'skill'
    | 'wish'
    | 'near'
    | 'distance'
    | 'home_based'
    | 'pay'
    | 'board'
    | 'lodging'
    | 'shift'
    | 'suits'
    | 'easy';
  readonly value: string | number;
}
