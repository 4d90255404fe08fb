/**
 * Exact arithmetic for money and measures. A number means the decimal that it prints as (0.1 is one tenth, not the
 * binary fraction beside it); whatever a number cannot hold exactly is a Ratio. Nothing here ever rounds but
 * `roundHalfUp` and `floor`, which say so.
 */
export class Ratio {
  readonly n: bigint;
  /** Always positive. */
  readonly d: bigint;

  constructor(n: bigint, d: bigint) {
    this.n = d < 0n ? -n : n;
    this.d = d < 0n ? -d : d;
  }
}

export type Exact = number | Ratio;

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
/** Longer exponents would only serve to fill the memory. */
const MAX_EXPONENT = 400;

/** Reads a decimal as written, however many digits it has. Undefined when it is not a decimal number. */
export function exactFrom(text: string): Exact | undefined {
  const match = DECIMAL.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', part = '', exponent = '0'] = match;
  if (whole + part === '' || Math.abs(Number(exponent)) > MAX_EXPONENT) return undefined;
  const digits = BigInt(`${whole}${part}`);
  const shift = Number(exponent) - part.length;
  const n = sign === '-' ? -digits : digits;
  return simplify(shift >= 0 ? new Ratio(n * 10n ** BigInt(shift), 1n) : new Ratio(n, 10n ** BigInt(-shift)));
}

/** A number where a number prints as exactly this value, else the ratio in lowest terms. */
function simplify(ratio: Ratio): Exact {
  const divisor = gcd(ratio.n < 0n ? -ratio.n : ratio.n, ratio.d);
  const lowest = new Ratio(ratio.n / divisor, ratio.d / divisor);
  const near = Number(lowest.n) / Number(lowest.d);
  if (!Number.isFinite(near)) return lowest;
  const back = ratioOf(near);
  return back.n * lowest.d === lowest.n * back.d ? near : lowest;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y > 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}

/** A decimal of up to fifteen digits has a number to itself, so that yuan and fen need not be read from their print. */
const FIFTEEN_DIGITS = 1e15;

function ratioOf(value: Exact): Ratio {
  if (typeof value !== 'number') return value;
  if (Number.isSafeInteger(value)) return new Ratio(BigInt(value), 1n);
  const hundredths = Math.round(value * 100);
  if (Math.abs(hundredths) < FIFTEEN_DIGITS && hundredths / 100 === value) return new Ratio(BigInt(hundredths), 100n);
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const [whole = '', part = ''] = mantissa.split('.');
  const shift = Number(exponent) - part.length;
  const n = BigInt(whole + part);
  return shift >= 0 ? new Ratio(n * 10n ** BigInt(shift), 1n) : new Ratio(n, 10n ** BigInt(-shift));
}

/** Sums and products of whole numbers are exact as long as they are safe; that is nearly always, and much faster. */
const whole = (value: Exact): value is number => typeof value === 'number' && Number.isSafeInteger(value);

export function add(a: Exact, b: Exact): Exact {
  if (whole(a) && whole(b) && Number.isSafeInteger(a + b)) return a + b;
  const [x, y] = [ratioOf(a), ratioOf(b)];
  return x.d === y.d ? new Ratio(x.n + y.n, x.d) : new Ratio(x.n * y.d + y.n * x.d, x.d * y.d);
}

export function subtract(a: Exact, b: Exact): Exact {
  if (whole(a) && whole(b) && Number.isSafeInteger(a - b)) return a - b;
  const [x, y] = [ratioOf(a), ratioOf(b)];
  return x.d === y.d ? new Ratio(x.n - y.n, x.d) : new Ratio(x.n * y.d - y.n * x.d, x.d * y.d);
}

export function multiply(a: Exact, b: Exact): Exact {
  if (whole(a) && whole(b) && Number.isSafeInteger(a * b)) return a * b;
  const [x, y] = [ratioOf(a), ratioOf(b)];
  return new Ratio(x.n * y.n, x.d * y.d);
}

/** Undefined when the divisor is zero. */
export function divide(a: Exact, b: Exact): Exact | undefined {
  if (compare(b, 0) === 0) return undefined;
  if (whole(a) && whole(b) && a % b === 0) return a / b;
  const [x, y] = [ratioOf(a), ratioOf(b)];
  return new Ratio(x.n * y.d, x.d * y.n);
}

/** Below zero, zero or above zero as `a` is less than, equal to or greater than `b`. */
export function compare(a: Exact, b: Exact): number {
  // Two different numbers print differently and in the same order, so that they may be compared as they are.
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  const [x, y] = [ratioOf(a), ratioOf(b)];
  const difference = x.n * y.d - y.n * x.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export const least = (a: Exact, b: Exact): Exact => (compare(a, b) <= 0 ? a : b);
export const greatest = (a: Exact, b: Exact): Exact => (compare(a, b) >= 0 ? a : b);

/** The whole number at or below. */
export function floor(value: Exact): number {
  if (typeof value === 'number') return Math.floor(value);
  return safe(floorOf(value.n, value.d));
}

/** The nearest whole number; a half goes up (GD-10). */
export function roundHalfUp(value: Exact): number {
  if (whole(value)) return value;
  const { n, d } = ratioOf(value);
  return safe(floorOf(2n * n + d, 2n * d));
}

function floorOf(n: bigint, d: bigint): bigint {
  const quotient = n / d;
  return n < 0n && quotient * d !== n ? quotient - 1n : quotient;
}

function safe(value: bigint): number {
  const result = Number(value);
  if (!Number.isSafeInteger(result)) throw new RangeError('beyond the whole numbers that can be held exactly');
  return result;
}

/** For people to read: the decimal itself, or to eight places where it never ends. */
export function textOf(value: Exact): string {
  const { n, d } = ratioOf(value);
  const scaled = floorOf(2n * n * 10n ** 8n + d, 2n * d);
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(9, '0');
  const part = digits.slice(-8).replace(/0+$/, '');
  return `${scaled < 0n ? '-' : ''}${digits.slice(0, -8)}${part === '' ? '' : `.${part}`}`;
}

/** The nearest number: for showing only, never to go on counting with. */
export const numberOf = (value: Exact): number => (typeof value === 'number' ? value : Number(textOf(value)));

/** For JSON.stringify: what no JSON number can say exactly is shown to eight places. It is a value seen, and counted with no more. */
export const plainJson = (_key: string, value: unknown): unknown => (value instanceof Ratio ? numberOf(value) : value);
