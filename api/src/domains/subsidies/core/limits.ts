import { isCalendarDate } from '../../../kernel/calendar.ts';
import type { Finding, Result, Test } from './condition.ts';
import { add, compare, type Exact, floor, least, subtract } from './exact.ts';
import { exact } from './expression.ts';
import type { Facts, ReadFact } from './facts.ts';
import type { Question, Settings } from './question.ts';
import { switched } from './question.ts';
import type { BandData, DurationData, LimitData, RuleData, WindowData } from './rule.ts';

/** Judged beside the conditions, with the same three results. */
export interface Limit {
  judge(facts: Facts, question: Question, findings: Finding[]): Result;
  lacking(facts: Facts, question: Question): string[];
}

/** What a limit needs to know of its rule. */
export interface LimitContext {
  readonly clause: string;
  readonly read: (fact: string) => ReadFact;
  readonly behind: (fact: string, facts: Facts) => string[];
  readonly says: {
    window(window: WindowData): string;
    frequency(limit: LimitData): string;
    duration(duration: DurationData): string;
    exclusion(ids: readonly string[]): string;
    override(id: string): string;
    bands(bands: readonly BandData[]): string;
  };
}

const NOTHING_LACKING = (): string[] => [];

/** The date when it is one, down to the day: neither 20xx-01-16 nor 2018-02-30. */
const fullDate = (text: string | null | undefined): string | undefined =>
  typeof text === 'string' && isCalendarDate(text) ? text : undefined;

/** The day of the trigger event within `effective`, both ends included. An end that is not a full date does not bound. */
export function windowLimit(window: WindowData | null | undefined, context: LimitContext): Limit | undefined {
  const from = fullDate(window?.from);
  const to = fullDate(window?.to);
  if (!window || (from === undefined && to === undefined)) return undefined;
  const says = context.says.window(window);
  return {
    judge(_facts, { eventOn }, findings) {
      if (eventOn === undefined) return 'met';
      const lies = (from === undefined || from <= eventOn) && (to === undefined || eventOn <= to);
      const result = lies ? 'met' : 'unmet';
      findings.push({
        fact: 'dates.event',
        value: eventOn,
        result,
        clause: context.clause,
        from: null,
        part: 'window',
        says,
      });
      return result;
    },
    lacking: NOTHING_LACKING,
  };
}

/** The counters of our own payment records that each `per` reads. */
export const FREQUENCY_COUNTERS: Readonly<Record<string, { readonly subject: string; readonly payee: string }>> =
  (() => {
    const one = (fact: string) => ({ subject: fact, payee: fact });
    const either = { subject: 'claim.paid_for_labourer', payee: 'claim.paid_for_pair' };
    const period = one('claim.paid_for_period');
    return {
      person: either,
      labourer: either,
      student: either,
      township: either,
      workshop: either,
      'labourer-per-employer': one('claim.paid_for_pair'),
      'labourer-per-year': one('claim.paid_for_labourer_in_year'),
      'labourer-per-12-months': one('claim.paid_for_labourer_in_12_months'),
      'person-month': period,
      'person-day': period,
      'person-year': period,
      year: period,
      placement: period,
      course: period,
    };
  })();

/** All payments for the subject where the rule counts on the subject or the fund, else what this payee received. */
export function counterOf(limit: LimitData, subject: string): string | undefined {
  const counters = FREQUENCY_COUNTERS[limit.per];
  const isOnSubject = limit.counted_on === subject || limit.counted_on === 'fund';
  return isOnSubject ? counters?.subject : counters?.payee;
}

/** One payment fewer than the limit must stand in the counter; `also` is a second limit of the same form. */
export function frequencyLimits(data: LimitData | null | undefined, subject: string, context: LimitContext): Limit[] {
  if (!data) return [];
  const own =
    data.limit === null || data.reading === 'guaranteed minimum' ? [] : [oneFrequency(data, subject, context)];
  return [...own, ...frequencyLimits(data.also, subject, context)];
}

function oneFrequency(data: LimitData, subject: string, context: LimitContext): Limit {
  const fact = counterOf(data, subject);
  if (fact === undefined) throw new TypeError(`no counter for per ${data.per}`);
  const read = context.read(fact);
  const says = context.says.frequency(data);
  const max = data.limit ?? 0;
  return {
    judge(facts, { settings }, findings) {
      if (!isOn(data, settings)) return 'met';
      const paid = read(facts) as Exact;
      const result = compare(paid, max) < 0 ? 'met' : 'unmet';
      findings.push({ fact, value: paid, result, clause: context.clause, from: null, part: 'frequency', says });
      return result;
    },
    lacking: NOTHING_LACKING,
  };
}

const isOn = ({ enabled }: LimitData, settings: Settings | undefined): boolean =>
  !enabled || (switched(settings, enabled.config) ?? enabled.default);

/** How many of the months claimed may still be paid. */
export interface DurationLimit extends Limit {
  monthsLeft(facts: Facts, claimed: Exact): Exact | undefined;
}

const PAID_MONTHS = 'claim.months_already_paid';

