import type { AmountContext } from './amount.ts';
import { fenOf } from './cap.ts';
import { divide, type Exact, greatest, multiply, roundHalfUp, subtract } from './exact.ts';
import { exact } from './expression.ts';
import type { Facts, ReadFact } from './facts.ts';
import type { AmountData } from './rule.ts';

/** The amount of one unit, by the rule's own words or by a percent entered in place of the one printed. */
export interface UnitSum {
  fen(facts: Facts, percent?: Exact): Exact | undefined;
  lacking(facts: Facts): string[];
  /** The facts it is worked out from. */
  readonly reads: readonly (readonly [fact: string, read: ReadFact])[];
  readonly what: string;
}

export function unitSumOf(data: AmountData, context: AmountContext): UnitSum {
  const printed = fenOf(data);
  if (data.kind === 'formula') return formula(data.expr ?? '', context);
  if (printed !== undefined) return { what: data.kind, reads: [], fen: () => printed, lacking: () => [] };
  if (data.base === undefined) return { what: data.kind, reads: [], fen: () => undefined, lacking: () => [] };
  return shareOf(data, data.base, context);
}

function formula(expr: string, context: AmountContext): UnitSum {
  const expression = context.expression(expr);
  return {
    what: expr,
    reads: expression.reads.map((fact) => [fact, context.read(fact)]),
    fen(facts) {
      const yuan = expression.value(facts);
      return yuan === undefined ? undefined : multiply(yuan, 100);
    },
    lacking: (facts) => expression.lacking(facts).flatMap((fact) => context.behind(fact, facts)),
  };
}

/** `percent` of what is left of the fact after the deductible; the whole fact where no percent is printed. */
function shareOf(data: AmountData, base: string, context: AmountContext): UnitSum {
  const read = context.read(base);
  const left = leftOf(data);
  return {
    what: data.percent === undefined ? base : `${base} × ${String(data.percent)}%`,
    reads: [[base, read]],
    fen(facts, percent) {
      const value = exact(read(facts));
      if (value === undefined) return undefined;
      return data.percent === undefined ? left(value) : percentOf(left(value), percent ?? data.percent);
    },
    lacking: (facts) => context.behind(base, facts),
  };
}

/** What is left, in fen, of a fact in yuan after the deductible: never below zero. */
function leftOf({ deductible }: AmountData): (yuan: Exact) => Exact {
  const off = deductible && fenOf(deductible);
  if (off === undefined) return (yuan) => multiply(yuan, 100);
  return (yuan) => greatest(0, subtract(multiply(yuan, 100), off));
}

/** A hundred is no zero divisor. */
const percentOf = (fen: Exact, percent: Exact): Exact => divide(multiply(fen, percent), 100) ?? 0;

const PART = /_percent$/;

export function splitOf(data: AmountData, context: AmountContext) {
  const { split, base } = data;
  if (!split || base === undefined) return undefined;
  const read = context.read(base);
  const left = leftOf(data);
  const parts = Object.entries(split).map(([key, percent]) => [key.replace(PART, ''), percent] as const);
  return (facts: Facts, factor: Exact): Readonly<Record<string, number>> | undefined => {
    const value = exact(read(facts));
    if (value === undefined) return undefined;
    return Object.fromEntries(
      parts.map(([name, percent]) => [name, roundHalfUp(multiply(percentOf(left(value), percent), factor))]),
    );
  };
}
