import type { AmountStatus, KnownAmount, Step } from './amount.ts';
import type { Rule } from './compile.ts';
import type { Finding, Result } from './condition.ts';
import type { Exact } from './exact.ts';
import type { Facts } from './facts.ts';
import { type Question, switched } from './question.ts';
import { type Rate, rateInForce } from './rate.ts';
import type { RuleData } from './rule.ts';

export type Status =
  | AmountStatus
  | 'needs-evidence'
  | 'not-eligible'
  | 'rule-disabled'
  | 'configuration-refused'
  | 'wrong-jurisdiction'
  /** Outcome words: routed, enrolled, levied, exempt, waived. */
  | (string & {});

export interface Evaluation {
  readonly rule: string;
  readonly version: number;
  /** `core` rules are the bureau's own; the others are judged alike, and a `reference` rule opens no claim. */
  readonly relevance: RuleData['relevance'];
  readonly status: Status;
  /** Null while a condition or a limit waits for evidence. */
  readonly eligible: boolean | null;
  /** Whole fen, rounded once; 0 where nothing is due, null where no sum is known. */
  readonly amountFen: number | null;
  readonly findings: readonly Finding[];
  /** The facts that keep the answer open; only while it is needs-evidence. */
  readonly missing: readonly string[];
  readonly band: string | null;
  readonly percent: Exact | null;
  readonly splitFen: Readonly<Record<string, number>> | null;
  /** How the amount came about, step by step. */
  readonly working: readonly Step[];
}

/**
 * Judges one rule on checked facts: every condition and limit, the verdict in the order of vocabulary.yaml `verdict`,
 * and the amount in whole fen with its working. Reads nothing but what it is handed, and changes nothing.
 */
export function evaluate(rule: Rule, facts: Facts, question: Question = {}): Evaluation {
  const seen = new Seen(rule, facts, question);
  const refusal = refusalOf(seen);
  return refusal === undefined ? openOrGranted(seen) : refused(seen, refusal);
}

/** What the conditions and limits of a rule say to a question. */
class Seen {
  readonly rule: Rule;
  readonly facts: Facts;
  readonly question: Question;
  readonly rate: Rate | undefined;
  readonly findings: Finding[] = [];
  readonly conditions: Result;
  readonly unless: Result;
  readonly limits: Result;

  constructor(rule: Rule, facts: Facts, question: Question) {
    this.rule = rule;
    this.facts = facts;
    this.question = question;
    this.rate = rateInForce(question.rates, question.eventOn);
    this.conditions = rule.conditions.judge(facts, this.findings);
    this.unless = rule.unless ? rule.unless.judge(facts, this.findings) : 'unmet';
    this.limits = judgeLimits(rule, facts, question, this.findings);
  }

  get isOpen(): boolean {
    return this.conditions === 'unknown' || this.unless === 'unknown' || this.limits === 'unknown';
  }
}

function judgeLimits(rule: Rule, facts: Facts, question: Question, findings: Finding[]): Result {
  let result: Result = 'met';
  for (const limit of rule.limits) {
    const one = limit.judge(facts, question, findings);
    if (one === 'unmet') result = 'unmet';
    else if (one === 'unknown' && result === 'met') result = 'unknown';
  }
  return result;
}

/** Steps 1 to 5 of the verdict: the status of the refusal, or undefined where nothing refuses. */
function refusalOf(seen: Seen): Status | undefined {
  const { question, rate, facts, rule } = seen;
  const { data, amount } = rule;
  const { jurisdiction } = question;
  if (jurisdiction !== undefined && jurisdiction !== data.jurisdiction.slug) return 'wrong-jurisdiction';
  if (!isEnabled(data, seen)) return 'rule-disabled';
  if (rate && amount.refuses(facts, rate)) return 'configuration-refused';
  if (seen.conditions === 'unmet') return data.outcome?.unmet ?? 'not-eligible';
  if (seen.limits === 'unmet') return 'not-eligible';
  if (seen.unless === 'met') return data.outcome?.unless ?? 'not-eligible';
  return undefined;
}

/** A key that is set decides; else a rate in force switches on what is off by default. */
function isEnabled({ enabled }: RuleData, { question, rate }: Seen): boolean {
  if (!enabled) return true;
  return switched(question.settings, enabled.config) ?? (enabled.default || rate !== undefined);
}

/** Steps 6 and 7 of the verdict. */
function openOrGranted(seen: Seen): Evaluation {
  const { facts, question, rate, rule } = seen;
  const claimed = question.units?.months ?? 1;
  const months = rule.duration?.monthsLeft(facts, claimed) ?? claimed;
  const amount = rule.amount.work(facts, { question, rate, months });
  if (!amount.known) return open(seen, amount.lacking);
  return seen.isOpen ? open(seen, []) : granted(seen, amount);
}

const NONE: readonly never[] = [];

const refused = ({ rule, findings }: Seen, status: Status): Evaluation => ({
  rule: rule.data.id,
  version: rule.version,
  relevance: rule.data.relevance,
  status,
  eligible: false,
  amountFen: 0,
  findings,
  missing: NONE,
  band: null,
  percent: null,
  splitFen: null,
  working: NONE,
});

/** Eligible is null while a condition or limit is open, and true when only the amount waits. */
const open = (seen: Seen, lackingForAmount: readonly string[]): Evaluation => ({
  rule: seen.rule.data.id,
  version: seen.rule.version,
  relevance: seen.rule.data.relevance,
  status: 'needs-evidence',
  eligible: seen.isOpen ? null : true,
  amountFen: null,
  findings: seen.findings,
  missing: [...new Set([...lackingOf(seen), ...lackingForAmount])],
  band: null,
  percent: null,
  splitFen: null,
  working: NONE,
});

const granted = ({ rule, facts, findings }: Seen, amount: KnownAmount): Evaluation => ({
  rule: rule.data.id,
  version: rule.version,
  relevance: rule.data.relevance,
  status: rule.data.outcome?.met ?? amount.status,
  eligible: true,
  amountFen: amount.fen,
  findings,
  missing: NONE,
  band: rule.band?.bandOf(facts) ?? null,
  percent: amount.percent ?? null,
  splitFen: amount.splitFen ?? null,
  working: amount.working,
});

function lackingOf({ rule, facts, question, conditions, unless, limits }: Seen): string[] {
  return [
    ...(conditions === 'unknown' ? rule.conditions.lacking(facts) : []),
    ...(unless === 'unknown' ? (rule.unless?.lacking(facts) ?? []) : []),
    ...(limits === 'unknown' ? rule.limits.flatMap((limit) => limit.lacking(facts, question)) : []),
  ];
}
