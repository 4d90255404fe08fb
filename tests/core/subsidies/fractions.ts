/** Fractions all the way: what the second judge counts in. */
export type Fraction = readonly [n: bigint, d: bigint];

export const fraction = (value: number | string): Fraction => {
  const [whole = '', part = ''] = String(value).split('.');
  return [BigInt(whole + part), 10n ** BigInt(part.length)];
};
export const times = (a: Fraction, b: Fraction): Fraction => [a[0] * b[0], a[1] * b[1]];
export const plus = (a: Fraction, b: Fraction): Fraction => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]];
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, [-b[0], b[1]]);
export const over = (a: Fraction, b: Fraction): Fraction | undefined => {
  if (b[0] === 0n) return undefined;
  return b[0] < 0n ? [-a[0] * b[1], a[1] * -b[0]] : [a[0] * b[1], a[1] * b[0]];
};
export const less = (a: Fraction, b: Fraction): boolean => a[0] * b[1] < b[0] * a[1];
export const equal = (a: Fraction, b: Fraction): boolean => a[0] * b[1] === b[0] * a[1];
export const down = ([n, d]: Fraction): bigint => (n - (((n % d) + d) % d)) / d;
export const rounded = (a: Fraction): number => Number(down(plus(a, [1n, 2n])));
export const ZERO: Fraction = [0n, 1n];
export const ONE: Fraction = [1n, 1n];

/** To eight places, as the engine shows a percentage. */
export function shown(a: Fraction): string {
  const scaled = rounded(times(a, fraction(10 ** 8)));
  return String(scaled / 10 ** 8);
}
