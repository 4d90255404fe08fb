import { Compile } from 'typebox/compile';
import { type Pair, stringify } from 'yaml';
import { AppError } from '../../../kernel/app-error.ts';
import { problemsOf } from '../core/check-rules.ts';
import { FileTrouble, parseExactYaml } from '../exact-files.ts';
import type { PolicyRule } from '../library.ts';
import { RuleEntry } from '../policy-schema.ts';
import { theLibrary } from './standing.ts';

const ruleEntry = Compile(RuleEntry);

/** The rule's data as a bureau edits them: what stands in columns of the version is left out. */
export function textOfRule(rule: PolicyRule): string {
  const { jurisdiction: _slug, effective: _days, version: _number, source, ...rest } = rule;
  const { doc: _doc, wording: _wording, ...place } = source;
  return stringify({ ...rest, source: place }, { lineWidth: 120, sortMapEntries: byPlace });
}

/** The database gives keys back in an order of its own; people read them in the order of the library's files. */
const PLACES: readonly string[] = [
  ...Object.keys(RuleEntry.properties),
  ...['clause', 'line', 'event', 'all', 'any', 'unless', 'fact', 'op', 'value', 'value_fact', 'kind', 'yuan', 'fen'],
  ...[
    'percent',
    'points',
    'base',
    'expr',
    'per',
    'limit',
    'counted_on',
    'stated',
    'suggested',
    'q',
    'default',
    'config',
  ],
];
function byPlace(a: Pair, b: Pair): number {
  const [x, y] = [a, b].map(({ key }) => PLACES.indexOf(String(key))).map((at) => (at < 0 ? PLACES.length : at));
  return (x ?? 0) - (y ?? 0);
}

/**
 * The rule that a bureau wrote, in the place of `base`: its id, document and days are not the text's to change. Throws
 * policy.rule_wrong with everything that is wrong with it.
 */
export function ruleOfText(text: string, base: PolicyRule, number: number): PolicyRule {
  const { library, written } = { library: theLibrary(), written: readText(text) };
  const { doc, wording } = base.source;
  const source = { ...fieldsOf(written.source), wording };
  const entry: unknown = { ...written, version: number, source };
  if (!ruleEntry.Check(entry)) throw wrong(ruleEntry.Errors(entry).map((e) => `${e.instancePath}:${e.message}`));
  // The cast is what the schema has just made sure of.
  const shaped = entry as unknown as PolicyRule;
  const rule = {
    ...shaped,
    jurisdiction: base.jurisdiction,
    effective: base.effective,
    source: { ...shaped.source, doc },
  };
  const problems = problemsOf([rule as PolicyRule], library.known).map(({ what }) => what);
  if (rule.id !== base.id) problems.push(`规则编号须是 ${base.id}`);
  if (problems.length > 0) throw wrong(problems);
  return rule as PolicyRule;
}

const wrong = (problems: readonly string[]): AppError =>
  new AppError('policy.rule_wrong', { problems: problems.slice(0, 20) });

function readText(text: string): Readonly<Record<string, unknown>> {
  try {
    return fieldsOf(parseExactYaml(text, 'rule'));
  } catch (trouble) {
    if (trouble instanceof FileTrouble) throw wrong([trouble.message]);
    throw trouble;
  }
}

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
