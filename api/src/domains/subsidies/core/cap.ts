import type { AmountContext } from './amount.ts';
import { compare, divide, type Exact, multiply } from './exact.ts';
import { exact } from './expression.ts';
import type { Facts, ReadFact } from './facts.ts';
import type { Settings } from './question.ts';
import { switched } from './question.ts';
import type { CapData, MoneyData } from './rule.ts';

/** Fen as printed, or a hundred times the yuan. */
export function fenOf({ fen, yuan }: MoneyData): Exact | undefined {
  if (fen !== null && fen !== undefined) return fen;
  return yuan === null || yuan === undefined ? undefined : multiply(yuan, 100);
}

export const isOnFact = (cap: CapData): boolean =>
  cap.bound !== undefined && cap.target !== undefined && cap.target !== 'payment';

/** A compiled cap. */
export interface Cap {
  readonly data: CapData;
  readonly target?: ReadFact;
  boundFen(facts: Facts): Exact | undefined;
  lacking(facts: Facts): string[];
  behindTarget(facts: Facts): string[];
  exceeds(fen: Exact, boundFen: Exact): boolean;
  /** The same facts with the target held at the bound. */
  hold(facts: Facts, boundFen: Exact): Facts;
  mode(settings: Settings | undefined): 'apply' | 'flag' | 'out';
}

export function compileCap(data: CapData, context: AmountContext): Cap {
  const { base, target } = data;
  const fixed = fenOf(data);
  const read = base === undefined ? undefined : context.read(base);
  const times = multiply(data.times ?? 1, 100);
  return {
    data,
    ...(target !== undefined && target !== 'payment' && { target: context.read(target) }),
    boundFen(facts) {
      if (fixed !== undefined) return fixed;
      const value = exact(read?.(facts));
      return value === undefined ? undefined : multiply(value, times);
    },
    lacking: (facts) => (base === undefined ? [] : context.behind(base, facts)),
    behindTarget: (facts) => (target === undefined ? [] : context.behind(target, facts)),
    exceeds: (fen, bound) => (data.bound === 'min' ? compare(fen, bound) < 0 : compare(fen, bound) > 0),
    hold: (facts, bound) => context.lay(facts, target ?? '', divide(bound, 100) ?? 0),
    mode(settings) {
      const value = data.config === undefined ? undefined : settings?.[data.config];
      if (switched(settings, data.config) === false) return 'out';
      return value === 'apply' || value === 'flag' ? value : (data.mode ?? 'apply');
    },
  };
}
