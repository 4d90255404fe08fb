import type { Education, JobKind, Shift } from '@songgang/search/matcher/model.ts';
import { isCalendarDate } from '../../../kernel/calendar.ts';

type Words<T extends string> = readonly (readonly [RegExp, T])[];

const firstOf = <T extends string>(words: Words<T>, text: string): T | null =>
  words.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** The lowest that is asked for counts: 大专及以上 is college, 初中或高中 is junior. */
const EDUCATION_WORDS: Words<Education> = [
  [/^(?!.*经验).*(?:不限|无要求|均可)|^无$|学历不限/, 'none'],
  [/小学/, 'primary'],
  [/初中|初级中学/, 'junior'],
  [/高中|中专|中技|职高|技校|中职/, 'senior'],
  [/大专|专科|高职/, 'college'],
  [/本科|硕士|博士|研究生|学士/, 'bachelor'],
];

export const educationOf = (text: string): Education | null => firstOf(EDUCATION_WORDS, text);

const KIND_WORDS: Words<JobKind> = [
  [/居家|在家|home_based/, 'home_based'],
  [/公益|public_welfare/, 'public_welfare'],
  [/辅助|auxiliary/, 'auxiliary'],
  [/车间|workshop/, 'workshop'],
  [/市场|企业|普通|market/, 'market'],
];
export const kindOf = (text: string): JobKind | null => firstOf(KIND_WORDS, text);

const SHIFT_WORDS: Words<Shift> = [
  [/三班|three_shift/, 'three_shift'],
  [/两班|二班|倒班|two_shift/, 'two_shift'],
  [/兼职|半日|小时工|零工|非全日|part_time/, 'part_time'],
  [/弹性|不坐班|flexible/, 'flexible'],
  [/夜班|晚班|night/, 'night'],
  [/白班|长白|正常班|日班|行政班|^day$/, 'day'],
];
export const shiftOf = (text: string): Shift | null => firstOf(SHIFT_WORDS, text);

/** 3人, 2-3 → the first number; 若干 says none. */
export function headCountOf(text: string): number | null {
  const count = Number(/\d+/.exec(text.normalize('NFKC'))?.[0] ?? Number.NaN);
  return Number.isSafeInteger(count) && count > 0 && count <= 100_000 ? count : null;
}

/** 2026-1-5, 2026/01/05, 2026年1月5日 and 20260105; null for a month alone or no date at all. */
export function dateOf(text: string): string | null {
  const plain = text.normalize('NFKC');
  const parts = /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  if (!parts) return null;
  const [, year, month = '', day = ''] = parts;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : null;
}

export interface AgeRange {
  readonly min: number | null;
  readonly max: number | null;
}

const inLife = (age: number): boolean => age >= 16 && age <= 120;

/** 18-45岁, 50岁以下, 18周岁以上, 不限; null where it cannot be read or names somebody under sixteen. */
export function ageOf(text: string): AgeRange | null {
  if (/不限|无要求|^无$/.test(text)) return { min: null, max: null };
  const ages = [...text.normalize('NFKC').matchAll(/\d{1,3}/g)].map(([digits]) => Number(digits));
  const [first, second] = ages;
  if (first === undefined || ages.length > 2 || !ages.every(inLife)) return null;
  if (second !== undefined) return first <= second ? { min: first, max: second } : null;
  return /以下|以内|及下|不超过|小于/.test(text) ? { min: null, max: first } : { min: first, max: null };
}

/** Yes and no as clerks write them; null for anything else. */
export function yesNoOf(text: string): boolean | null {
  if (/^(?:是|有|包|提供|√|y|yes|1|true)/i.test(text)) return true;
  return /^(?:否|无|不|没|×|x|n|no|0|false)/i.test(text) ? false : null;
}

const BOARD =
  /(?<!不)(?:包吃|包三餐|包[一两二]餐|包餐|包午餐|包午饭|管饭|管吃|免费(?:工作餐|午餐|三餐|就餐|用餐)|提供(?:工作餐|午餐|三餐))/;
const LODGING = /(?<!不)(?:包住|包吃住|包食宿|管住|免费住宿|提供(?:免费)?(?:住宿|宿舍)|免费宿舍)|包食宿/;
/** What a text promises of meals and a bed; money for meals (餐补) is no meal. */
export const boardIn = (text: string): boolean => BOARD.test(text) || /包食宿/.test(text);
export const lodgingIn = (text: string): boolean => LODGING.test(text);

/** Words of a list of perks, without what another field says already. */
export const perksOf = (text: string, others: readonly string[]): string[] => [
  ...new Set(
    text
      .split(/[,，、;；|\s]+/)
      .filter((word) => word.length > 1 && word.length <= 40 && !others.includes(word))
      .slice(0, 30),
  ),
];
