import { Ratio } from './exact.ts';
import type { FactValue } from './facts.ts';

/** A number that JSON cannot hold exactly, kept as its two whole parts. */
interface Kept {
  readonly ratio: readonly [string, string];
}

/** Facts as they can be kept in a row for years, every number exactly what it was. */
export const keep = (value: FactValue): unknown =>
  value instanceof Ratio ? ({ ratio: [String(value.n), String(value.d)] } satisfies Kept) : value;

/** The fact as it was before it was kept. */
export function unkeep(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('ratio' in value)) return value;
  const { ratio } = value as Kept;
  return new Ratio(BigInt(ratio[0]), BigInt(ratio[1]));
}
