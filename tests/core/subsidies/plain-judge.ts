import { down, type Fraction, fraction, less, minus, plus, ZERO } from './fractions.ts';
import { PlainAmount } from './plain-amount.ts';
import { type Json, PlainFacts, type Result, turned } from './plain-facts.ts';

export interface PlainAnswer {
  status: string;
  eligible: boolean | null;
  amountFen: number | null;
  band: string | null;
  percent: string | null;
  split: Record<string, number> | null;
  /** Only whether something is named, and that nothing given is. */
  isWaiting: boolean;
}

/**
 * A second judge, written from the words of vocabulary.yaml alone and sharing nothing with the engine: no compiling,
 * no shortcuts, fractions all the way. It is slow, and right where both agree.
 */
export class PlainJudge {
  private readonly rules: Map<string, Json>;
  private readonly facts: PlainFacts;
  private readonly amounts: PlainAmount;

  constructor(rules: readonly Json[], facts: readonly Json[]) {
    this.rules = new Map(rules.map((rule) => [rule.id, rule]));
    this.facts = new PlainFacts(facts);
    this.amounts = new PlainAmount(this.facts);
  }

  judge(q: Json): PlainAnswer {
    const rule = this.rules.get(q.rule);
    const answer = (status: string, eligible: boolean | null, amountFen: number | null): PlainAnswer => ({
      status,
      eligible,
      amountFen,
      band: null,
      percent: null,
      split: null,
      isWaiting: status === 'needs-evidence',
    });
    const rate = this.rate(rule, q);
    if (q.jurisdiction && q.jurisdiction !== rule.jurisdiction.slug) return answer('wrong-jurisdiction', false, 0);
    if (!this.enabled(rule, q, rate)) return answer('rule-disabled', false, 0);
    if (rule.amount.kind === 'floor' && rate) {
      const floor = this.amounts.unit(rule, q.facts, undefined);
      const entered = this.amounts.unit(rule, q.facts, rate);
      if (floor && entered && less(entered, floor)) return answer('configuration-refused', false, 0);
    }
    const { unless, ...own } = rule.conditions;
    const conditions = this.facts.group(rule, own, q.facts);
    const cancelled = unless ? this.facts.group(rule, unless, q.facts) : 'unmet';
    const [limits, months] = this.limits(rule, q);
    if (conditions === 'unmet') return answer(rule.outcome?.unmet ?? 'not-eligible', false, 0);
    if (limits.includes('unmet')) return answer('not-eligible', false, 0);
    if (cancelled === 'met') return answer(rule.outcome?.unless ?? 'not-eligible', false, 0);
    if ([conditions, cancelled, ...limits].includes('unknown')) return answer('needs-evidence', null, null);
    const amount = this.amounts.of(rule, q, rate, months);
    if (!amount) return answer('needs-evidence', true, null);
    const band = rule.bands ? (this.band(rule, q.facts) ?? null) : null;
    return { ...answer(rule.outcome?.met ?? amount.status, true, amount.fen ?? null), ...amount.beside, band };
  }

  private enabled(rule: Json, q: Json, rate: Json): boolean {
    if (!rule.enabled) return true;
    const set = q.settings?.[rule.enabled.config];
    if (set === true || set === false) return set;
    return rule.enabled.default === true || rate !== undefined;
  }

  private rate(rule: Json, q: Json): Json {
    const set = q.settings?.[`rates.${rule.id}`];
    const records = [q.local_rate, q.rate_override, ...(Array.isArray(set) ? set : [set])].filter(Boolean);
    const day = q.dates?.event;
    const valid = records.filter(
      (one: Json) => !day || ((one.effective_from ?? '0') <= day && day <= (one.effective_to ?? '9')),
    );
    return valid.toSorted((a: Json, b: Json) => ((a.effective_from ?? '') < (b.effective_from ?? '') ? 1 : -1))[0];
  }

