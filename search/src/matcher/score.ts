import {
  type JobFacts,
  type LabourerFacts,
  REACHES,
  type Reason,
  SKILL_GRADES,
  type SkillGrade,
  type SkillHeld,
} from './model.ts';
import { COUNTY_LEVEL, commonLevel, leavesCounty, metresBetween } from './place.ts';
import { isWithin } from './rule.ts';

/** Most points each side of a pair can bring; together 999,999. */
export const MOST = {
  skill: 250_000,
  wish: 200_000,
  near: 200_000,
  pay: 150_000,
  suits: 100_000,
  board: 20_000,
  lodging: 30_000,
  household: 20_000,
  fresh: 29_999,
} as const;

/** Share of the full points a grade brings, in hundredths. */
const GRADE_SHARE = { learning: 30, can_do: 60, skilled: 85, certified: 100 } as const;
/** Share by how closely two codes agree: the same trade, one holding the other, the very same. */
const SAME_TRADE = 50;
const ONE_HOLDS_OTHER = 80;
const THE_SAME = 100;

function closeness(a: string, b: string): number {
  if (a === b) return THE_SAME;
  if (isWithin(a, b) || isWithin(b, a)) return ONE_HOLDS_OTHER;
  return a.length >= 4 && a.slice(0, 4) === b.slice(0, 4) ? SAME_TRADE : 0;
}

/** How closely a skill agrees with what the job is or asks for, in hundredths. */
export function skillCloseness(code: string, occupation: string, asked: readonly string[]): number {
  return asked.reduce((close, other) => Math.max(close, closeness(code, other)), closeness(code, occupation));
}

/** What one skill is worth for a job: its grade, times how closely it agrees. */
export const skillPoints = (grade: SkillGrade, close: number): number =>
  (MOST.skill * GRADE_SHARE[grade] * close) / 10_000;

const worthOf = (skill: SkillHeld, j: JobFacts) =>
  skillPoints(skill.grade, skillCloseness(skill.code, j.occupationCode, j.skillCodes));

/** A wish for exactly this occupation is worth more than one for its whole group. */
export function wishPoints(wish: string, occupation: string): number {
  if (!isWithin(occupation, wish)) return 0;
  return wish === occupation ? MOST.wish : (MOST.wish * Math.min(9, wish.length + 3)) / 10;
}

/** Metres that stand for a level of the tree where one end has no point. */
const ASSUMED_METRES = [500, 4_000, 20_000, 80_000, 250_000, 800_000] as const;
const HALF_WORTH_METRES = 5_000;

export const nearPoints = (metres: number): number =>
  Math.floor((MOST.near * HALF_WORTH_METRES) / (HALF_WORTH_METRES + metres));

export const assumedMetres = (level: number): number => ASSUMED_METRES[level] ?? 0;

/** Metres to go to work: none for work done at home, by points where both ends have one, else by the tree. */
export function metresToWork(l: LabourerFacts, j: JobFacts): number {
  if (j.kind === 'home_based') return 0;
  if (l.point && j.point) return metresBetween(l.point, j.point);
  return assumedMetres(commonLevel(l.regionCode, j.regionCode));
}

/** Below this a floor is too low to measure a wage against: 2,000 yuan a month. */
const PAY_BASE_FEN = 200_000;

/** Pay over the floor, relative to it; twice the floor brings all the points. */
export function payPoints(floorFen: number, payMinFen: number): number {
  const over = (payMinFen - floorFen) / Math.max(floorFen, PAY_BASE_FEN);
  return Math.floor(MOST.pay * Math.min(1, Math.max(0, over)));
}

/** A posting loses its freshness evenly over thirty days. */
export const freshPoints = (ageDays: number): number => Math.floor((MOST.fresh * Math.max(0, 30 - ageDays)) / 30);

export function boardPoints(l: Pick<LabourerFacts, 'needsBoard'>, hasBoard: boolean, level: number): number {
  return hasBoard && (l.needsBoard || level > 1) ? MOST.board : 0;
}

export const lodgingPoints = (hasLodging: boolean, level: number): number =>
  hasLodging && level > COUNTY_LEVEL ? MOST.lodging : 0;

/** D-182: a post developed for a kind of disability goes to those who have it first. */
export const suitsPoints = (suits: boolean): number => (suits ? MOST.suits : 0);
/** D-046: a household in which nobody has work ranks higher. */
export const householdPoints = (zeroEmployment: boolean): number => (zeroEmployment ? MOST.household : 0);

const isSuited = (l: LabourerFacts, j: JobFacts) => l.disabilityKind !== null && j.suits.includes(l.disabilityKind);

function most(points: readonly number[]): number {
  return points.reduce((a, b) => Math.max(a, b), 0);
}

/** How well a fitting job suits: an integer from 0 to 999,999, the same for the same facts always. */
export function score(l: LabourerFacts, j: JobFacts): number {
  const level = commonLevel(l.regionCode, j.regionCode);
  return (
    most(l.skills.map((skill) => worthOf(skill, j))) +
    most(l.wishes.map((wish) => wishPoints(wish, j.occupationCode))) +
    nearPoints(metresToWork(l, j)) +
    payPoints(l.payFloorFen, j.payMinFen) +
    suitsPoints(isSuited(l, j)) +
    boardPoints(l, j.hasBoard, level) +
    lodgingPoints(j.hasLodging, level) +
    householdPoints(l.zeroEmploymentHousehold) +
    freshPoints(j.ageDays)
  );
}

/** The first of those worth most; one still being learned is no reason. */
function bestSkill(l: LabourerFacts, j: JobFacts): SkillHeld | undefined {
  let [best, worth]: [SkillHeld | undefined, number] = [undefined, 0];
  for (const skill of l.skills) {
    const own = SKILL_GRADES.indexOf(skill.grade) > 0 ? worthOf(skill, j) : 0;
    if (own > worth) [best, worth] = [skill, own];
  }
  return best;
}

function tradeReason(l: LabourerFacts, j: JobFacts): Reason | null {
  const skill = bestSkill(l, j);
  if (skill) return { code: 'skill', value: skill.code };
  const wish = l.wishes.find((code) => wishPoints(code, j.occupationCode) > 0);
  if (wish) return { code: 'wish', value: wish };
  return j.skillCodes.length === 0 ? { code: 'easy', value: j.occupationCode } : null;
}

function placeReason(l: LabourerFacts, j: JobFacts): Reason | null {
  if (j.kind === 'home_based') return { code: 'home_based', value: j.regionCode };
  if (l.point && j.point) return { code: 'distance', value: metresBetween(l.point, j.point) };
  const level = REACHES[commonLevel(l.regionCode, j.regionCode)];
  return level && level !== 'anywhere' ? { code: 'near', value: level } : null;
}

const MOST_REASONS = 4;

/**
 * Why this job, most telling first, four at most. Values: an occupation code (skill, wish, easy), a level of REACHES
 * (near), metres (distance), fen a month (pay), the kind of disability (suits), the shift; else the job's region.
 */
export function reasons(l: LabourerFacts, j: JobFacts): Reason[] {
  const found: (Reason | null)[] = [
    isSuited(l, j) && l.disabilityKind ? { code: 'suits', value: l.disabilityKind } : null,
    tradeReason(l, j),
    placeReason(l, j),
    { code: 'pay', value: j.payMinFen },
    j.hasLodging && leavesCounty(l, j) ? { code: 'lodging', value: j.regionCode } : null,
    j.hasBoard ? { code: 'board', value: j.regionCode } : null,
    { code: 'shift', value: j.shift },
  ];
  return found.filter((reason) => reason !== null).slice(0, MOST_REASONS);
}
