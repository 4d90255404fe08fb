import type { CalendarDate } from '../../../kernel/calendar.ts';
import { type Evaluation, evaluate } from '../core/evaluate.ts';
import { plainJson } from '../core/exact.ts';
import type { FactValue } from '../core/facts.ts';
import { keep, unkeep } from '../core/keep-facts.ts';
import { exclusionsOf } from '../core/limits.ts';
import type { Rate } from '../core/rate.ts';
import type { Relation } from '../core/relations.ts';
import { type StandingRule, type StandingRules, theLibrary } from '../policies/standing.ts';
import { type Asked, gatherFacts, type Snapshot } from './facts.ts';
import type { Judged } from './tables.ts';

/** The engine's word on a claim, and all that it was handed. */
export interface Judgement {
  readonly evaluation: Evaluation;
  /** Made only where it is kept: most questions of a sweep are answered no. */
  readonly judged: () => Judged;
  readonly verdict: string;
  readonly amountFen: number | null;
  /** Facts that keep the answer open. */
  readonly missing: readonly string[];
}

/** Judges one question by the rule that stands on its day, on all that can be told of it. */
export function judge(
  standing: StandingRules,
  one: StandingRule,
  snapshot: Snapshot,
  asked: Asked,
  relation: Relation | undefined,
): Judgement {
  const known = gatherFacts(snapshot, asked, relation, exclusivesOf(one));
  const values = [...known].map(([fact, { value }]): [string, FactValue] => [fact, value]);
  const units = asked.periodKey.startsWith('month:') ? { months: 1 } : {};
  const question = { ...standing.questionFor(one.rule.data.id, asked.eventOn), units };
  const { declared } = theLibrary();
  const evaluation = evaluate(one.rule, declared.over(undefined, values), question);
  return {
    evaluation,
    verdict: evaluation.status,
    amountFen: evaluation.eligible === false ? null : evaluation.amountFen,
    missing: evaluation.missing,
    judged: () => ({
      facts: Object.fromEntries(values.map(([fact, value]) => [fact, keep(value)])),
      sources: Object.fromEntries([...known].map(([fact, { source }]) => [fact, source])),
      units,
      settings: question.settings ?? {},
      rates: (question.rates ?? []).map(keptRate),
      jurisdiction: one.written.jurisdiction.slug,
    }),
  };
}

/** Rules whose payments count together with this one's, in both directions (see compile.ts). */
const exclusivesOf = ({ rule }: StandingRule): ReadonlySet<string> =>
  new Set(exclusionsOf(rule.data).map(({ ruleId }) => ruleId));

/** The evaluation as it is kept and shown: numbers as they print. The facts beside it are exact. */
export const plain = (evaluation: Evaluation): Evaluation =>
  JSON.parse(JSON.stringify(evaluation, plainJson)) as Evaluation;

const keptRate = (rate: Rate): Record<string, unknown> => ({
  ...rate,
  ...(rate.fen !== undefined && { fen: keep(rate.fen) }),
  ...(rate.percent !== undefined && { percent: keep(rate.percent) }),
});

/** The same question put again years later, on what was kept: the answer is the one that was given. */
export function judgeAgain(one: Pick<StandingRule, 'rule'>, judged: Judged, eventOn: CalendarDate): Evaluation {
  const { declared } = theLibrary();
  const facts = Object.entries(judged.facts).map(([fact, value]): [string, FactValue] => [
    fact,
    unkeep(value) as FactValue,
  ]);
  const rates = judged.rates.map(
    (rate) => Object.fromEntries(Object.entries(rate).map(([key, value]) => [key, unkeep(value)])) as Rate,
  );
  const units = Object.fromEntries(Object.entries(judged.units).map(([unit, n]) => [unit, Number(n)]));
  const question = { units, rates, settings: judged.settings, eventOn };
  return plain(evaluate(one.rule, declared.over(undefined, facts), question));
}

/** Answers that open a claim: money, or money that waits for a paper or a rate. What is given in kind is no payment. */
export const CLAIMABLE: readonly string[] = [
  'payable',
  'payable-with-flag',
  'within-ceiling',
  'capped',
  'awaiting-rate',
  'needs-evidence',
];
/** Answers on which money may be approved. */
export const PAYABLE: readonly string[] = ['payable', 'payable-with-flag', 'within-ceiling', 'capped'];

export const isClaimable = ({ evaluation, verdict }: Judgement): boolean =>
  CLAIMABLE.includes(verdict) && evaluation.eligible !== false && evaluation.amountFen !== 0;
