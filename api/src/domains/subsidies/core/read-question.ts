import { isCalendarDate } from '../../../kernel/calendar.ts';
import { fenOf } from './cap.ts';
import { compare, type Exact, multiply, Ratio } from './exact.ts';
import { type Declarations, type FactRefusal, type Facts, readFacts } from './facts.ts';
import { type Question, UNIT_NAMES, type Units } from './question.ts';
import type { Rate } from './rate.ts';
import type { RuleData } from './rule.ts';

/** What in a question cannot be taken: `at` names the place, as the question writes it. */
export interface QuestionRefusal {
  readonly code:
    | 'policy.question_malformed'
    | 'policy.unit_invalid'
    | 'policy.date_invalid'
    | 'policy.sum_invalid'
    | 'policy.rate_invalid'
    | 'policy.setting_invalid';
  readonly details: { readonly at: string; readonly value: unknown };
}
export type QuestionRead =
  | { readonly ok: true; readonly facts: Facts; readonly question: Question }
  | { readonly ok: false; readonly refusals: readonly (QuestionRefusal | FactRefusal)[] };

type Fields = Readonly<Record<string, unknown>>;

/**
 * Takes in a question as files write it: facts, units, dates.event, requested or computed, local_rate or
 * rate_override, jurisdiction and settings. Everything that cannot be taken is refused at once.
 */
export function readQuestion(raw: unknown, rule: RuleData, declared: Declarations): QuestionRead {
  const refusals: (QuestionRefusal | FactRefusal)[] = [];
  const reader = new Reader(refusals);
  const fields = reader.fields(raw, 'question') ?? {};
  const facts = readFacts(reader.fields(fields.facts, 'facts') ?? {}, declared);
  if (!facts.ok) refusals.push(...facts.refusals);
  const settings = reader.settings(fields.settings, rule);
  const question: Question = {
    ...given('units', reader.units(fields.units)),
    ...given('eventOn', reader.day(reader.fields(fields.dates, 'dates')?.event, 'dates.event', 'policy.date_invalid')),
    ...given('sumFen', reader.sum(fields.requested, 'requested') ?? reader.sum(fields.computed, 'computed')),
    ...given('jurisdiction', reader.text(fields.jurisdiction, 'jurisdiction')),
    ...given('settings', settings),
    rates: reader.rates(fields, settings, rule.id),
  };
  return refusals.length > 0 || !facts.ok ? { ok: false, refusals } : { ok: true, facts: facts.facts, question };
}

const given = <K extends string, T>(key: K, value: T | undefined) =>
  (value === undefined ? {} : { [key]: value }) as Partial<Record<K, T>>;

const isNone = (value: unknown): value is null | undefined => value === null || value === undefined;

const isExact = (value: unknown): value is Exact =>
  value instanceof Ratio || (typeof value === 'number' && Number.isFinite(value));
const isAmount = (value: unknown): value is Exact => isExact(value) && compare(value, 0) >= 0;

class Reader {
  private readonly refusals: (QuestionRefusal | FactRefusal)[];

  constructor(refusals: (QuestionRefusal | FactRefusal)[]) {
    this.refusals = refusals;
  }

  private refuse(code: QuestionRefusal['code'], at: string, value: unknown): undefined {
    this.refusals.push({ code, details: { at, value } });
    return undefined;
  }

  fields(value: unknown, at: string): Fields | undefined {
    if (isNone(value)) return undefined;
    if (typeof value !== 'object' || Array.isArray(value) || value instanceof Ratio)
      return this.refuse('policy.question_malformed', at, value);
    return value as Fields;
  }

  text(value: unknown, at: string): string | undefined {
    if (isNone(value)) return undefined;
    return typeof value === 'string' ? value : this.refuse('policy.question_malformed', at, value);
  }

  day(value: unknown, at: string, code: QuestionRefusal['code']): string | undefined {
    if (isNone(value)) return undefined;
    return typeof value === 'string' && isCalendarDate(value) ? value : this.refuse(code, at, value);
  }

