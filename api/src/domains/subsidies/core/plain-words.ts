import type { Step } from './amount.ts';
import { divide, type Exact, Ratio, textOf } from './exact.ts';
import type { FactValue } from './facts.ts';
import { bandName } from './limits.ts';
import type { BandData, ConditionData, DurationData, LimitData, Operator, WindowData } from './rule.ts';

/** How a fact is called in front of people. */
export interface FactWords {
  /** A noun for measures and kinds; for a yes-or-no fact the sentence that is true when it holds. */
  readonly label_zh: string;
  /** What a yes-or-no fact says when it does not hold, where putting 不 before it would not do. */
  readonly no_zh?: string;
  readonly unit_zh?: string;
  readonly values_zh?: Readonly<Record<string, string>>;
}
export interface Wording {
  words(fact: string): FactWords | undefined;
  ruleName(id: string): string | undefined;
}

const COMPARED: Record<Operator, string> = {
  eq: '为',
  ne: '不为',
  in: '为',
  lt: '低于',
  lte: '不超过',
  gt: '高于',
  gte: '不少于',
  between: '为',
};

/** A condition as one would ask for it at the counter. */
export function sayCondition(condition: ConditionData, wording: Wording): string {
  if (condition.says) return condition.says;
  const words = wording.words(condition.fact) ?? { label_zh: condition.fact };
  const { op, value, value_fact } = condition;
  if (typeof value === 'boolean')
    return (op === 'ne') !== value ? words.label_zh : (words.no_zh ?? negated(words.label_zh));
  const bound = value_fact ? (wording.words(value_fact)?.label_zh ?? value_fact) : sayBound(op, value, words, wording);
  return `${words.label_zh}${COMPARED[op]}${bound}`;
}

function sayBound(op: Operator, value: ConditionData['value'], words: FactWords, wording: Wording): string {
  if (!Array.isArray(value)) return sayValue(value as FactValue, words, wording);
  if (op !== 'between') return listed(value.map((one: FactValue) => sayValue(one, words, wording)));
  // The cast: the library holds every `between` to two numbers.
  const [from, to] = value as unknown as readonly [Exact, Exact];
  return `${textOf(from)}至${sayValue(to, words, wording)}(含两端)`;
}

const listed = (words: readonly string[]): string =>
  words.length > 1 ? `${words.slice(0, -1).join('、')}或${words.at(-1)}` : words.join('');

/** A value as people would say it. */
export function sayValue(value: FactValue | null | undefined, words: FactWords | undefined, wording?: Wording): string {
  if (value === null || value === undefined) return '未提供';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number' || value instanceof Ratio) return `${textOf(value)}${words?.unit_zh ?? ''}`;
  if (typeof value === 'string') return words?.values_zh?.[value] ?? named(value, wording);
  return value.length === 0 ? '无' : value.map((one) => named(one, wording)).join('、');
}

function named(text: string, wording: Wording | undefined): string {
  const name = wording?.ruleName(text);
  return name === undefined ? text : `“${name}”`;
}

/** Words a Chinese sentence begins with, and what they become when it is denied. */
const DENIALS: readonly (readonly [string, string])[] = [
  ['有', '没有'],
  ['已', '未'],
  ['经', '未经'],
  ['持有', '不持有'],
];

function negated(sentence: string): string {
  const denial = DENIALS.find(([start]) => sentence.startsWith(start));
  return denial ? denial[1] + sentence.slice(denial[0].length) : `不${sentence}`;
}

const PER: Readonly<Record<string, string>> = {
  person: '同一人',
  labourer: '同一劳动者',
  student: '同一学生',
  township: '同一乡镇(街道)',
  workshop: '同一车间',
  'labourer-per-employer': '同一单位就同一劳动者',
  'labourer-per-year': '同一劳动者同一年度',
  'labourer-per-12-months': '同一劳动者十二个月内',
  'person-month': '同一人同一月份',
  'person-day': '同一人同一天',
  'person-year': '同一人同一年度',
  year: '同一年度',
  placement: '同一次上岗',
  course: '同一人同一期培训',
};

export const sayFrequency = ({ per, limit }: LimitData): string => `${PER[per] ?? per}最多发放${limit}次`;

export function sayDuration({ max_months, extension }: DurationData, wording: Wording): string {
  const base = `累计发放不超过${max_months}个月`;
  return extension ? `${base};${sayCondition(extension.when, wording)}的,可延长到该月数` : base;
}

export function sayWindow({ from, to }: WindowData): string {
  return `办理事由发生在政策有效期内(${from ?? '不限'}至${to ?? '不限'})`;
}

export const sayExclusion = (ids: readonly string[], wording: Wording): string =>
  `没有同时享受${ids.map((id) => named(id, wording)).join('、')}`;

export const sayOverride = (id: string, wording: Wording): string => `不符合应优先适用的${named(id, wording)}`;

export const sayBands = (bands: readonly BandData[]): string =>
  `年龄落在 ${bands.map(bandName).join('、')} 之一的档次内`;

const STEPS: Record<Step['step'], (what: string, value: string, wording: Wording) => string> = {
  read: (what, value, wording) =>
    `${wording.words(what)?.label_zh ?? what} ${value}${wording.words(what)?.unit_zh ?? ''}`,
  held: (what, value) => `基数按“${what}”调整为 ${value} 元`,
  unit: (what, value, wording) => `每份金额 ${value} 元(${sayExpression(what, wording)})`,
  rate: (what, value) => `按已录入的标准,每份金额 ${value} 元${what ? `(${what})` : ''}`,
  cut: (what, value) => `超过“${what}”,按 ${value} 元计`,
  raised: (what, value) => `低于“${what}”,按 ${value} 元计`,
  flagged: (what, value) => `与“${what}”(${value} 元)不符,金额不变,请经办人复核`,
  times: (what, value) => `× ${value} ${TIMES[what] ?? what}`,
  ceiling: (what, value) => `最高 ${value} 元${what ? `(${what})` : ''}`,
  sum: (_what, value) => `申请或核算金额 ${value} 元`,
  rounded: (_what, value) => `合计 ${value} 元`,
};
const TIMES: Readonly<Record<string, string>> = { persons: '人', months: '个月', days: '天', years: '年' };

/** What a unit of a question counts. */
export const sayUnit = (unit: string): string => TIMES[unit] ?? unit;

/** Fen as they are to be printed: in 元, shortly or to the fen. */
export type SayFen = (fen: Exact) => string;
const inYuan: SayFen = (fen) => textOf(divide(fen, 100) ?? 0);

/** The working of an amount, one line for each step. */
export const explain = (working: readonly Step[], wording: Wording, yuan: SayFen = inYuan): string[] =>
  working.map(({ step, what, value }) =>
    STEPS[step](what, step === 'times' || step === 'read' ? textOf(value) : yuan(value), wording),
  );

const FACT_NAME = /[a-z]+(?:\.[a-z0-9_]+)+/g;
const KINDS: Readonly<Record<string, string>> = { ceiling: '最高限额', floor: '最低标准' };

/** An expression with the facts called by their names. */
export function sayExpression(expression: string, wording: Wording): string {
  const said = expression.replaceAll(FACT_NAME, (fact) => wording.words(fact)?.label_zh ?? fact);
  return KINDS[said] ?? (said.startsWith('per-') || said === 'fixed' ? '政策所列标准' : said);
}
