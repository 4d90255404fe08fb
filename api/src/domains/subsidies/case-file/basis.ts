import type { ClaimView } from '../../../../contract/claims.ts';
import { settingValue, settingWords } from '../../../../contract/policy-settings.ts';
import { beneficiaryLabels, sourceOf } from '../../../../contract/subsidy-words.ts';
import { stampAt } from '../../../kernel/calendar.ts';
import type { ClaimRow } from '../claims/store.ts';
import { yuanText } from '../core/bank-file.ts';
import { compare, type Exact, floor, multiply, numberOf, Ratio, textOf } from '../core/exact.ts';
import type { FactValue } from '../core/facts.ts';
import { unkeep } from '../core/keep-facts.ts';
import { explain, sayUnit, sayValue } from '../core/plain-words.ts';
import { type Rate, rateInForce } from '../core/rate.ts';
import { isOpenAmount, sayAmount } from '../core/say-rule.ts';
import { judgedKeys } from '../policies/settings.ts';
import { theLibrary } from '../policies/standing.ts';
import type { PolicyVersion } from '../policies/store.ts';
import { resultWord } from './words.ts';

export type Pair = readonly [name: string, value: string];

export const or = (text: string | null | undefined, otherwise = '—'): string => (text ? text : otherwise);

/** To the fen; what is finer than a fen stays as it is. */
function exactYuan(fen: Exact): string {
  return compare(fen, floor(fen)) === 0 ? yuanText(numberOf(fen)) : textOf(multiply(fen, new Ratio(1n, 100n)));
}
const withYuan = (fen: Exact): string => `${exactYuan(fen)} 元`;

/** What the judgement stood on beside its facts: text, version, sums, settings and how many units it was for. */
export const basisOf = ({ rule }: ClaimView, { rule: written }: PolicyVersion, claim: ClaimRow): Pair[] => [
  ['文件', `${rule.document}${rule.documentNumber ? `（${rule.documentNumber}）` : ''}`],
  ['条款', rule.clause],
  ['条款原文', or(rule.wording, '未录入，以文件为准')],
  ['政策版本', `第 ${rule.number} 版，编号 ${rule.policyVersionId}`],
  ['政策写的标准', printedSum(written)],
  ['县里定的做法', or(settingsOf(written, claim.judged.settings).join('；'), '没有另定，都按默认')],
  ['这笔算几份', unitsOf(claim)],
  ['判断时间', stampAt(claim.judgedAt)],
];

const printedSum = (rule: PolicyVersion['rule']): string =>
  isOpenAmount(rule.amount)
    ? '文件没有写钱数，由上级文件定'
    : sayAmount(rule, theLibrary().wording, undefined, withYuan);

/** The rates that were entered for the rule, with the document each cites; the one that stood on the claim's day is named. */
export function ratesOf({ rule }: PolicyVersion, { judged, eventOn }: ClaimRow): string[][] {
  const rates = judged.rates.map(
    (kept) => Object.fromEntries(Object.entries(kept).map(([key, value]) => [key, unkeep(value)])) as Rate,
  );
  const used = rateInForce(rates, eventOn);
  return rates.map((rate) => [
    sayAmount(rule, theLibrary().wording, rate, withYuan),
    or(rate.cites),
    or(rate.effectiveFrom, '不限'),
    or(rate.effectiveTo, '不限'),
    rate === used ? '这次用的' : '没有用',
  ]);
}

/** Of the county's settings those that this rule names; the others have no say in it. */
function settingsOf(rule: PolicyVersion['rule'], settings: Readonly<Record<string, unknown>>): string[] {
  const keys = new Set([...judgedKeys(rule).keys(), ...rule.ambiguities.map(({ config }) => config)]);
  return [...keys]
    .filter((key) => settings[key] !== undefined)
    .map((key) => `${settingWords[key]?.question ?? '一项还没有中文说明的做法'}${settingValue(settings[key])}`);
}

function unitsOf({ judged, periodKey, periodFrom, periodTo }: ClaimRow): string {
  const counted = Object.entries(judged.units).map(([unit, count]) => `${String(count)} ${sayUnit(unit)}`);
  if (counted.length === 0) return '1 份，不按人数、天数、月数加倍';
  const days = periodFrom && periodTo ? `（${periodFrom}—${periodTo}）` : '';
  return `${counted.join(' × ')}：${periodWord(periodKey)}${days}`;
}

/** What the right is for, as the key that lets it be paid once counts it. */
export function periodWord(key: string): string {
  const [kind = '', value = ''] = key.split(/:(.*)/);
  const [year, month] = value.split('-');
  const words: Readonly<Record<string, string>> = {
    once: '只给一次',
    year: `${value} 年度一次`,
    month: `${year} 年 ${Number(month)} 月`,
    day: `${value} 这一天`,
    event: `${value} 这一次`,
    placement: '这一次上岗',
    payee: '同一个领款的一次',
    course: /^\d{4}-/.test(value) ? `${value} 这一期培训` : '这一期培训',
  };
  return words[kind] ?? key;
}

const PAYEES: Readonly<Record<string, string>> = beneficiaryLabels;
export const payeeWord = (kind: string): string => PAYEES[kind] ?? kind;

/** A value as it is printed: sums of money to the fen. */
function printedValue(fact: string, kept: unknown): string {
  const { wording } = theLibrary();
  const words = wording.words(fact);
  // What was judged went through the check of facts: each is a value of one, kept as JSON can hold it.
  const value = unkeep(kept) as FactValue | null;
  const isMoney = words?.unit_zh === '元' && (typeof value === 'number' || value instanceof Ratio);
  return isMoney ? withYuan(multiply(value, 100)) : sayValue(value, words, wording);
}

export const factsOf = ({ judged }: ClaimRow): string[][] =>
  Object.entries(judged.facts).map(([fact, value]) => [
    theLibrary().wording.words(fact)?.label_zh ?? '一项没有中文名的情况',
    printedValue(fact, value),
    or(sourceOf(judged.sources[fact] ?? null)),
  ]);

export const findingsOf = ({ evaluation }: ClaimRow): string[][] =>
  evaluation.findings.map(({ says, fact, value, result, from, clause }) => [
    says,
    value === null || value === undefined ? '不知道' : printedValue(fact, value),
    resultWord(result),
    or(from ?? clause),
  ]);

export const workingOf = ({ evaluation }: ClaimRow): string[] =>
  explain(evaluation.working, theLibrary().wording, exactYuan);
