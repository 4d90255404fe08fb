import { type Fraction, fraction, less, ONE, over, plus, rounded, shown, times, ZERO } from './fractions.ts';
import type { Json, PlainFacts } from './plain-facts.ts';

/** What the second judge makes of an amount: caps, rates and formulas by hand. */
export class PlainAmount {
  private readonly facts: PlainFacts;

  constructor(facts: PlainFacts) {
    this.facts = facts;
  }

  unit({ amount, ...rule }: Json, facts: Json, rate: Json): Fraction | undefined {
    if (rate && rate.percent === undefined) return fraction(rate.fen ?? 0);
    const base = amount.base && this.facts.number(rule, facts, amount.base);
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
    const read = (fact: string) => this.facts.number(rule, facts, fact);
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

  of(rule: Json, q: Json, rate: Json, months: Fraction): { status: string; fen?: number; beside?: object } | undefined {
    const { amount } = rule;
    const sums = rate && rate.percent === undefined;
    if (amount.kind === 'in-kind') return { status: 'in-kind' };
    if (amount.kind === 'none') return { status: 'recognised' };
    if (amount.kind === 'percentage-points') {
      const base = this.facts.number(rule, q.facts, amount.base);
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
        const base = cap.base && this.facts.number(rule, facts, cap.base);
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
      const own = this.facts.number(rule, facts, target);
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
    const base = this.facts.number(rule, facts, rule.amount.base) ?? ZERO;
    const parts = Object.entries<number>(rule.amount.split);
    return Object.fromEntries(
      parts.map(([name, percent]) => [
        name.slice(0, -'_percent'.length),
        rounded(times(times(base, fraction(percent)), factor)),
      ]),
    );
  }
}
