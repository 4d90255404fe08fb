import type { Exact } from './exact.ts';

/** The shapes of a rule as it is written in api/policies. What each word means stands in vocabulary.yaml, `judging`. */
export const OPERATORS = ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'between'] as const;
export type Operator = (typeof OPERATORS)[number];

export const AMOUNT_KINDS = [
  'fixed',
  'per-person',
  'per-person-month',
  'per-person-day',
  'per-person-year',
  'percent-of',
  'percentage-points',
  'formula',
  'ceiling',
  'floor',
  'actual-cost',
  'in-kind',
  'none',
  'to-be-set',
] as const;
export type AmountKind = (typeof AMOUNT_KINDS)[number];

export type Plain = boolean | string | Exact;

export interface ConditionData {
  readonly fact: string;
  readonly op: Operator;
  readonly value?: Plain | readonly Plain[];
  readonly value_fact?: string;
  /** Where the condition was read from when it is not the rule's own clause. */
  readonly from?: string;
  /** Plain words for people; made from the fact's own words where a rule has none. */
  readonly says?: string;
}
export interface GroupData {
  readonly all?: readonly PartData[];
  readonly any?: readonly PartData[];
  readonly unless?: GroupData;
}
export type PartData = ConditionData | GroupData;

/** A sum as the data gives it: in yuan and, to be held against it, in fen. */
export interface MoneyData {
  readonly yuan?: Exact | null;
  readonly fen?: Exact | null;
}
export interface AmountData extends MoneyData {
  readonly kind: AmountKind;
  readonly per?: string | null;
  readonly percent?: Exact;
  readonly points?: Exact;
  readonly base?: string;
  readonly expr?: string;
  readonly deductible?: MoneyData;
  /** Named parts, each `<name>_percent` of the same base. */
  readonly split?: Readonly<Record<string, Exact>>;
}
export interface CapData extends MoneyData {
  readonly what: string;
  readonly bound?: 'max' | 'min';
  readonly target?: string;
  readonly base?: string;
  readonly times?: Exact;
  readonly mode?: 'apply' | 'flag';
  readonly config?: string;
}
export interface SwitchData {
  readonly default: boolean;
  readonly config: string;
}
export interface LimitData {
  readonly limit: number | null;
  readonly per: string;
  readonly counted_on: string;
  readonly reading?: string;
  readonly enabled?: SwitchData;
  readonly also?: LimitData;
}
export interface DurationData {
  readonly max_months?: number | null;
  readonly max_years?: number;
  readonly counts?: 'paid-months' | 'period-to-act';
  readonly extension?: { readonly when: ConditionData; readonly until: string } | null;
}
export interface WindowData {
  readonly from?: string | null;
  readonly to?: string | null;
}
export interface BandData {
  readonly age?: readonly [number, number];
  readonly age_from?: number;
}
export interface AmbiguityData {
  readonly q: string;
  readonly default: string;
  readonly config: string;
  readonly exclusive_with?: readonly string[];
}
export interface RuleData {
  readonly id: string;
  /** A correction is a new version; without one it is the first. */
  readonly version?: number;
  readonly name_zh: string;
  readonly relevance: 'core' | 'adjacent' | 'reference';
  readonly jurisdiction: { readonly slug: string };
  readonly source: { readonly doc: string; readonly clause: string };
  readonly beneficiary: string;
  readonly subject: string;
  readonly enabled?: SwitchData;
  readonly effective?: WindowData | null;
  readonly conditions: GroupData;
  readonly derived_facts?: readonly { readonly fact: string; readonly expr: string }[];
  readonly amount: AmountData;
  readonly caps?: readonly CapData[] | null;
  readonly duration?: DurationData | null;
  readonly frequency?: LimitData | null;
  readonly band_fact?: string;
  readonly bands?: readonly BandData[];
  readonly outcome?: { readonly met?: string; readonly unmet?: string; readonly unless?: string };
  readonly overrides?: readonly string[];
  readonly exclusive_with: readonly string[];
  readonly ambiguities: readonly AmbiguityData[];
}

export const isCondition = (part: PartData): part is ConditionData => 'fact' in part;

/** Every condition of a group, at whatever depth. */
export function conditionsOf(group: GroupData): ConditionData[] {
  const parts = [...(group.all ?? []), ...(group.any ?? [])];
  const inner = parts.flatMap((part) => (isCondition(part) ? [part] : conditionsOf(part)));
  return group.unless ? [...inner, ...conditionsOf(group.unless)] : inner;
}
