import { isCalendarDate } from '../../../kernel/calendar.ts';
import { compare, multiply } from './exact.ts';
import { readExpression } from './expression.ts';
import { type Declarations, type FactDeclaration, fits } from './facts.ts';
import { counterOf } from './limits.ts';
import type { AmountData, CapData, ConditionData, LimitData, MoneyData, Plain, RuleData, WindowData } from './rule.ts';
import { conditionsOf, type GroupData } from './rule.ts';

/** Something in the policy files that cannot stand, in words for whoever wrote it. */
export interface Problem {
  readonly where: string;
  readonly what: string;
}

/** What a rule may refer to. */
export interface Known {
  readonly declared: Declarations;
  readonly ruleIds: ReadonlySet<string>;
  readonly categories: ReadonlySet<string>;
  readonly beneficiaries: ReadonlySet<string>;
  readonly triggers: ReadonlySet<string>;
  readonly statuses: ReadonlySet<string>;
  readonly papers: ReadonlySet<string>;
  readonly windowOf: (doc: string) => WindowData | null | undefined;
}

/** The parts of a written rule that only the check looks at. */
export interface CheckedRule extends RuleData {
  readonly category: string;
  readonly trigger: { readonly event: string };
  readonly evidence: { readonly stated: readonly string[]; readonly suggested: readonly string[] };
  readonly priority?: { readonly first: ConditionData };
}

/** Everything wrong with the meaning of the rules; their shape has been checked before. */
export function problemsOf(rules: readonly CheckedRule[], known: Known): Problem[] {
  const single = rules.flatMap((rule) =>
    [
      ...conditionProblems(rule, known),
      ...amountProblems(rule, known),
      ...limitProblems(rule, known),
      ...wordProblems(rule, known),
    ].map((what) => ({ where: `${rule.id} v${rule.version ?? 1}`, what })),
  );
  return [...single, ...versionProblems(rules, known)];
}

/** The slug of a paper; a form's Chinese name may follow in brackets. */
export const paperSlug = (paper: string): string => paper.replace(/ \(.*\)$/, '');

function wordProblems(rule: CheckedRule, known: Known): string[] {
  const { overrides = [], exclusive_with, ambiguities, evidence, outcome } = rule;
  const others = [...overrides, ...exclusive_with, ...ambiguities.flatMap((one) => one.exclusive_with ?? [])];
  return [
    ...unknownWords('类别', [rule.category], known.categories),
    ...unknownWords('对象', [rule.beneficiary, rule.subject], known.beneficiaries),
    ...unknownWords('触发事由', [rule.trigger.event], known.triggers),
    ...unknownWords('结果用语', Object.values(outcome ?? {}), known.statuses),
    ...unknownWords('材料', [...evidence.stated, ...evidence.suggested].map(paperSlug), known.papers),
    ...unknownWords('规则', others, known.ruleIds),
  ];
}

const unknownWords = (kind: string, words: readonly string[], known: ReadonlySet<string>): string[] =>
  words.filter((word) => !known.has(word)).map((word) => `${kind} ${word} 没有登记`);

function conditionProblems(rule: CheckedRule, { declared }: Known): string[] {
  const extension = rule.duration?.extension?.when;
  const priority = rule.priority?.first;
  const all = [...conditionsOf(rule.conditions), ...(extension ? [extension] : []), ...(priority ? [priority] : [])];
  const empty = isEmpty(rule.conditions) ? ['没有任何条件'] : [];
  return [
    ...empty,
    ...all.flatMap((condition) => oneCondition(condition, declared)),
    ...derivedProblems(rule, declared),
  ];
}

const isEmpty = (group: GroupData): boolean => !group.all && !group.any && !group.unless;

function oneCondition({ fact, op, value, value_fact }: ConditionData, declared: Declarations): string[] {
  const declaration = declared.get(fact);
  if (!declaration) return [undeclared(fact)];
  if (value_fact !== undefined) return declared.has(value_fact) ? [] : [undeclared(value_fact)];
  const values = Array.isArray(value) ? value : [value];
  if (Array.isArray(value) !== (op === 'in' || op === 'between')) return [`条件 ${fact} ${op} 的取值形式不对`];
  if (op === 'between' && values.length !== 2) return [`条件 ${fact} between 须有两个端点`];
  if (['lt', 'lte', 'gt', 'gte', 'between'].includes(op) && !hasOrder(declaration))
    return [`事实 ${fact} 不能比较大小`];
  return values
    .filter((one) => !fitsCondition(one, declaration))
    .map((one) => `条件 ${fact} 的取值 ${String(one)} 与事实类型不符`);
}

/** A measure may be compared with any number: `int` says what the fact holds, not what it is held against. */
function fitsCondition(value: Plain, declaration: FactDeclaration): boolean {
  return isNumeric(declaration) ? typeof value === 'number' : fits(value, declaration);
}

const undeclared = (fact: string): string => `事实 ${fact} 没有登记`;
const isNumeric = ({ type }: FactDeclaration): boolean => type === 'int' || type === 'number';
const hasOrder = (declaration: FactDeclaration): boolean => isNumeric(declaration) || declaration.type === 'date';

function derivedProblems({ derived_facts = [] }: RuleData, declared: Declarations): string[] {
  return derived_facts.flatMap(({ fact, expr }) => [
    ...numericFact(fact, declared),
    ...expressionProblems(expr, declared),
  ]);
}

