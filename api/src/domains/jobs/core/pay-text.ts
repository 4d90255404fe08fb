import type { Pay } from './pay.ts';

/** What a text says of pay. Negotiable is an answer too: the posting names no pay. */
export type PayReading = { readonly says: 'pay'; readonly pay: Pay } | { readonly says: 'negotiable' };

type Period = 'year' | 'month' | 'day' | 'hour' | 'piece';

/** The period a source means where it writes 18-24万 and no more. */
export type UsualPeriod = 'year' | 'month';

const MOST_FEN = 2_000_000_000;
const NEGOTIABLE = /面议|面谈|详谈|协商|待定/;
/** Behind the amount and not part of it: ·13薪, 24小时反馈, 5天内反馈. */
const BESIDE = /[·・*x×]?\d+(?:\.\d+)?薪|\d+(?:小时|天)内?反馈|\d+个月(?:年终)?奖?/g;
const PIECES = '件|个|双|只|套|条|斤|公斤|吨|米|亩|株|车|箱|包|片|单|针|平米|平方米?|方';

const PERIODS: readonly (readonly [Period, RegExp])[] = [
  ['piece', new RegExp(`计件|(?:元|块|角|毛|分)(?:/|一|每)(?:${PIECES})|/(?:${PIECES})`)],
  ['hour', /时薪|小时|\/时|\/h|钟头|每时/],
  ['year', /年薪|\/年|每年|一年|元年/],
  ['day', /日薪|\/天|\/日|每天|每日|一天|日结|天结|元天/],
  ['month', /月薪|\/月|每月|一个月|个月|月/],
];

const NUMBER = '(\\d+(?:\\.\\d+)?)';
const UNIT = '(万|w|千|k|百|角|毛|分|元|块)?(?:元|块|rmb)?';
const AMOUNT = new RegExp(`${NUMBER}${UNIT}(?:(?:/[^-~\\d]{1,3})?(?:-|~|—|–|至|到)+${NUMBER}${UNIT})?`);
const FEN: Record<string, number> = {
  万: 1_000_000,
  w: 1_000_000,
  千: 100_000,
  k: 100_000,
  百: 10_000,
  元: 100,
  块: 100,
  角: 10,
  毛: 10,
  分: 1,
};

const DIGITS = '〇一二三四五六七八九';
const digitOf = (char: string): string => String(char === '两' ? 2 : DIGITS.indexOf(char));

/** One writing for one amount: half width, small letters, no spaces, 三千五 → 3.5千, 8,000 → 8000. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1')
    .replace(/[一二两三四五六七八九](?=[百千万])/g, digitOf)
    .replace(/(?<=[百千万])[一二两三四五六七八九](?![百千万个天小日月])/g, digitOf)
    .replace(/(\d)([百千万])(\d)(?!\d|\.)/g, '$1.$3$2');
}

/**
 * Reads pay as seven kinds of source write it: 1-1.5万, 8千-1.2万·13薪, 10-15K, 18-36万 (a year), 20-40万/年, 15001元以上, 面议, 200元/天,
 * 18元/小时, 0.5元/件. Pay by the year becomes pay by the month. Null where the text does not say it surely: it is kept as text.
 */
export function readPay(text: string, usual: UsualPeriod = 'month'): PayReading | null {
  const said = plain(text).replace(BESIDE, '');
  const amount = AMOUNT.exec(said);
  if (!amount) return NEGOTIABLE.test(said) ? { says: 'negotiable' } : null;
  const range = rangeOf(amount, said);
  const period = periodOf(said, amount, usual);
  const pay = range && period && payOf(range, period);
  return pay ? { says: 'pay', pay } : null;
}

interface Range {
  readonly min: number;
  readonly max: number;
}

function rangeOf([, low = '', lowUnit, high, highUnit]: RegExpExecArray, said: string): Range | null {
  const unit = highUnit ?? lowUnit;
  // 1-1.5万 means 1万, but 8千-12000 means what it says; 15k-20 goes on in thousands.
  const first = Number(low) * fenOf(lowUnit ?? (Number(low) < 1000 ? highUnit : undefined));
  if (high === undefined) return openRange(first, said);
  const second = Number(high) * fenOf(highUnit ?? (Number(high) < 1000 ? unit : undefined));
  return first <= second ? { min: Math.round(first), max: Math.round(second) } : null;
}

const fenOf = (unit: string | undefined): number => FEN[unit ?? '元'] ?? 100;

/** 以上 promises the lower end alone, 以下 nothing at all. */
const openRange = (fen: number, said: string): Range =>
  /以下|以内|封顶|最高/.test(said) ? { min: 0, max: Math.round(fen) } : { min: Math.round(fen), max: Math.round(fen) };

function periodOf(said: string, [, low, lowUnit, , highUnit]: RegExpExecArray, usual: UsualPeriod): Period | null {
  const named = PERIODS.find(([, words]) => words.test(said));
  if (named) return named[0];
  const unit = highUnit ?? lowUnit;
  const isBig = unit === '万' || unit === 'w';
  if (isBig) return usual === 'year' || Number(low) >= 10 ? 'year' : 'month';
  // 3000 is a month's pay; 150 could be a day's or an hour's, and nobody says which.
  return unit === '千' || unit === 'k' || Number(low) >= 1000 ? 'month' : null;
}

function payOf({ min, max }: Range, period: Period): Pay | null {
  if (max <= 0 || max > MOST_FEN * 12) return null;
  if (period !== 'year') return max <= MOST_FEN ? { kind: period, minFen: min, maxFen: max } : null;
  return { kind: 'month', minFen: Math.floor(min / 12), maxFen: Math.floor(max / 12) };
}
