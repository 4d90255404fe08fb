import type { Demand, Education, Reach, Shift, SkillGrade, SkillHeld } from '@songgang/search/matcher/model.ts';
import { type CalendarDate, isCalendarDate } from '../../../kernel/calendar.ts';
import { isInside, levelOf } from '../../../kernel/region-code.ts';
import type { FoundRegion } from '../../regions/core/find-region.ts';
import type { CareDuty, EmploymentState, HealthState, PovertyStatus } from './card.ts';
import { readIdNumber } from './id-number.ts';
import { type Cells, cellsOf, splitList } from './read-cells.ts';
import {
  CARE_WORDS,
  DEMAND_WORDS,
  DISABILITY_WORDS,
  EDUCATION_WORDS,
  EMPLOYMENT_WORDS,
  GRADE_WORDS,
  HEALTH_WORDS,
  INSURANCE_WORDS,
  MEASURE_WORDS,
  POVERTY_WORDS,
  REACH_WORDS,
  SHIFT_WORDS,
  YES_NO_WORDS,
} from './words.ts';

/** What a row says of the household. */
export interface HouseholdPayload {
  readonly cardNumber: string;
  readonly headName: string;
  readonly regionCode: string;
  readonly povertyStatus: PovertyStatus;
  readonly fromOn: CalendarDate | null;
  readonly address?: string;
  readonly isRelocated?: boolean;
  readonly memberCount?: number;
}

/** What a row says of the person: an empty cell says nothing, and nothing is changed by it. */
export interface PersonPayload {
  readonly name: string;
  readonly idNumber: string;
  readonly phone?: string;
  readonly email?: string;
  readonly regionCode: string;
  readonly education: Education;
  readonly health: HealthState;
  readonly limits?: Demand[];
  readonly disabilityKind?: keyof typeof DISABILITY_WORDS;
  readonly disabilityGrade?: number;
  readonly careDuties?: CareDuty[];
  readonly employment: EmploymentState;
  readonly skills?: SkillHeld[];
  readonly skillsText?: string;
  readonly wantsWork: boolean;
  readonly wishes?: string[];
  readonly reach?: Reach;
  readonly payFloorFen?: number;
  readonly shifts?: Shift[];
  readonly homeEveryNight?: boolean;
  readonly needsLodging?: boolean;
  readonly needsBoard?: boolean;
  readonly wantsVenture?: boolean;
  readonly ventureWish?: string;
  readonly wantsTraining?: boolean;
  readonly trainingWishes?: string[];
  readonly pension?: keyof typeof INSURANCE_WORDS;
  readonly medical?: keyof typeof INSURANCE_WORDS;
  readonly measures?: (keyof typeof MEASURE_WORDS)[];
  readonly measuresNote?: string;
}

export interface LabourerPayload {
  readonly household: HouseholdPayload;
  readonly person: PersonPayload;
}

/** What reading a row takes: the names of the county, the vocabulary, the day, and the desk's area. */
export interface Lookups {
  readonly findPlace: (text: string, within: string) => FoundRegion;
  /** The branch a word names, or undefined where it only hints or says nothing. */
  readonly occupationNamed: (word: string) => string | undefined;
  readonly today: CalendarDate;
  readonly countyRegion: string;
  readonly area: string;
}

export interface ReadPerson {
  readonly label: string;
  readonly idNumber: string | null;
  readonly payload: LabourerPayload;
  readonly cells: Cells;
}

const PHONE = /^1[3-9]\d{9}$|^0\d{2,3}-?\d{7,8}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Leaves out what was not told. */
function told<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  // Only undefined values go, which is what the type says.
  return Object.fromEntries(Object.entries(values).filter(([, v]) => v !== undefined)) as ReturnType<typeof told<T>>;
}

const yes = (cells: Cells, field: string): boolean | undefined => {
  const word = cells.choice(field, YES_NO_WORDS);
  return word === undefined ? undefined : word === 'yes';
};

function placeOf(cells: Cells, { findPlace, countyRegion, area }: Lookups): string {
  const text = `${cells.must('乡镇')}${cells.must('村')}`;
  if (text === '') return '';
  const found = findPlace(text, countyRegion);
  if (found.kind === 'ambiguous') cells.fail('村', 'row.place_ambiguous', { value: text });
  else if (found.kind === 'unknown' || found.rest !== '' || !['town', 'village'].includes(levelOf(found.code)))
    cells.fail('村', 'row.place_unknown', { value: text });
  else if (!isInside(found.code, area)) cells.fail('村', 'row.outside_area', { value: text });
  else return found.code;
  return '';
}

function dateOf(cells: Cells, field: string): string | null {
  const typed = cells.text(field);
  if (typed === undefined) return null;
  const date = typed
    .replace(/[年月/.]/g, '-')
    .replace(/日$/, '')
    .replace(/-(\d)(?=-|$)/g, '-0$1');
  if (isCalendarDate(date)) return date;
  cells.fail(field, 'row.date_wrong', { value: typed });
  return null;
}

const GRADES: Record<string, SkillGrade> = { 熟练: 'skilled', 有证: 'certified', 正在学: 'learning', 会: 'can_do' };

