import {
  type Demand,
  EDUCATIONS,
  type Finding,
  type JobFacts,
  type LabourerFacts,
  REACHES,
  RULES,
  type RuleCode,
  SKILL_GRADES,
  type SkillHeld,
} from './model.ts';
import { leavesCounty, reachLevel } from './place.ts';

const TRADE_DIGITS = 4;
const CAN_DO = SKILL_GRADES.indexOf('can_do');

/** Whether `code` is `area` or lies under it: codes of the occupation tree grow by two digits a level. */
export const isWithin = (code: string, area: string): boolean => code.startsWith(area);

/** A wish is met by the occupation itself and by everything under it. */
export const wishMeets = (wish: string, occupation: string): boolean => isWithin(occupation, wish);

/** Somebody who holds, or is learning, a skill of the trade is glad of any work of that trade. */
export const tradeMeets = (held: string, occupation: string): boolean =>
  held.length >= TRADE_DIGITS && held.slice(0, TRADE_DIGITS) === occupation.slice(0, TRADE_DIGITS);

/** One still being learned is not what a job asks for: a job that teaches asks for none. */
export const countsAsSkill = (skill: SkillHeld): boolean => SKILL_GRADES.indexOf(skill.grade) >= CAN_DO;

/** A skill asked for is met by one held at the same place of the tree, above or below it. */
export const skillMeets = (skill: SkillHeld, asked: string): boolean =>
  countsAsSkill(skill) && (isWithin(asked, skill.code) || isWithin(skill.code, asked));

export const refusalCovers = (refused: string, occupation: string): boolean => isWithin(occupation, refused);

/** The lower end is what an ordinary worker surely earns; a floor that only the upper end clears is a promise broken. */
export const paysEnough = (floorFen: number, payMinFen: number): boolean => payMinFen >= floorFen;

export const isOfAge = (age: number, min: number, max: number): boolean => age >= min && age <= max;

export const bearsAll = (limits: readonly Demand[], demands: readonly Demand[]): boolean =>
  !demands.some((demand) => limits.includes(demand));

type Met = (l: LabourerFacts, j: JobFacts) => boolean;

/** Every limit is inclusive: 45 to 55 admits 45 and 55; a floor of 3,000 admits 3,000. */
const MET: Record<RuleCode, Met> = {
  employer_state: (_, j) => j.employerState === 'verified',
  occupation: (l, j) =>
    l.wishes.length === 0 ||
    l.wishes.some((wish) => wishMeets(wish, j.occupationCode)) ||
    l.skills.some((skill) => tradeMeets(skill.code, j.occupationCode)),
  skill: (l, j) =>
    j.skillCodes.length === 0 || j.skillCodes.some((asked) => l.skills.some((skill) => skillMeets(skill, asked))),
  reach: (l, j) => reachLevel(l, j) <= REACHES.indexOf(l.reach),
  home_every_night: (l, j) => !l.homeEveryNight || !leavesCounty(l, j),
  lodging: (l, j) => !leavesCounty(l, j) || ((!l.needsLodging || j.hasLodging) && (!l.needsBoard || j.hasBoard)),
  pay_floor: (l, j) => paysEnough(l.payFloorFen, j.payMinFen),
  age: (l, j) => isOfAge(l.age, j.ageMin ?? 0, j.ageMax ?? Number.POSITIVE_INFINITY),
  education: (l, j) => EDUCATIONS.indexOf(l.education) >= EDUCATIONS.indexOf(j.educationMin),
  health: (l, j) => bearsAll(l.limits, j.demands),
  shift: (l, j) => l.shifts.includes(j.shift),
  refusal: (l, j) =>
    !l.refusedEmployerIds.includes(j.employerId) &&
    !l.refusedOccupations.some((refused) => refusalCovers(refused, j.occupationCode)),
  repeat: (l, j) => !l.deliveredJobIds.includes(j.id),
};

type Values = (l: LabourerFacts, j: JobFacts) => { labourer: unknown; job: unknown };

const place = (code: string, kind: string) => ({ regionCode: code, kind });

const VALUES: Record<RuleCode, Values> = {
  employer_state: (_, j) => ({ labourer: 'verified', job: j.employerState }),
  occupation: (l, j) => ({
    labourer: { wishes: l.wishes, skills: l.skills.map((skill) => skill.code) },
    job: j.occupationCode,
  }),
  skill: (l, j) => ({ labourer: l.skills, job: j.skillCodes }),
  reach: (l, j) => ({ labourer: l.reach, job: REACHES[reachLevel(l, j)] }),
  home_every_night: (l, j) => ({ labourer: l.homeEveryNight, job: place(j.regionCode, j.kind) }),
  lodging: (l, j) => ({
    labourer: { needsLodging: l.needsLodging, needsBoard: l.needsBoard },
    job: { leavesCounty: leavesCounty(l, j), hasLodging: j.hasLodging, hasBoard: j.hasBoard },
  }),
  pay_floor: (l, j) => ({ labourer: l.payFloorFen, job: j.payMinFen }),
  age: (l, j) => ({ labourer: l.age, job: { min: j.ageMin, max: j.ageMax } }),
  education: (l, j) => ({ labourer: l.education, job: j.educationMin }),
  health: (l, j) => ({ labourer: l.limits, job: j.demands }),
  shift: (l, j) => ({ labourer: l.shifts, job: j.shift }),
  refusal: (l, j) => ({
    labourer: { employerIds: l.refusedEmployerIds, occupations: l.refusedOccupations },
    job: { employerId: j.employerId, occupationCode: j.occupationCode },
  }),
  repeat: (l, j) => ({ labourer: l.deliveredJobIds.includes(j.id), job: j.id }),
};

/** Every rule looked at, never stopping at the first that is not met: an answer to a citizen names them all. */
export function judge(l: LabourerFacts, j: JobFacts): Finding[] {
  return RULES.map((rule) => ({ rule, met: MET[rule](l, j), ...VALUES[rule](l, j) }));
}

/** Whether the job may be offered to the labourer at all (product promise 1). The same rules, without their values. */
export function fits(l: LabourerFacts, j: JobFacts): boolean {
  return RULES.every((rule) => MET[rule](l, j));
}

/** Rules that are not met, in the order of RULES. */
export function unmetRules(l: LabourerFacts, j: JobFacts): RuleCode[] {
  return RULES.filter((rule) => !MET[rule](l, j));
}
