import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  compare,
  divide,
  type Exact,
  exactFrom,
  floor,
  multiply,
  Ratio,
  roundHalfUp,
  subtract,
  textOf,
} from '../../../api/src/domains/subsidies/core/exact.ts';

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.nat({ max: 18 }))
  .map(([digits, places]) => {
    const text = (digits < 0n ? -digits : digits).toString().padStart(places + 1, '0');
    const at = text.length - places;
    return `${digits < 0n ? '-' : ''}${text.slice(0, at)}${places > 0 ? `.${text.slice(at)}` : ''}`;
  });
const read = (text: string): Exact => exactFrom(text) ?? Number.NaN;

describe('decimals are what they are written as', () => {
  test.each([
    ['0.1', '0.2', '0.3'],
    ['1.005', '0', '1.005'],
    ['9007199254740993', '0', '9007199254740993'],
    ['0.12345678', '0.00000001', '0.12345679'],
    ['-0.5', '0.25', '-0.25'],
    ['1e3', '1E-2', '1000.01'],
  ])('%s + %s = %s', (a, b, sum) => expect(textOf(add(read(a), read(b)))).toBe(sum));

  test.each(['', '.', 'abc', '1.2.3', '0x10', '1_000', '--1', '1e999999999'])('%j is no decimal', (text) =>
    expect(exactFrom(text)).toBeUndefined(),
  );

  test('adding and taking away again, multiplying and dividing again, lead back', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(compare(subtract(add(read(a), read(b)), read(b)), read(a))).toBe(0);
        const quotient = divide(multiply(read(a), read(b)), read(b));
        if (compare(read(b), 0) === 0) expect(quotient).toBeUndefined();
        else expect(compare(quotient ?? Number.NaN, read(a))).toBe(0);
      }),
    );
  });

  test('numbers and ratios keep one order', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const sign = Math.sign(compare(read(a), read(b)));
        expect(sign).toBe(Math.sign(compare(asRatio(read(a)), asRatio(read(b)))));
        expect(sign).toBe(-Math.sign(compare(read(b), read(a))));
      }),
    );
  });
});

/** The long way round: digits over a power of ten. */
function asRatio(value: Exact): Exact {
  return new Ratio((add(value, new Ratio(0n, 1n)) as Ratio).n, (add(value, new Ratio(0n, 1n)) as Ratio).d);
}

test('a number means what it prints as, in yuan and fen as with any other digits', () => {
  const numbers = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: -1e9, max: 1e9 }), (number, fen) => {
      for (const value of [number, fen / 100]) expect(compare(printed(value), value)).toBe(0);
      expect(roundHalfUp(multiply(fen / 100, 100))).toBe(fen);
    }),
  );
});

/** Digit for digit, by the print alone. */
function printed(value: number): Ratio {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const [whole = '', part = ''] = mantissa.split('.');
  const shift = BigInt(part.length - Number(exponent));
  const digits = BigInt(whole + part);
  return shift >= 0n ? new Ratio(digits, 10n ** shift) : new Ratio(digits * 10n ** -shift, 1n);
}

describe('a half goes up, once', () => {
  test.each([
    ['0.5', 1],
    ['0.4999999999999999999999', 0],
    ['1.5', 2],
    ['2.5', 3],
    ['-0.5', 0],
    ['-1.5', -1],
    ['-1.51', -2],
  ])('%s rounds to %i', (text, whole) => expect(roundHalfUp(read(text)) + 0).toBe(whole));

  test.each([
    ['59.5', 59],
    ['-0.1', -1],
    ['60', 60],
  ])('the whole number at or below %s is %i', (text, whole) => expect(floor(read(text))).toBe(whole));

  test('a third of a fen never becomes one', () => {
    expect(roundHalfUp(divide(1, 3) ?? Number.NaN)).toBe(0);
    expect(roundHalfUp(multiply(divide(1, 3) ?? Number.NaN, 3))).toBe(1);
  });

  test('what cannot be held exactly is refused, not bent', () =>
    expect(() => roundHalfUp(read('99999999999999999999'))).toThrow(RangeError));
});