/** Words named in the vocabulary become codes; the others stay as they were written and are counted as unread. */
function occupations(cells: Cells, field: string, { occupationNamed }: Lookups) {
  const text = cells.text(field);
  if (text === undefined) return undefined;
  const held = new Map<string, SkillHeld>();
  const unread: string[] = [];
  for (const part of splitList(text)) {
    const [, word = part, mark] = /^(.*?)[(（](.*?)[)）]$/.exec(part) ?? [];
    const code = occupationNamed(word);
    if (code === undefined) unread.push(part);
    else held.set(code, { code, grade: GRADES[mark ?? ''] ?? 'can_do' });
  }
  if (unread.length > 0) cells.unparsed.push(field);
  return { held: [...held.values()], unread };
}

function householdOf(cells: Cells, regionCode: string): HouseholdPayload {
  return {
    cardNumber: cells.must('户编号', 40),
    headName: cells.must('户主姓名', 40),
    regionCode,
    povertyStatus: cells.mustChoice('贫困状态', POVERTY_WORDS, 'none'),
    fromOn: dateOf(cells, '登记日期'),
    ...told({
      address: cells.text('详细地址'),
      isRelocated: yes(cells, '易地搬迁'),
      memberCount: cells.whole('家庭人口', 1, 50),
    }),
  };
}

function contactOf(cells: Cells) {
  const phone = cells.text('手机号')?.replace(/\s/g, '');
  if (phone !== undefined && !PHONE.test(phone)) cells.fail('手机号', 'row.phone_wrong');
  const email = cells.text('邮箱');
  if (email !== undefined && !EMAIL.test(email)) cells.fail('邮箱', 'row.email_wrong');
  return told({ phone, email });
}

function needsOf(cells: Cells, lookups: Lookups) {
  const skills = occupations(cells, '技能', lookups);
  const wishes = occupations(cells, '求职意向', lookups);
  const trainings = occupations(cells, '培训方向', lookups);
  const unread = [
    ...(skills?.unread ?? []),
    ...(wishes?.unread ?? []).map((word) => `想干：${word}`),
    ...(trainings?.unread ?? []).map((word) => `想学：${word}`),
  ];
  const payFloor = cells.whole('最低月薪', 0, 1_000_000);
  return told({
    skills: skills?.held,
    skillsText: unread.length > 0 ? unread.join('、').slice(0, 200) : undefined,
    wishes: wishes?.held.map((w) => w.code),
    trainingWishes: trainings?.held.map((w) => w.code),
    payFloorFen: payFloor === undefined ? undefined : payFloor * 100,
    reach: cells.choice('就业范围', REACH_WORDS),
    shifts: cells.several('可上班次', SHIFT_WORDS),
    homeEveryNight: yes(cells, '每晚回家'),
    needsLodging: yes(cells, '需要住宿'),
    needsBoard: yes(cells, '需要吃饭'),
    wantsVenture: yes(cells, '创业意愿'),
    ventureWish: cells.text('创业方向'),
    wantsTraining: yes(cells, '培训意愿'),
  });
}

function bodyOf(cells: Cells) {
  const disabilityKind = cells.choice('残疾类别', DISABILITY_WORDS);
  const grade = cells.choice('残疾等级', GRADE_WORDS);
  if ((disabilityKind === undefined) !== (grade === undefined)) cells.fail('残疾等级', 'row.disability_incomplete');
  return told({
    limits: cells.several('干不了的活', DEMAND_WORDS),
    careDuties: cells.several('照料责任', CARE_WORDS),
    disabilityKind,
    disabilityGrade: grade === undefined ? undefined : Number(grade),
    pension: cells.choice('养老保险', INSURANCE_WORDS),
    medical: cells.choice('医疗保险', INSURANCE_WORDS),
    measures: cells.several('帮扶措施', MEASURE_WORDS),
    measuresNote: cells.text('帮扶说明', 500),
  });
}

/** Reads one row of the template. All that is wrong with it is in `cells.errors`; the payload counts only where there is none. */
export function readLabourer(row: Readonly<Record<string, unknown>>, lookups: Lookups): ReadPerson {
  const cells = cellsOf(row);
  const regionCode = placeOf(cells, lookups);
  const typed = cells.must('身份证号', 40);
  const read = readIdNumber(typed, lookups.today);
  if (typed !== '' && !read.ok) cells.fail('身份证号', 'row.id_number_wrong', { why: read.details.why });
  const name = cells.must('姓名', 40);
  const person: PersonPayload = {
    name,
    idNumber: read.ok ? read.id.number : '',
    regionCode,
    education: cells.mustChoice('文化程度', EDUCATION_WORDS, 'none'),
    health: cells.mustChoice('健康状况', HEALTH_WORDS, 'healthy'),
    employment: cells.mustChoice('就业状态', EMPLOYMENT_WORDS, 'unemployed'),
    wantsWork: cells.mustChoice('愿意就业', YES_NO_WORDS, 'no') === 'yes',
    ...contactOf(cells),
    ...bodyOf(cells),
    ...needsOf(cells, lookups),
  };
  const payload = { household: householdOf(cells, regionCode), person };
  const label = [name, cells.text('村')].filter(Boolean).join('，');
  return { label, idNumber: read.ok ? read.id.number : null, payload, cells };
}
