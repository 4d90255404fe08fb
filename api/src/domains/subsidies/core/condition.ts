import { compare, type Exact, Ratio } from './exact.ts';
import type { Facts, FactValue, ReadFact } from './facts.ts';
import { type ConditionData, type GroupData, isCondition, type Operator, type PartData } from './rule.ts';

export type Result = 'met' | 'unmet' | 'unknown';

/** What was seen at one condition or limit. */
export interface Finding {
  readonly fact: string;
  /** As seen; null when unknown. */
  readonly value: FactValue | null;
  readonly result: Result;
  /** The clause of the rule. */
  readonly clause: string;
  /** Where this condition was read from, when not in that clause: another clause, the plan's scope, a default. */
  readonly from: string | null;
  /** Which part of the rule it belongs to. */
  readonly part: Part;
  /** What is asked, in plain words. */
  readonly says: string;
}
export type Part = 'condition' | 'unless' | 'window' | 'frequency' | 'duration' | 'exclusion' | 'override' | 'band';

/** A compiled condition or group. */
export interface Test {
  /** Judges everything below it, also after an unmet part, and notes each condition in `findings`. */
  judge(facts: Facts, findings: Finding[]): Result;
  /** The facts that keep it unknown. Nothing when it is not unknown. */
  lacking(facts: Facts): string[];
}

/** What compiling a condition needs to know of its rule. */
export interface ConditionContext {
  readonly clause: string;
  readonly read: (fact: string) => ReadFact;
  /** The facts to name when this one is unknown: itself, and those it would be derived from. */
  readonly behind: (fact: string, facts: Facts) => string[];
  readonly say: (condition: ConditionData) => string;
}

const OPPOSITE: Record<Result, Result> = { met: 'unmet', unmet: 'met', unknown: 'unknown' };

/** The group without its `unless`, which the verdict asks for by itself. */
export function compileGroup(group: GroupData, context: ConditionContext, part: Part = 'condition'): Test {
  const tests: Test[] = [];
  if (group.all) tests.push(allOf(group.all.map((inner) => compilePart(inner, context, part))));
  if (group.any) tests.push(anyOf(group.any.map((inner) => compilePart(inner, context, part))));
  return tests.length === 1 && tests[0] ? tests[0] : allOf(tests);
}

/** The group with its `unless` turned round, as a part of something larger. */
export function compileWhole(group: GroupData, context: ConditionContext, part: Part = 'condition'): Test {
  const own = compileGroup(group, context, part);
  return group.unless ? allOf([own, not(compileWhole(group.unless, context, 'unless'))]) : own;
}

function compilePart(part: PartData, context: ConditionContext, of: Part): Test {
  return isCondition(part) ? compileCondition(part, context, of) : compileWhole(part, context, of);
}

function not(test: Test): Test {
  return {
    judge: (facts, findings) => OPPOSITE[test.judge(facts, findings)],
    lacking: test.lacking,
  };
}

function allOf(tests: readonly Test[]): Test {
  return {
    judge(facts, findings) {
      let result: Result = 'met';
      for (const test of tests) {
        const one = test.judge(facts, findings);
        if (one === 'unmet') result = 'unmet';
        else if (one === 'unknown' && result === 'met') result = 'unknown';
      }
      return result;
    },
    lacking: (facts) => lackingWhenUnknown(tests, facts, 'unmet'),
  };
}

function anyOf(tests: readonly Test[]): Test {
  if (tests.length === 0) return allOf([]);
  return {
    judge(facts, findings) {
      let result: Result = 'unmet';
      for (const test of tests) {
        const one = test.judge(facts, findings);
        if (one === 'met') result = 'met';
        else if (one === 'unknown' && result === 'unmet') result = 'unknown';
      }
      return result;
    },
    lacking: (facts) => lackingWhenUnknown(tests, facts, 'met'),
  };
}

/** One part with the deciding result settles the group, so that no unknown keeps it open. */
function lackingWhenUnknown(tests: readonly Test[], facts: Facts, deciding: Result): string[] {
  if (tests.some((test) => test.judge(facts, []) === deciding)) return [];
  return tests.flatMap((test) => test.lacking(facts));
}

export function compileCondition(data: ConditionData, context: ConditionContext, part: Part): Test {
  const { fact } = data;
  const read = context.read(fact);
  const holds = comparison(data, context);
  const says = context.say(data);
  const { clause } = context;
  const from = data.from ?? null;
  return {
    judge(facts, findings) {
      const value = read(facts);
      const result: Result = value === undefined ? 'unknown' : holds(value, facts);
      findings.push({ fact, value: value ?? null, result, clause, from, part, says });
      return result;
    },
    lacking(facts) {
      const names = data.value_fact ? [fact, data.value_fact] : [fact];
      return names
        .filter((name) => context.read(name)(facts) === undefined)
        .flatMap((name) => context.behind(name, facts));
    },
  };
}

type Holds = (value: FactValue, facts: Facts) => Result;

function comparison(data: ConditionData, context: ConditionContext): Holds {
  const { op, value, value_fact } = data;
  if (value_fact !== undefined) {
    const other = context.read(value_fact);
    return (seen, facts) => {
      const bound = other(facts);
      return bound === undefined ? 'unknown' : asResult(against(op, seen, bound));
    };
  }
  if (op === 'in') return among(value as readonly FactValue[]);
  if (op === 'between') {
    const [from, to] = value as readonly [Exact, Exact];
    return (seen) => asResult(order(seen, from) >= 0 && order(seen, to) <= 0);
  }
  return withConstant(op, value as FactValue);
}

const asResult = (holds: boolean): Result => (holds ? 'met' : 'unmet');

function among(values: readonly FactValue[]): Holds {
  const words = new Set(values);
  return (seen) => asResult(words.has(seen) || values.some((value) => same(seen, value)));
}

/** The two commonest questions get a way of their own: they are nine in ten of all. */
function withConstant(op: Operator, expected: FactValue): Holds {
  if (op === 'eq' && typeof expected !== 'object') return (seen) => (same(seen, expected) ? 'met' : 'unmet');
  return (seen) => asResult(against(op, seen, expected));
}

function against(op: Operator, seen: FactValue, bound: FactValue): boolean {
  switch (op) {
    case 'eq':
      return same(seen, bound);
    case 'ne':
      return !same(seen, bound);
    case 'lt':
      return order(seen, bound) < 0;
    case 'lte':
      return order(seen, bound) <= 0;
    case 'gt':
      return order(seen, bound) > 0;
    case 'gte':
      return order(seen, bound) >= 0;
    default:
      throw new TypeError(`${op} takes a list`);
  }
}

function same(a: FactValue, b: FactValue): boolean {
  if (a === b) return true;
  return (a instanceof Ratio || b instanceof Ratio) && isExact(a) && isExact(b) && compare(a, b) === 0;
}

const isExact = (value: FactValue): value is Exact => typeof value === 'number' || value instanceof Ratio;

function order(a: FactValue, b: FactValue): number {
  if (isExact(a) && isExact(b)) return compare(a, b);
  // Dates: written YYYY-MM-DD, they stand in the order of their letters.
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  throw new TypeError('only numbers and dates have an order');
}
