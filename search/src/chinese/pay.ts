import { FIGURES, rangeOf } from './numbers.ts';

/** Pay in fen a month, as a text says it. */
export interface PaySaid {
  readonly minFen: number;
  readonly maxFen: number | undefined;
  /** Where in the text it stands. */
  readonly start: number;
  readonly end: number;
}

/** Paid days of a month by 人社部发〔2025〕2号, and hours of a day. */
const DAYS = 21.75;
const HOURS = 8;

const PER_MONTH: Record<string, number> = { hour: HOURS * DAYS, day: DAYS, week: 52 / 12, month: 1, year: 1 / 12 };
const BEFORE =
  '(?:(?<hour>(?:一|每)?(?:个)?(?:小时|钟头)|时薪|工价)|(?<day>一天|日结工资|日结|日工资|每天|日薪|一日|天天|一个工|一工)|(?<year>年薪|一年|每年)|(?<month>月薪|月入|一个月|每个月|每月|月收入|月工资|工资|底薪|保底|月综合|综合|综合薪资|薪资|待遇))';
const AFTER =
  '(?:(?<hourly>[/一每]?(?:个)?(?:小时|h(?![a-z])|时|钟头))|(?<daily>[/一每]?(?:天|日(?!结)|工(?![资人厂价种])))|(?<yearly>[/一每]?年)|(?<monthly>[/一每]?(?:个)?月))';
const PAY = new RegExp(
  `${BEFORE}?\\s?(?:能?(?:开|给|有|拿|挣|赚|发|到|得|至少|最少|不低于|不少于|超过|过|大于|>=?|≥)\\s?)*(?<figures>${FIGURES})(?<more>多|来|余)?\\s?(?<yuan>块钱|块|元|圆|rmb)?\\s?(?<plus>以上|起步|起|往上|\\+|朝上|多)?\\s?${AFTER}?(?:的)?(?<about>左右|上下|以上|起|以下|以内)?`,
  'gu',
);
const NOT_PAY =
  /^\s?(?:岁|人|名|个(?!月)|米|吨|号|楼|周岁|年级|公里|里|口人|辈子|路|后|险|班|休|倍|斤|亩|头|只|点|分|级|型|中|小|季|院|厂)/;
const FROM_MONTH = 1000;
const TO_MONTH = 200_000;

function periodOf(groups: Record<string, string | undefined>, amount: number): string | undefined {
  if (groups.hour || groups.hourly) return 'hour';
  if (groups.day || groups.daily) return 'day';
  if (groups.year || groups.yearly) return 'year';
  if (groups.month || groups.monthly) return 'month';
  return amount >= FROM_MONTH && amount <= TO_MONTH ? 'month' : undefined;
}

function paidOf(match: RegExpExecArray, text: string): PaySaid | undefined {
  const groups = match.groups ?? {};
  const range = rangeOf(groups.figures ?? '');
  const end = match.index + match[0].length;
  if (range === undefined || groups.about === '以下' || groups.about === '以内') return undefined;
  const isAmount = groups.yuan ?? groups.plus ?? match[0].endsWith('的');
  if (!isAmount && NOT_PAY.test(text.slice(end))) return undefined;
  const period = periodOf(groups, range.min);
  const factor = PER_MONTH[period ?? ''];
  if (factor === undefined || isNoPay(period, range.min, groups)) return undefined;
  const slack = groups.about === '左右' || groups.about === '上下' ? 0.9 : 1;
  const fen = (yuan: number) => Math.round(yuan * factor * 100);
  return {
    minFen: fen(range.min * slack),
    maxFen: range.max === undefined ? undefined : fen(range.max),
    start: match.index,
    end,
  };
}

/** 八年, 三天, 两个月: spans of time, not sums of money. */
function isNoPay(period: string | undefined, amount: number, groups: Record<string, string | undefined>): boolean {
  if (groups.yuan !== undefined && amount >= 5) return false;
  const least = { hour: 13, day: 50, week: 200, month: FROM_MONTH, year: 10_000 }[period ?? 'month'] ?? FROM_MONTH;
  return amount < least;
}

/** The first pay said in text of normal form. Days and hours are turned into months; 五千左右 starts at nine tenths. */
export function paySaid(text: string): PaySaid | undefined {
  for (const match of text.matchAll(PAY)) {
    const said = paidOf(match, text);
    if (said !== undefined) return said;
  }
  return undefined;
}
