/**
 * A second judge, written from the words of vocabulary.yaml alone and sharing nothing with the engine: no compiling,
 * no shortcuts, fractions all the way. It is slow, and right where both agree.
 */
type Fraction = readonly [n: bigint, d: bigint];
type Result = 'met' | 'unmet' | 'unknown';
// biome-ignore lint/suspicious/noExplicitAny: it reads the files as they are written, without the engine's types.
type Json = any;

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

export const fraction = (value: number | string): Fraction => {
  const [whole = '', part = ''] = String(value).split('.');
  return [BigInt(whole + part), 10n ** BigInt(part.length)];
};
const times = (a: Fraction, b: Fraction): Fraction => [a[0] * b[0], a[1] * b[1]];
const plus = (a: Fraction, b: Fraction): Fraction => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]];
const minus = (a: Fraction, b: Fraction): Fraction => plus(a, [-b[0], b[1]]);
const over = (a: Fraction, b: Fraction): Fraction | undefined => {
  if (b[0] === 0n) return undefined;
  return b[0] < 0n ? [-a[0] * b[1], a[1] * -b[0]] : [a[0] * b[1], a[1] * b[0]];
};
const less = (a: Fraction, b: Fraction): boolean => a[0] * b[1] < b[0] * a[1];
const equal = (a: Fraction, b: Fraction): boolean => a[0] * b[1] === b[0] * a[1];
const down = ([n, d]: Fraction): bigint => (n - (((n % d) + d) % d)) / d;
const rounded = (a: Fraction): number => Number(down(plus(a, [1n, 2n])));
const ZERO: Fraction = [0n, 1n];
const ONE: Fraction = [1n, 1n];

export class PlainJudge {
  private readonly rules: Map<string, Json>;
  private readonly facts: Map<string, Json>;

