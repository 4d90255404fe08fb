import type { Output } from '../../../../contract/endpoint.ts';
import type { enterRate, PolicyVersionView, publishVersion } from '../../../../contract/policies.ts';
import type { AskedFact } from '../../../../contract/policy-trials.ts';
import { SYSTEM_ID } from '../../../kernel/ctx.ts';
import { compileRules } from '../core/compile.ts';
import { evaluate } from '../core/evaluate.ts';
import { DEFAULT_NOTICE_FIELDS, NOTICE_FIELDS, type NoticeField } from '../core/notice.ts';
import { type Rate, rateInForce } from '../core/rate.ts';
import { factsOf, isOpenAmount, sayAmount, sayCaps, sayConditions } from '../core/say-rule.ts';
import { fullWorkflow, type SaidVersion } from '../core/say-version.ts';
import { type PolicyRule, papersOf } from '../library.ts';
import { textOfRule } from './rule-text.ts';
import { rateOf, theLibrary } from './standing.ts';
import type { HeldVersion, PolicyRate } from './store.ts';

type VersionLine = Output<typeof publishVersion>;
/** How an officer is called; the system where it was nobody of the county. */
export type NameOf = (id: string) => string;

export const nameOf =
  (names: ReadonlyMap<string, string>): NameOf =>
  (id) =>
    names.get(id) ?? (id === SYSTEM_ID ? '系统' : '已离开的人员');

export const versionLine = (version: HeldVersion, name: NameOf): VersionLine => ({
  number: version.number,
  status: version.status,
  validFrom: version.validFrom,
  validTo: version.validTo,
  holds: version.holds,
  note: version.note,
  madeBy: name(version.madeBy),
  madeAt: version.madeAt.toISOString(),
  publishedBy: version.publishedBy === null ? null : name(version.publishedBy),
  publishedAt: version.publishedAt?.toISOString() ?? null,
});

export const rateView = (rate: PolicyRate, name: NameOf): Output<typeof enterRate> => ({
  id: rate.id,
  fen: rate.fen,
  percent: rate.percentHundredths === null ? null : rate.percentHundredths / 100,
  per: rate.per,
  effectiveFrom: rate.effectiveFrom,
  effectiveTo: rate.effectiveTo,
  cites: rate.cites,
  enteredBy: name(rate.enteredBy),
  enteredAt: rate.enteredAt.toISOString(),
});

/** A version in words, with the rate that is in force. */
export function versionView(version: HeldVersion, name: NameOf, rate: Rate | undefined): PolicyVersionView {
  const { rule, terms } = version;
  const { wording } = theLibrary();
  return {
    ...versionLine(version, name),
    id: version.id,
    name: rule.name_zh,
    clause: rule.source.clause,
    wording: terms.wording,
    conditions: sayConditions(rule.conditions, wording),
    limits: limitsOf(rule),
    amount: sayAmount(rule, wording, rate),
    amountNotes: sayCaps(rule.caps),
    papers: papersOf(rule, theLibrary()),
    approval: (rule.approval ?? []).map(({ by_zh }) => by_zh),
    workflow: fullWorkflow(terms.workflow),
    noticeFields: noticeFieldsOf(version),
    excludes: excludesOf(rule),
    trigger: rule.trigger.event,
    ruleText: textOfRule(rule),
  };
}

const noticeFieldsOf = ({ terms }: HeldVersion): NoticeField[] =>
  NOTICE_FIELDS.filter((field) => (terms.noticeFields ?? DEFAULT_NOTICE_FIELDS).includes(field));

const excludesOf = (rule: PolicyRule): string[] =>
  rule.exclusive_with.map((id) => theLibrary().wording.ruleName(id) ?? id);

/** The limits say themselves where nothing is known yet. */
export function limitsOf(rule: PolicyRule): string[] {
  const { declared, wording } = theLibrary();
  const compiled = compileRules([rule], { declared, wording, windowOf: () => null }).get(rule.id);
  if (!compiled) return [];
  const { findings } = evaluate(compiled, declared.over(undefined, []));
  const limits = findings.filter(({ part }) => part !== 'condition' && part !== 'unless');
  return [...new Set(limits.map(({ says }) => says))];
}

/** The rate of a rule that stands on a day. */
export const standingRate = (rates: readonly PolicyRate[], on: string): Rate | undefined =>
  rateInForce(rates.map(rateOf), on);

/** The amount waits: the text leaves it open and no rate stands. */
export const awaitsRate = (rule: PolicyRule, rate: Rate | undefined): boolean =>
  isOpenAmount(rule.amount) && rate === undefined;

/** What a question about a fact shows: its words, and what there is to choose from. */
export function askedFact(fact: string): AskedFact {
  const { declared, wording } = theLibrary();
  const words = wording.words(fact);
  const declaration = declared.get(fact);
  return {
    fact,
    label: words?.label_zh ?? fact,
    type: declaration?.type ?? 'text',
    unit: words?.unit_zh ?? null,
    options: (declaration?.values ?? []).map((value) => ({ value, label: words?.values_zh?.[value] ?? value })),
  };
}

const SAID_OTHERWISE: ReadonlySet<string> = new Set([
  ...['id', 'version', 'name_zh', 'source', 'conditions', 'amount', 'effective', 'jurisdiction'],
  ...['evidence', 'exclusive_with', 'frequency', 'duration', 'bands'],
]);

/** A version laid out for comparison. */
export function saidVersion(version: HeldVersion): SaidVersion {
  const { rule, terms, validFrom, validTo } = version;
  const { wording } = theLibrary();
  const { stated, suggested } = papersOf(rule, theLibrary());
  const other = Object.entries(rule).filter(([key, value]) => !SAID_OTHERWISE.has(key) && value !== undefined);
  return {
    name: rule.name_zh,
    wording: terms.wording,
    validFrom,
    validTo,
    conditions: sayConditions(rule.conditions, wording).map(({ text }) => text),
    limits: limitsOf({ ...rule, effective: null }),
    amount: sayAmount(rule, wording),
    papers: [...stated, ...suggested],
    workflow: terms.workflow,
    noticeFields: noticeFieldsOf(version),
    excludes: excludesOf(rule),
    other: Object.fromEntries(other.map(([key, value]) => [key, JSON.stringify(value)])),
  };
}

/** The facts that a rule reads and a person can be asked for. */
export const readFactsOf = (rule: PolicyRule): string[] =>
  factsOf(rule).filter((fact) => theLibrary().declared.has(fact));
