import type { Rule } from './compile.ts';
import { type Evaluation, evaluate } from './evaluate.ts';
import type { Declarations, Facts } from './facts.ts';
import type { Question } from './question.ts';

export interface Asked {
  readonly rule: Rule;
  readonly question: Question;
}
export interface Answered {
  readonly rule: Rule;
  readonly evaluation: Evaluation;
}
export interface Interview {
  readonly answers: readonly Answered[];
  /** What to ask next, what decides most rules first. */
  readonly next: readonly string[];
  /** Questions that may follow those, at most. */
  readonly remaining: number;
}

/** So many questions stand on one page. */
export const AT_ONCE = 4;

/**
 * Judges rules on the answers so far, and says which facts to ask for next: only such as keep a rule open, the one that
 * most of them wait for first. `asked` are not put again, whether or not they were answered.
 */
export function interview(
  rules: readonly Asked[],
  facts: Facts,
  asked: ReadonlySet<string>,
  declared: Declarations,
): Interview {
  const answers = rules.map(({ rule, question }) => ({ rule, evaluation: evaluate(rule, facts, question) }));
  const waits = new Map<string, number>();
  for (const { evaluation } of answers)
    for (const fact of evaluation.missing)
      if (!asked.has(fact) && mayAsk(fact, declared)) waits.set(fact, (waits.get(fact) ?? 0) + 1);
  const ordered = [...waits].toSorted(([, a], [, b]) => b - a).map(([fact]) => fact);
  return { answers, next: ordered.slice(0, AT_ONCE), remaining: Math.max(0, ordered.length - AT_ONCE) };
}

/** Parameters of the place and counters of our own payments are not for a visitor to say, nor are names and lists. */
function mayAsk(fact: string, declared: Declarations): boolean {
  const type = declared.get(fact)?.type;
  return !/^(env|claim)\./.test(fact) && type !== undefined && type !== 'text' && type !== 'list';
}
