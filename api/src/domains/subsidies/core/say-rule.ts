import { divide, type Exact, textOf } from './exact.ts';
import { type SayFen, sayCondition, sayExpression, type Wording } from './plain-words.ts';
import type { Rate } from './rate.ts';
import type { AmountData, CapData, ConditionData, GroupData, MoneyData, RuleData } from './rule.ts';
import { isCondition } from './rule.ts';

/** One line of a rule's conditions: a heading of a group, or a condition; what stands in a group is one deeper. */
export interface SaidCondition {
  readonly depth: number;
  readonly kind: 'all' | 'any' | 'unless' | 'condition';
  readonly text: string;
  /** Where it was read from, when not in the rule's own clause. */
  readonly from: string | null;
}

const HEADINGS = { all: '以下各条都要符合', any: '以下符合一条就行', unless: '有下面情形的不给' } as const;

/** The conditions of a rule as one would read them out at the counter. */
export function sayConditions(group: GroupData, wording: Wording, depth = 0): SaidCondition[] {
  return (['all', 'any', 'unless'] as const).flatMap((kind) => {
    const parts = kind === 'unless' ? group.unless && [group.unless] : group[kind];
    if (!parts) return [];
    const heading: SaidCondition = { depth, kind, text: HEADINGS[kind], from: null };
    const inner = parts.flatMap((part) =>
      isCondition(part) ? [conditionLine(part, wording, depth + 1)] : sayConditions(part, wording, depth + 1),
    );
    return [heading, ...inner];
  });
}

const conditionLine = (condition: ConditionData, wording: Wording, depth: number): SaidCondition => ({
  depth,
  kind: 'condition',
  text: sayCondition(condition, wording),
  from: condition.from ?? null,
});

const UNITS: Readonly<Record<string, string>> = {
  person: '每人',
  labourer: '每人',
  'person-month': '每人每月',
  'person-day': '每人每天',
  'person-year': '每人每年',
  year: '每年',
  month: '每月',
  loan: '每笔贷款',
  bill: '每笔费用',
  project: '每个项目',
};
const OF_KIND: Readonly<Partial<Record<AmountData['kind'], string>>> = {
  'per-person': '每人',
  'per-person-month': '每人每月',
  'per-person-day': '每人每天',
  'per-person-year': '每人每年',
};
const PRINTED = 'to-be-set';

/** Whether the text leaves the sum to an upper document (GD-11). */
export const isOpenAmount = ({ kind }: AmountData): boolean => kind === PRINTED;

/** Whether a rate that is entered has a say: every kind that comes to a sum. */
export const takesRate = ({ kind }: AmountData): boolean => !['in-kind', 'none', 'percentage-points'].includes(kind);

/** What one unit is worth, in words; the rate in force goes before what the text prints. */
export function sayAmount(
  { amount }: Pick<RuleData, 'amount'>,
  wording: Wording,
  rate?: Rate,
  yuan: SayFen = shortYuan,
): string {
  if (rate && takesRate(amount)) return sayRate(amount, wording, rate, yuan);
  return `${unitOf(amount.kind, amount.per)}${sayPrinted(amount, wording, yuan)}`;
}

function sayRate(amount: AmountData, wording: Wording, rate: Rate, yuan: SayFen): string {
  const per = unitOf(amount.kind, rate.per ?? amount.per) || (amount.kind === PRINTED ? '每人' : '');
  const said = rate.fen === undefined ? sayPercent(rate.percent ?? 0, amount, wording) : yuan(rate.fen);
  return `${per}${said}`;
}

const unitOf = (kind: AmountData['kind'], per: string | null | undefined): string =>
  OF_KIND[kind] ?? (per ? (UNITS[per] ?? per) : '');

function sayPrinted(amount: AmountData, wording: Wording, yuan: SayFen): string {
  const sum = amount.fen == null ? '' : yuan(amount.fen);
  switch (amount.kind) {
    case 'percent-of':
      return sayPercent(amount.percent ?? 0, amount, wording);
    case 'percentage-points':
      return `${named(amount.base, wording)}提高${textOf(amount.points ?? 0)}个百分点`;
    case 'formula':
      return `按算式：${sayFormula(amount.expr ?? '', wording)}`;
    case 'ceiling':
      return `最高${sum}`;
    case 'floor':
      return amount.fen == null ? `不低于${named(amount.base, wording)}` : `不低于${sum}`;
    case 'actual-cost':
      return `按${named(amount.base, wording)}据实`;
    case 'in-kind':
      return '不发钱，给服务或者免费用';
    case 'none':
      return '不发钱，是一项资格';
    case 'to-be-set':
      return '钱数由上级文件定，还没有录入';
    default:
      return sum;
  }
}

/** The signs of a formula as people write them. */
const sayFormula = (expression: string, wording: Wording): string =>
  sayExpression(expression, wording)
    .replaceAll('*', '×')
    .replaceAll('/', '÷')
    .replaceAll('min(', '较小值(')
    .replaceAll('max(', '较大值(');

const sayPercent = (percent: Exact, amount: AmountData, wording: Wording): string =>
  `${named(amount.base, wording)}的${textOf(percent)}%`;

const named = (fact: string | undefined, wording: Wording): string =>
  fact === undefined ? '核定数额' : (wording.words(fact)?.label_zh ?? fact);

const A_LOT = 100_000;

/** In 元; from a hundred thousand on in 万元, where that is even: nobody counts the noughts of 3000000. */
function shortYuan(fen: Exact): string {
  const yuan = textOf(divide(fen, 100) ?? 0);
  return Number(yuan) >= A_LOT && yuan.endsWith('0000') ? `${yuan.slice(0, -4)}万元` : `${yuan}元`;
}
const yuanOf = ({ fen }: MoneyData): string => (fen == null ? '' : shortYuan(fen));

/** What else the text says of the sum: caps in their own words. */
export const sayCaps = (caps: readonly CapData[] | null | undefined): string[] =>
  (caps ?? []).map(
    (cap) => `${cap.what}${cap.bound === 'min' ? ' ≥ ' : cap.bound === 'max' ? ' ≤ ' : ''}${yuanOf(cap)}`,
  );

const FACT_NAME = /^[a-z]+(?:\.[a-z0-9_]+)+$/;
const IN_EXPRESSION = /[a-z]+(?:\.[a-z0-9_]+)+/g;

/** Every fact a rule reads, in the order in which it names them. */
export function factsOf(rule: RuleData): string[] {
  const { conditions, derived_facts, amount, caps, duration, band_fact } = rule;
  const named = new Set<string>();
  const walk = (value: unknown, key = ''): void => {
    if (Array.isArray(value)) for (const one of value) walk(one, key);
    else if (typeof value === 'object' && value !== null) for (const [k, one] of Object.entries(value)) walk(one, k);
    else if (typeof value !== 'string') return;
    else if (key === 'expr') for (const fact of value.match(IN_EXPRESSION) ?? []) named.add(fact);
    else if (READS.has(key) && FACT_NAME.test(value)) named.add(value);
  };
  walk({ conditions, derived_facts, band_fact, duration, caps, ...{ base: amount.base, expr: amount.expr } });
  return [...named];
}
const READS = new Set(['fact', 'value_fact', 'base', 'target', 'until', 'band_fact']);