  private limits(rule: Json, q: Json): [Result[], Fraction] {
    const results: Result[] = [];
    const { facts, settings } = q;
    const day = q.dates?.event;
    const window = rule.effective ?? rule.document.effective ?? {};
    const isDate = (text: Json) => /^\d{4}-\d\d-\d\d$/.test(text ?? '');
    if (day && isDate(window.from) && day < window.from) results.push('unmet');
    if (day && isDate(window.to) && day > window.to) results.push('unmet');
    for (const limit of [rule.frequency, rule.frequency?.also]) {
      if (!limit || limit.limit === null || limit.reading === 'guaranteed minimum') continue;
      const on = limit.enabled ? (settings?.[limit.enabled.config] ?? limit.enabled.default) : true;
      if (on && this.facts.value(rule, facts, this.counter(limit, rule.subject)) >= limit.limit) results.push('unmet');
    }
    if (this.excluded(rule, q)) results.push('unmet');
    for (const other of this.rules.values()) {
      if (other.overrides?.includes(rule.id)) results.push(turned(this.facts.group(other, other.conditions, facts)));
    }
    if (rule.bands) {
      const age = this.facts.value(rule, facts, rule.band_fact);
      results.push(age === undefined ? 'unknown' : this.band(rule, facts) ? 'met' : 'unmet');
    }
    const [duration, months] = this.duration(rule, q);
    return [[...results, duration], months];
  }

  private counter({ per, counted_on }: Json, subject: string): string {
    const two = ['person', 'labourer', 'student', 'township', 'workshop'];
    if (two.includes(per))
      return `claim.paid_for_${counted_on === subject || counted_on === 'fund' ? 'labourer' : 'pair'}`;
    if (per === 'labourer-per-employer') return 'claim.paid_for_pair';
    if (per === 'labourer-per-year') return 'claim.paid_for_labourer_in_year';
    return per === 'labourer-per-12-months' ? 'claim.paid_for_labourer_in_12_months' : 'claim.paid_for_period';
  }

  private excluded(rule: Json, { facts, settings }: Json): boolean {
    const lists = (one: Json): string[] => [
      ...one.exclusive_with,
      ...one.ambiguities.flatMap((open: Json) =>
        settings?.[open.config] === false ? [] : (open.exclusive_with ?? []),
      ),
    ];
    const granted: string[] = this.facts.value(rule, facts, 'claim.rules_granted');
    return granted.some(
      (id) =>
        lists(rule).includes(id) ||
        (this.rules.has(id) && id !== rule.id && lists(this.rules.get(id)).includes(rule.id)),
    );
  }

  private duration(rule: Json, { facts, units }: Json): [Result, Fraction] {
    const claimed = fraction(units?.months ?? 1);
    const { max_months, counts, extension } = rule.duration ?? {};
    if (counts !== 'paid-months' || !max_months) return ['met', claimed];
    const paid = fraction(this.facts.value(rule, facts, 'claim.months_already_paid'));
    if (!less(fraction(max_months), plus(paid, claimed))) return ['met', claimed];
    let limit = fraction(max_months);
    if (extension) {
      const when = this.facts.part(rule, extension.when, facts);
      if (when === 'unknown') return ['unknown', claimed];
      const whole: Fraction = [down(this.facts.number(rule, facts, extension.when.fact) ?? ZERO), 1n];
      if (when === 'met' && less(limit, whole)) limit = whole;
    }
    const left = minus(limit, paid);
    if (!less(limit, plus(paid, claimed))) return ['met', claimed];
    return less(ZERO, left) ? ['met', left] : ['unmet', left];
  }

  private band(rule: Json, facts: Json): string | undefined {
    const age = this.facts.value(rule, facts, rule.band_fact);
    const band = rule.bands.find((one: Json) =>
      one.age ? age >= one.age[0] && age <= one.age[1] : age >= one.age_from,
    );
    return band && (band.age ? band.age.join('-') : `${band.age_from}+`);
  }
}