function numericFact(fact: string, declared: Declarations): string[] {
  const declaration = declared.get(fact);
  if (!declaration) return [undeclared(fact)];
  return isNumeric(declaration) ? [] : [`事实 ${fact} 不是数,不能参加计算`];
}

function expressionProblems(expr: string, declared: Declarations): string[] {
  const result = readExpression(expr, (fact) => declared.reader(fact));
  if (!result.ok) return [`算式 ${expr} 第 ${result.at + 1} 个字符处有误(${result.message})`];
  return result.expression.reads.flatMap((fact) => numericFact(fact, declared));
}

/** What each kind of amount cannot do without. */
function isComplete(amount: AmountData): boolean {
  const hasSum = amount.fen !== undefined && amount.fen !== null;
  switch (amount.kind) {
    case 'percent-of':
      return amount.percent !== undefined && amount.base !== undefined;
    case 'percentage-points':
      return amount.points !== undefined && amount.base !== undefined;
    case 'formula':
      return amount.expr !== undefined;
    case 'floor':
      return hasSum || amount.base !== undefined;
    case 'actual-cost':
      return amount.base !== undefined;
    case 'in-kind':
    case 'none':
    case 'to-be-set':
      return true;
    default:
      return hasSum;
  }
}

function amountProblems({ amount, caps }: RuleData, { declared }: Known): string[] {
  const facts = [amount.base, ...(caps ?? []).flatMap(capFacts)].filter((fact) => fact !== undefined);
  const sums: MoneyData[] = [amount, ...(caps ?? []), ...(amount.deductible ? [amount.deductible] : [])];
  return [
    ...(isComplete(amount) ? [] : [`金额类型 ${amount.kind} 缺少必要的数据`]),
    ...facts.flatMap((fact) => numericFact(fact, declared)),
    ...(amount.expr === undefined ? [] : expressionProblems(amount.expr, declared)),
    ...(amount.split && amount.base === undefined ? ['分担比例没有基数'] : []),
    ...sums.filter((sum) => !agrees(sum)).map(({ yuan, fen }) => `${String(yuan)} 元与 ${String(fen)} 分不一致`),
    ...(caps ?? [])
      .filter((cap) => cap.bound !== undefined && !isBounded(cap))
      .map((cap) => `限额“${cap.what}”缺少对象或数额`),
  ];
}

const capFacts = ({ base, target }: CapData): (string | undefined)[] => [
  base,
  target === 'payment' ? undefined : target,
];
const isBounded = (cap: CapData): boolean =>
  cap.target !== undefined && (cap.base !== undefined || typeof cap.fen === 'number');

/** Money is given twice, and both must say the same. */
function agrees({ yuan, fen }: MoneyData): boolean {
  const isGiven = (value: unknown) => value !== undefined && value !== null;
  if (!isGiven(yuan) && !isGiven(fen)) return true;
  return typeof yuan === 'number' && typeof fen === 'number' && compare(multiply(yuan, 100), fen) === 0;
}

function limitProblems(rule: RuleData, known: Known): string[] {
  const { frequency, band_fact, bands } = rule;
  const limits = frequency ? [frequency, ...(frequency.also ? [frequency.also] : [])] : [];
  return [
    ...limits.flatMap((limit) => frequencyProblems(limit, rule.subject, known)),
    ...((band_fact === undefined) === (bands === undefined) ? [] : ['分档与分档所依据的事实须同时写明']),
    ...(band_fact === undefined ? [] : numericFact(band_fact, known.declared)),
    ...(bands ?? [])
      .filter(({ age, age_from }) => (age === undefined) === (age_from === undefined))
      .map(() => '每一档须写明起止年龄或起始年龄之一'),
  ];
}

function frequencyProblems(limit: LimitData, subject: string, { declared, beneficiaries }: Known): string[] {
  const counter = counterOf(limit, subject);
  if (counter === undefined) return [`次数限制的计次单位 ${limit.per} 没有对应的计数`];
  return [
    ...(declared.has(counter) ? [] : [undeclared(counter)]),
    ...unknownWords('计次对象', [limit.counted_on], beneficiaries),
  ];
}

/** Versions of one rule: numbered once each, and no day on which two of them hold. */
function versionProblems(rules: readonly RuleData[], { windowOf }: Known): Problem[] {
  const byId = Map.groupBy(rules, ({ id }) => id);
  return [...byId].flatMap(([where, versions]) => {
    const repeated = new Set(versions.map((one) => one.version ?? 1)).size < versions.length;
    const windows = versions.map((one) => one.effective ?? windowOf(one.source.doc));
    return [
      ...(repeated ? [{ where, what: '版本号重复' }] : []),
      ...(overlapIn(windows) ? [{ where, what: '两个版本的有效期重叠' }] : []),
    ];
  });
}

const FIRST = '0000-01-01';
const LAST = '9999-12-31';

function overlapIn(windows: readonly (WindowData | null | undefined)[]): boolean {
  const bound = (text: string | null | undefined, open: string) => (text && isCalendarDate(text) ? text : open);
  const spans = windows.map((window) => [bound(window?.from, FIRST), bound(window?.to, LAST)] as const);
  return spans.some(([from, to], i) =>
    spans.slice(i + 1).some(([otherFrom, otherTo]) => from <= otherTo && otherFrom <= to),
  );
}