  units(raw: unknown): Units | undefined {
    const fields = this.fields(raw, 'units');
    if (!fields) return undefined;
    const units: Record<string, Exact> = {};
    for (const [name, value] of Object.entries(fields)) {
      if (isNone(value)) continue;
      const isKnown = UNIT_NAMES.some((known) => known === name);
      if (isKnown && isAmount(value)) units[name] = value;
      else this.refuse('policy.unit_invalid', `units.${name}`, value);
    }
    return units;
  }

  /** A sum given in yuan, in fen, or in both that agree; in fen. */
  sum(raw: unknown, at: string): Exact | undefined {
    const fields = this.fields(raw, at);
    return fields && this.money(fields, at, 'policy.sum_invalid');
  }

  private money({ yuan, fen }: Fields, at: string, code: QuestionRefusal['code']): Exact | undefined {
    if (isNone(yuan) && isNone(fen)) return undefined;
    const wrong = [yuan, fen].find((value) => !isNone(value) && !isAmount(value));
    if (wrong !== undefined) return this.refuse(code, at, wrong);
    // The casts: both have just been seen to be amounts where they are given.
    const sum = { yuan: yuan as Exact | undefined, fen: fen as Exact | undefined };
    const disagree = !isNone(yuan) && !isNone(fen) && compare(multiply(yuan as Exact, 100), fen as Exact) !== 0;
    return disagree ? this.refuse(code, at, { yuan, fen }) : fenOf(sum);
  }

  /** Rates of the question go before rates of the settings where both began on the same day. */
  rates(fields: Fields, settings: Fields | undefined, ruleId: string): Rate[] {
    const key = `rates.${ruleId}`;
    const set = settings?.[key];
    const records = [
      ['local_rate', fields.local_rate],
      ['rate_override', fields.rate_override],
      ...(Array.isArray(set) ? set : [set]).map((record) => [key, record] as const),
    ] as const;
    return records.flatMap(([at, raw]) => this.rate(raw, at, ruleId) ?? []);
  }

  private rate(raw: unknown, at: string, ruleId: string): Rate | undefined {
    const fields = this.fields(raw, at);
    if (!fields) return undefined;
    const { percent, per, rule, cites } = fields;
    const fen = this.money(fields, at, 'policy.rate_invalid');
    if (!isNone(percent) && !isAmount(percent)) return this.refuse('policy.rate_invalid', `${at}.percent`, percent);
    if (isNone(percent) === (fen === undefined)) return this.refuse('policy.rate_invalid', at, raw);
    if (!isNone(rule) && rule !== ruleId) return this.refuse('policy.rate_invalid', `${at}.rule`, rule);
    const [from, to] = [fields.effective_from, fields.effective_to];
    return {
      ...given('fen', fen),
      ...given('percent', isNone(percent) ? undefined : percent),
      ...given('per', this.text(per, `${at}.per`)),
      ...given('cites', this.text(cites, `${at}.cites`)),
      ...given('effectiveFrom', this.day(from, `${at}.effective_from`, 'policy.rate_invalid')),
      ...given('effectiveTo', this.day(to, `${at}.effective_to`, 'policy.rate_invalid')),
    };
  }

  settings(raw: unknown, rule: RuleData): Fields | undefined {
    const settings = this.fields(raw, 'settings');
    const switches = [rule.enabled?.config, rule.frequency?.enabled?.config, rule.frequency?.also?.enabled?.config];
    for (const key of switches) this.setting(settings, key, []);
    for (const cap of rule.caps ?? []) this.setting(settings, cap.config, ['apply', 'flag']);
    return settings;
  }

  private setting(settings: Fields | undefined, key: string | undefined, words: readonly string[]): void {
    const value = key === undefined ? undefined : settings?.[key];
    const isFit = isNone(value) || typeof value === 'boolean' || (typeof value === 'string' && words.includes(value));
    if (!isFit) this.refuse('policy.setting_invalid', `settings.${key}`, value);
  }
}
