import { conditionsOf, type RuleData } from './rule.ts';

const WAITED_FOR = 'placement.months_completed';

/** How many months of work the county's rules wait for: the fewest that one of them pays for, or none where no rule waits. */
export function stableMonths(rules: Iterable<RuleData>): number | undefined {
  const asked = [...rules].flatMap(({ conditions }) =>
    conditionsOf(conditions).flatMap(({ fact, op, value }) => {
      if (fact !== WAITED_FOR || typeof value !== 'number') return [];
      if (op === 'gte' || op === 'eq') return [value];
      return op === 'gt' ? [value + 1] : [];
    }),
  );
  return asked.length === 0 ? undefined : Math.max(1, Math.min(...asked));
}
