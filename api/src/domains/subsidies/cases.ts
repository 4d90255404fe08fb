import type { Evaluation } from './core/evaluate.ts';
import { evaluate } from './core/evaluate.ts';
import { compare, type Exact, multiply, Ratio, textOf } from './core/exact.ts';
import { readQuestion } from './core/read-question.ts';
import type { Library } from './library.ts';
import { sayRefusal } from './sentences.ts';

type Fields = Readonly<Record<string, unknown>>;

/** One case of a file: a question and what is expected of it. */
export interface PolicyCase extends Fields {
  readonly id: string;
  readonly rule: string;
  readonly expect: Fields;
}
export interface CaseResult {
  readonly id: string;
  /** Empty when the case passed; else what differs, one line each. */
  readonly differences: readonly string[];
}

/** The cases of a parsed file, or undefined when it is no file of cases. */
export function casesOf(file: unknown): PolicyCase[] | undefined {
  if (typeof file !== 'object' || file === null || !('cases' in file) || !Array.isArray(file.cases)) return undefined;
  return file.cases.every(isCase) ? file.cases : undefined;
}

function isCase(value: unknown): value is PolicyCase {
  if (typeof value !== 'object' || value === null) return false;
  const { id, rule, expect } = value as Fields;
  return typeof id === 'string' && typeof rule === 'string' && typeof expect === 'object' && expect !== null;
}

/** Judges the case and holds the answer against what is expected. */
export function runCase(one: PolicyCase, library: Library): CaseResult {
  const answer = answerTo(one, library);
  return { id: one.id, differences: Array.isArray(answer) ? answer : differencesOf(one, answer) };
}

/** The evaluation, or the sentences that say why the question cannot be put. */
function answerTo(one: PolicyCase, library: Library): Evaluation | string[] {
  const { dates } = one;
  const event = typeof dates === 'object' && dates !== null && 'event' in dates ? dates.event : undefined;
  const rule = library.on(typeof event === 'string' ? event : undefined).get(one.rule);
  if (!rule) return [`没有这条规则:${one.rule}`];
  const read = readQuestion(one, rule.data, library.declared);
  return read.ok ? evaluate(rule, read.facts, read.question) : read.refusals.map(sayRefusal);
}

function differencesOf(one: PolicyCase, answer: Evaluation): string[] {
  const { expect } = one;
  const checks: [string, unknown, unknown][] = [
    ['eligible', expect.eligible, answer.eligible],
    ['status', expect.status, answer.status],
    ['amount_fen', expectedFen(expect), answer.amountFen],
    ['expect_band', one.expect_band, answer.band],
    ['expect_percent', one.expect_percent, answer.percent],
  ];
  return [
    ...checks.flatMap(([name, expected, actual]) => differing(name, expected, actual)),
    ...splitDifferences(one.expect_split, answer),
  ];
}

/** What a case does not mention is not compared. */
function differing(name: string, expected: unknown, actual: unknown): string[] {
  if (expected === undefined || isSame(expected, actual)) return [];
  return [`${name}:应为 ${show(expected)},实为 ${show(actual)}`];
}

const isExact = (value: unknown): value is Exact => typeof value === 'number' || value instanceof Ratio;
const isSame = (a: unknown, b: unknown): boolean => a === b || (isExact(a) && isExact(b) && compare(a, b) === 0);
const show = (value: unknown): string => (isExact(value) ? textOf(value) : String(value));

function expectedFen({ amount_fen, amount_yuan }: Fields): unknown {
  if (amount_fen !== undefined) return amount_fen;
  return isExact(amount_yuan) ? multiply(amount_yuan, 100) : amount_yuan;
}

/** Parts may be written as fen, or as {yuan, fen}; `_percent` and `_fen` behind a name are not part of it. */
function splitDifferences(expected: unknown, { splitFen }: Evaluation): string[] {
  if (typeof expected !== 'object' || expected === null) return differing('expect_split', expected, splitFen);
  return Object.entries(expected).flatMap(([key, part]) => {
    const name = key.replace(/_(percent|fen)$/, '');
    const fen = typeof part === 'object' && part !== null && !(part instanceof Ratio) ? moneyOf(part) : part;
    return differing(`expect_split.${name}`, fen, splitFen?.[name] ?? null);
  });
}

const moneyOf = (part: object): unknown => {
  const { yuan, fen } = part as Fields;
  return expectedFen({ amount_fen: fen, amount_yuan: yuan });
};