  constructor(rules: readonly Json[], facts: readonly Json[]) {
    this.rules = new Map(rules.map((rule) => [rule.id, rule]));
    this.facts = new Map(facts.map((fact) => [fact.fact, fact]));
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
      const floor = this.unit(rule, q.facts, undefined);
      const entered = this.unit(rule, q.facts, rate);
      if (floor && entered && less(entered, floor)) return answer('configuration-refused', false, 0);
    }
    const { unless, ...own } = rule.conditions;
    const conditions = this.group(rule, own, q.facts);
    const cancelled = unless ? this.group(rule, unless, q.facts) : 'unmet';
    const [limits, months] = this.limits(rule, q);
    if (conditions === 'unmet') return answer(rule.outcome?.unmet ?? 'not-eligible', false, 0);
    if (limits.includes('unmet')) return answer('not-eligible', false, 0);
    if (cancelled === 'met') return answer(rule.outcome?.unless ?? 'not-eligible', false, 0);
    if ([conditions, cancelled, ...limits].includes('unknown')) return answer('needs-evidence', null, null);
    const amount = this.amount(rule, q, rate, months);
    if (!amount) return answer('needs-evidence', true, null);
    const band = rule.bands ? (this.band(rule, q.facts) ?? null) : null;
    return { ...answer(rule.outcome?.met ?? amount.status, true, amount.fen ?? null), ...amount.beside, band };
  }

  private value(rule: Json, facts: Json, fact: string): Json {
    const given = facts[fact];
    if (given !== undefined && given !== null) return given;
    const derived = (rule.derived_facts ?? []).find((one: Json) => one.fact === fact);
    if (derived) return this.land(rule, facts);
    const declared = this.facts.get(fact);
    return declared.value ?? declared.absent;
  }

  private number(rule: Json, facts: Json, fact: string): Fraction | undefined {
    const value = this.value(rule, facts, fact);
    return value === undefined ? undefined : Array.isArray(value) ? (value as unknown as Fraction) : fraction(value);
  }

  /** The one derived fact there is, by hand. */
  private land(rule: Json, facts: Json): Fraction | undefined {
    const read = (fact: string) => this.number(rule, facts, fact);
    const [left, people] = [read('household.remaining_land_mu'), read('household.registered_agricultural_members')];
    const all = read('env.county_farmland_previous_year_mu');
    const everyone = read('env.county_agricultural_population_previous_year');
    if (!left || !people || !all || !everyone) return undefined;
    const [own, county] = [over(left, people), over(all, everyone)];
    const share = own && county && over(own, county);
    return share && times(share, fraction(100));
  }

  private group(rule: Json, group: Json, facts: Json): Result {
    const results: Result[] = [];
    if (group.all?.length) results.push(this.every(group.all.map((part: Json) => this.part(rule, part, facts))));
    if (group.any?.length) {
      const any = group.any.map((part: Json) => this.part(rule, part, facts));
      results.push(any.includes('met') ? 'met' : any.includes('unknown') ? 'unknown' : 'unmet');
    }
    if (group.unless) results.push(turned(this.group(rule, group.unless, facts)));
    return this.every(results);
  }

  private every(results: Result[]): Result {
    return results.includes('unmet') ? 'unmet' : results.includes('unknown') ? 'unknown' : 'met';
  }

  private part(rule: Json, part: Json, facts: Json): Result {
    if (!part.fact) return this.group(rule, part, facts);
    const seen = this.value(rule, facts, part.fact);
    const against = part.value_fact ? this.value(rule, facts, part.value_fact) : part.value;
    if (seen === undefined || against === undefined) return 'unknown';
    return holds(part.op, seen, against) ? 'met' : 'unmet';
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
      if (on && this.value(rule, facts, this.counter(limit, rule.subject)) >= limit.limit) results.push('unmet');
    }
    if (this.excluded(rule, q)) results.push('unmet');
    for (const other of this.rules.values()) {
      if (other.overrides?.includes(rule.id)) results.push(turned(this.group(other, other.conditions, facts)));
    }
    if (rule.bands) {
      const age = this.value(rule, facts, rule.band_fact);
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
    const granted: string[] = this.value(rule, facts, 'claim.rules_granted');
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
    const paid = fraction(this.value(rule, facts, 'claim.months_already_paid'));
    if (!less(fraction(max_months), plus(paid, claimed))) return ['met', claimed];
    let limit = fraction(max_months);
    if (extension) {
      const when = this.part(rule, extension.when, facts);
      if (when === 'unknown') return ['unknown', claimed];
      const whole: Fraction = [down(this.number(rule, facts, extension.when.fact) ?? ZERO), 1n];
      if (when === 'met' && less(limit, whole)) limit = whole;
    }
    const left = minus(limit, paid);
    if (!less(limit, plus(paid, claimed))) return ['met', claimed];
    return less(ZERO, left) ? ['met', left] : ['unmet', left];
  }

  private band(rule: Json, facts: Json): string | undefined {
    const age = this.value(rule, facts, rule.band_fact);
    const band = rule.bands.find((one: Json) =>
      one.age ? age >= one.age[0] && age <= one.age[1] : age >= one.age_from,
    );
    return band && (band.age ? band.age.join('-') : `${band.age_from}+`);
  }

  private unit({ amount, ...rule }: Json, facts: Json, rate: Json): Fraction | undefined {
    if (rate && rate.percent === undefined) return fraction(rate.fen ?? 0);
    const base = amount.base && this.number(rule, facts, amount.base);
    if (amount.kind === 'formula') return this.formula(rule.id, rule, facts);
    if (amount.fen !== undefined) return fraction(amount.fen);
    if (!base) return undefined;
    const fen = times(base, fraction(100));
    const left = amount.deductible && less(fen, ZERO) ? ZERO : fen;
    if (amount.percent === undefined) return left;
    return times(left, [
      fraction(rate?.percent ?? amount.percent)[0],
      fraction(rate?.percent ?? amount.percent)[1] * 100n,
    ]);
  }

  /** The printed expressions once more, by hand; in fen. */
  private formula(id: string, rule: Json, facts: Json): Fraction | undefined {
    const read = (fact: string) => this.number(rule, facts, fact);
    const all = (names: string[], run: (...values: Fraction[]) => Fraction | undefined): Fraction | undefined => {
      const values = names.map(read);
      const yuan = values.every((value) => value !== undefined) ? run(...values) : undefined;
      return yuan && times(yuan, fraction(100));
    };
    if (id === 'luozhuang-public-welfare-post-subsidy')
      return all(
        ['env.minimum_wage_month_yuan', 'post.hours_worked_in_month', 'env.full_time_hours_month'],
        (wage = ZERO, hours = ZERO, full = ZERO) => {
          const share = over(hours, full);
          return share && times(wage, less(share, ONE) ? share : ONE);
        },
      );
    if (id.startsWith('luojiang-pension-subsidy'))
      return all(
        ['insurance.base_month_yuan', 'insurance.personal_rate_percent', 'insurance.months_paid_in_year'],
        (base = ZERO, percent = ZERO, months = ZERO) => times(times(times(base, percent), months), [1n, 200n]),
      );
    if (id === 'sample-county-land-pension-payout')
      return all(['account.balance_yuan'], (balance = ZERO) => times(balance, [1n, 160n]));
    if (id === 'sample-county-land-levy-per-mu')
      return all(['land.farmland_taken_mu'], (mu = ZERO) => times(mu, fraction(30000)));
    if (id === 'sample-county-land-account-interest')
      return all(
        [
          'account.opening_balance_yuan',
          'env.one_year_deposit_rate_percent',
          'account.year_contribution_yuan',
          'env.demand_deposit_rate_percent',
          'account.contribution_months_in_year',
        ],
        (opening = ZERO, year = ZERO, paid = ZERO, demand = ZERO, months = ZERO) =>
          plus(times(times(opening, year), [1n, 100n]), times(times(times(paid, demand), months), [1n, 1200n])),
      );
    return all(
      ['account.personal_principal_and_interest_yuan', 'account.village_principal_and_interest_yuan'],
      (own = ZERO, village = ZERO) => plus(own, village),
    );
  }

  private amount(
    rule: Json,
    q: Json,
    rate: Json,
    months: Fraction,
  ): { status: string; fen?: number; beside?: object } | undefined {
    const { amount } = rule;
    const sums = rate && rate.percent === undefined;
    if (amount.kind === 'in-kind') return { status: 'in-kind' };
    if (amount.kind === 'none') return { status: 'recognised' };
    if (amount.kind === 'percentage-points') {
      const base = this.number(rule, q.facts, amount.base);
      return base && { status: 'rate-changed', beside: { percent: shown(plus(base, fraction(amount.points))) } };
    }
    if (amount.kind === 'to-be-set' && !sums) return { status: 'awaiting-rate' };
    if (amount.kind === 'ceiling') return this.ceiling(rule, q, sums ? rate : undefined);
    return this.payment(rule, q, rate, months);
  }

  private ceiling({ amount }: Json, q: Json, rate: Json): { status: string; fen: number } | undefined {
    const sum = q.requested ?? q.computed;
    if (!sum) return undefined;
    const [asked, most] = [fraction(sum.fen), fraction(rate?.fen ?? amount.fen)];
    return less(most, asked)
      ? { status: 'capped', fen: rounded(most) }
      : { status: 'within-ceiling', fen: rounded(asked) };
  }

  private payment(
    rule: Json,
    q: Json,
    rate: Json,
    months: Fraction,
  ): { status: string; fen: number; beside?: object } | undefined {
    const { amount } = rule;
    const sums = rate && rate.percent === undefined;
    let facts = q.facts;
    let flagged = false;
    const bounded = (caps: Json[], start: Fraction | undefined): Fraction | undefined | 'waiting' => {
      let fen = start;
      for (const cap of caps) {
        const set = cap.config ? q.settings?.[cap.config] : undefined;
        if (set === false) continue;
        const mode = set === 'apply' || set === 'flag' ? set : cap.mode;
        const base = cap.base && this.number(rule, facts, cap.base);
        const bound =
          cap.fen !== undefined
            ? fraction(cap.fen)
            : base && times(times(base, fraction(cap.times ?? 1)), fraction(100));
        if (!bound && mode === 'flag') continue;
        if (!bound) return 'waiting';
        const breaks = fen && (cap.bound === 'max' ? less(bound, fen) : less(fen, bound));
        if (breaks && mode === 'flag') flagged = true;
        else if (breaks) fen = bound;
      }
      return fen;
    };
    const caps = (rule.caps ?? []).filter((cap: Json) => cap.bound);
    for (const target of new Set<string>(
      sums ? [] : caps.map((cap: Json) => cap.target).filter((one: string) => one !== 'payment'),
    )) {
      const own = this.number(rule, facts, target);
      const held = bounded(
        caps.filter((cap: Json) => cap.target === target),
        own && times(own, fraction(100)),
      );
      if (held === 'waiting' || !held) return undefined;
      // A fraction is kept as it is: `number` takes it for one.
      facts = { ...facts, [target]: times(held, [1n, 100n]) };
    }
    const one = bounded(
      caps.filter((cap: Json) => cap.target === 'payment'),
      this.unit(rule, facts, rate),
    );
    if (one === 'waiting' || !one) return undefined;
    const factor = this.factor(amount, q.units, rate, months);
    const split = amount.split && !rate && this.split(rule, facts, factor);
    return {
      status: flagged ? 'payable-with-flag' : 'payable',
      fen: rounded(times(one, factor)),
      beside: split ? { split } : {},
    };
  }

  private factor({ kind, per }: Json, units: Json, rate: Json, months: Fraction): Fraction {
    const words = rate?.per ?? (kind.startsWith('per-') ? kind : per) ?? (kind === 'to-be-set' ? 'person' : '');
    const multiply: Record<string, Fraction> = {
      person: fraction(units?.persons ?? 1),
      month: months,
      day: fraction(units?.days ?? 1),
      year: fraction(units?.years ?? 1),
    };
    return words.split('-').reduce((all: Fraction, word: string) => times(all, multiply[word] ?? ONE), ONE);
  }

  private split(rule: Json, facts: Json, factor: Fraction): Record<string, number> {
    const base = this.number(rule, facts, rule.amount.base) ?? ZERO;
    const parts = Object.entries<number>(rule.amount.split);
    return Object.fromEntries(
      parts.map(([name, percent]) => [
        name.slice(0, -'_percent'.length),
        rounded(times(times(base, fraction(percent)), factor)),
      ]),
    );
  }
}

const turned = (result: Result): Result => (result === 'met' ? 'unmet' : result === 'unmet' ? 'met' : 'unknown');

/** To eight places, as the engine shows a percentage. */
function shown(a: Fraction): string {
  const scaled = rounded(times(a, fraction(10 ** 8)));
  return String(scaled / 10 ** 8);
}

function holds(op: string, seen: Json, against: Json): boolean {
  const asFraction = (value: Json): Fraction =>
    Array.isArray(value) ? (value as unknown as Fraction) : fraction(value);
  const isNumber = typeof seen === 'number' || (Array.isArray(seen) && typeof seen[0] === 'bigint');
  const same = (value: Json) => (isNumber ? equal(asFraction(seen), asFraction(value)) : seen === value);
  if (op === 'eq') return same(against);
  if (op === 'ne') return !same(against);
  if (op === 'in') return against.some(same);
  if (op === 'between')
    return !less(asFraction(seen), asFraction(against[0])) && !less(asFraction(against[1]), asFraction(seen));
  const [a, b] = [asFraction(seen), asFraction(against)];
  if (op === 'lt') return less(a, b);
  if (op === 'lte') return !less(b, a);
  if (op === 'gt') return less(b, a);
  return !less(a, b);
}
