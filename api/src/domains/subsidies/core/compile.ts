import { type AmountContext, type CompiledAmount, compileAmount } from './amount.ts';
import { type ConditionContext, compileCondition, compileGroup, compileWhole, type Test } from './condition.ts';
import { type Expression, readExpression } from './expression.ts';
import type { Declarations, ReadFact } from './facts.ts';
import {
  type BandLimit,
  bandLimit,
  type DurationLimit,
  durationLimit,
  type Exclusion,
  exclusionLimit,
  exclusionsOf,
  frequencyLimits,
  type Limit,
  type LimitContext,
  overrideLimit,
  windowLimit,
} from './limits.ts';
import {
  sayBands,
  sayCondition,
  sayDuration,
  sayExclusion,
  sayFrequency,
  sayOverride,
  sayWindow,
  type Wording,
} from './plain-words.ts';
import type { RuleData, WindowData } from './rule.ts';

/** A rule made ready to be asked often. */
export interface Rule {
  readonly data: RuleData;
  readonly version: number;
  readonly conditions: Test;
  readonly unless: Test | undefined;
  readonly limits: readonly Limit[];
  readonly duration: DurationLimit | undefined;
  readonly band: BandLimit | undefined;
  readonly amount: CompiledAmount;
}

/** What compiling reads beside the rules: the declared facts, the documents' windows and the words for people. */
export interface Surroundings {
  readonly declared: Declarations;
  readonly windowOf: (doc: string) => WindowData | null | undefined;
  readonly wording: Wording;
}

/**
 * Makes rules ready, one version of each. Rules look at one another here and only here: exclusions count in both
 * directions, and a rule learns the conditions of those that go before it.
 */
export function compileRules(rules: readonly RuleData[], surroundings: Surroundings): Map<string, Rule> {
  const wholes = new Map(rules.map((data) => [data.id, compileWhole(data.conditions, contextOf(data, surroundings))]));
  return new Map(rules.map((data) => [data.id, compileRule(data, rules, wholes, surroundings)]));
}

function compileRule(
  data: RuleData,
  rules: readonly RuleData[],
  wholes: ReadonlyMap<string, Test>,
  surroundings: Surroundings,
): Rule {
  const context = contextOf(data, surroundings);
  const when = data.duration?.extension?.when;
  const duration = durationLimit(data.duration, context, when && compileCondition(when, context, 'duration'));
  const band = bandLimit(data.bands, data.band_fact, context);
  const limits: (Limit | undefined)[] = [
    windowLimit(data.effective ?? surroundings.windowOf(data.source.doc), context),
    ...frequencyLimits(data.frequency, data.subject, context),
    duration,
    exclusionLimit(exclusionsBothWays(data, rules), context),
    ...rules
      .filter((other) => other.overrides?.includes(data.id))
      .map(({ id }) => overrideLimit(id, wholes.get(id) as Test, context)),
    band,
  ];
  return {
    data,
    version: data.version ?? 1,
    conditions: compileGroup(data.conditions, context),
    unless: data.conditions.unless && compileWhole(data.conditions.unless, context, 'unless'),
    limits: limits.filter((limit) => limit !== undefined),
    duration,
    band,
    amount: compileAmount(data.amount, data.caps ?? [], context),
  };
}

function exclusionsBothWays(data: RuleData, rules: readonly RuleData[]): Exclusion[] {
  const others = rules.filter(({ id }) => id !== data.id);
  const banning = others.flatMap((other) =>
    exclusionsOf(other)
      .filter(({ ruleId }) => ruleId === data.id)
      .map((one) => ({ ...one, ruleId: other.id })),
  );
  return [...exclusionsOf(data), ...banning];
}

interface RuleContext extends ConditionContext, LimitContext, AmountContext {}

function contextOf(data: RuleData, { declared, wording }: Surroundings): RuleContext {
  const plain = (fact: string): ReadFact | undefined => declared.reader(fact);
  const derived = new Map(data.derived_facts?.map(({ fact, expr }) => [fact, expressionOf(expr, plain)]));
  const find = (fact: string): ReadFact | undefined => {
    const given = plain(fact);
    const expression = derived.get(fact);
    return given && expression ? (facts) => given(facts) ?? expression.value(facts) : given;
  };
  const read = (fact: string): ReadFact => {
    const reader = find(fact);
    if (!reader) throw new TypeError(`${fact} is not declared`);
    return reader;
  };
  return {
    clause: data.source.clause,
    read,
    behind: (fact, facts) => [fact, ...(derived.get(fact)?.lacking(facts) ?? [])],
    expression: (text) => expressionOf(text, find),
    lay: (facts, fact, value) => declared.over(facts, [[fact, value]]),
    say: (condition) => sayCondition(condition, wording),
    says: limitWords(wording),
  };
}

const limitWords = (wording: Wording): LimitContext['says'] => ({
  window: sayWindow,
  frequency: sayFrequency,
  duration: (duration) => sayDuration(duration, wording),
  exclusion: (ids) => sayExclusion(ids, wording),
  override: (id) => sayOverride(id, wording),
  bands: sayBands,
});

/** The library has been checked before it is compiled, so that a broken expression here is a bug. */
function expressionOf(text: string, read: (fact: string) => ReadFact | undefined): Expression {
  const result = readExpression(text, read);
  if (!result.ok) throw new TypeError(`${text} at ${result.at}: ${result.message}`);
  return result.expression;
}