/** Months paid already and months claimed within max_months (GD-08); a claim that runs over is cut to what is left. */
export function durationLimit(
  data: DurationData | null | undefined,
  context: LimitContext,
  when?: Test,
): DurationLimit | undefined {
  const max = data?.max_months;
  if (data?.counts !== 'paid-months' || max === null || max === undefined) return undefined;
  const readPaid = context.read(PAID_MONTHS);
  const says = context.says.duration(data);
  const limitOf = extendedLimit(data, max, context, when);
  const monthsLeft = (facts: Facts, claimed: Exact): Exact | undefined => {
    const paid = readPaid(facts) as Exact;
    if (compare(add(paid, claimed), max) <= 0) return claimed;
    const limit = limitOf(facts);
    return limit === undefined ? undefined : least(claimed, subtract(limit, paid));
  };
  return {
    monthsLeft,
    judge(facts, { units }, findings) {
      const claimed = units?.months ?? 1;
      const left = monthsLeft(facts, claimed);
      const result = left === undefined ? 'unknown' : compare(left, 0) > 0 || left === claimed ? 'met' : 'unmet';
      findings.push({
        fact: PAID_MONTHS,
        value: readPaid(facts) ?? null,
        result,
        clause: context.clause,
        from: null,
        part: 'duration',
        says,
      });
      return result;
    },
    lacking: (facts, { units }) =>
      monthsLeft(facts, units?.months ?? 1) === undefined ? (when?.lacking(facts) ?? []) : [],
  };
}

/** An extension never shortens, and counts the whole months in its fact as it was at first approval (GD-07). */
function extendedLimit(data: DurationData, max: number, context: LimitContext, when?: Test) {
  const { extension } = data;
  if (!extension || !when) return (): number | undefined => max;
  const readMonths = context.read(extension.when.fact);
  return (facts: Facts): number | undefined => {
    const result = when.judge(facts, []);
    if (result === 'unknown') return undefined;
    const months = exact(readMonths(facts));
    return result === 'met' && months !== undefined ? Math.max(max, floor(months)) : max;
  };
}

/** A rule that may not stand beside this one, and the key that takes the ban out where a default proposes it. */
export interface Exclusion {
  readonly ruleId: string;
  readonly config?: string;
}

/** The rules that a rule bans beside itself. */
export const exclusionsOf = (rule: RuleData): Exclusion[] => [
  ...rule.exclusive_with.map((ruleId) => ({ ruleId })),
  ...rule.ambiguities.flatMap(({ exclusive_with, config }) =>
    (exclusive_with ?? []).map((ruleId) => ({ ruleId, config })),
  ),
];

const GRANTED = 'claim.rules_granted';

export function exclusionLimit(exclusions: readonly Exclusion[], context: LimitContext): Limit | undefined {
  if (exclusions.length === 0) return undefined;
  const read = context.read(GRANTED);
  const says = context.says.exclusion([...new Set(exclusions.map(({ ruleId }) => ruleId))]);
  return {
    judge(facts, { settings }, findings) {
      const granted = read(facts) as readonly string[];
      const hit =
        granted.length > 0 &&
        exclusions.some((one) => granted.includes(one.ruleId) && switched(settings, one.config) !== false);
      const result = hit ? 'unmet' : 'met';
      findings.push({
        fact: GRANTED,
        value: granted,
        result,
        clause: context.clause,
        from: null,
        part: 'exclusion',
        says,
      });
      return result;
    },
    lacking: NOTHING_LACKING,
  };
}

/** Another rule goes before this one wherever its own conditions are met. */
export function overrideLimit(otherId: string, conditions: Test, context: LimitContext): Limit {
  const says = context.says.override(otherId);
  const results: Record<Result, Result> = { met: 'unmet', unmet: 'met', unknown: 'unknown' };
  return {
    judge(facts, _question, findings) {
      const other = conditions.judge(facts, []);
      const value = other === 'unknown' ? null : other === 'met';
      findings.push({
        fact: otherId,
        value,
        result: results[other],
        clause: context.clause,
        from: null,
        part: 'override',
        says,
      });
      return results[other];
    },
    lacking: (facts) => conditions.lacking(facts),
  };
}

/** The band is called from-to or from+ (35-59, 60+). */
export const bandName = ({ age, age_from }: BandData): string => (age ? `${age[0]}-${age[1]}` : `${age_from}+`);

export interface BandLimit extends Limit {
  bandOf(facts: Facts): string | undefined;
}

/** No band is as bad as a condition unmet. */
export function bandLimit(
  bands: readonly BandData[] | undefined,
  fact: string | undefined,
  context: LimitContext,
): BandLimit | undefined {
  if (!bands || fact === undefined) return undefined;
  const read = context.read(fact);
  const says = context.says.bands(bands);
  const bandOf = (facts: Facts): string | undefined => {
    const value = exact(read(facts));
    const band = value === undefined ? undefined : bands.find((one) => liesIn(one, value));
    return band && bandName(band);
  };
  return {
    bandOf,
    judge(facts, _question, findings) {
      const value = read(facts);
      const result = value === undefined ? 'unknown' : bandOf(facts) === undefined ? 'unmet' : 'met';
      findings.push({ fact, value: value ?? null, result, clause: context.clause, from: null, part: 'band', says });
      return result;
    },
    lacking: (facts) => (read(facts) === undefined ? context.behind(fact, facts) : []),
  };
}

function liesIn({ age, age_from }: BandData, value: Exact): boolean {
  if (age) return compare(value, age[0]) >= 0 && compare(value, age[1]) <= 0;
  return age_from !== undefined && compare(value, age_from) >= 0;
}
