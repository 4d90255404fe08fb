import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDigit, maskIdNumber, readIdNumber } from '../../../api/src/domains/people/core/id-number.ts';

const TODAY = '2026-11-20';
const BODY = '11010519491231002';

test('the example of GB 11643 is read: region, birth date, sex', () => {
  expect(readIdNumber('11010519491231002X', TODAY)).toEqual({
    ok: true,
    id: { number: '11010519491231002X', regionCode: '110105', birthOn: '1949-12-31', sex: 'female' },
  });
});

test('a small x, spaces and full-width digits are taken as meant', () => {
  expect(readIdNumber(' 1101051949１２31002x', TODAY)).toMatchObject({ id: { number: '11010519491231002X' } });
});

test('fifteen digits become eighteen', () => {
  expect(readIdNumber('110105491231002', TODAY)).toMatchObject({ id: { number: '11010519491231002X' } });
});

test('of the eleven check characters only the right one passes', () => {
  const right = checkDigit(BODY);
  for (const last of '0123456789X') expect(readIdNumber(BODY + last, TODAY).ok).toBe(last === right);
});

test('any one digit changed, and any two neighbours swapped, is noticed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
      const digits = [...BODY, 'X'];
      digits[at] = String((Number(digits[at]) + by) % 10);
      expect(readIdNumber(digits.join(''), TODAY).ok).toBe(false);
    }),
  );
});

const withCheck = (body: string) => body + checkDigit(body);

test.each([
  ['', 'length'],
  ['1101051949123100', 'length'],
  ['1101051949123100ＡX', 'character'],
  ['X10105194912310021', 'character'],
  [withCheck('01010519491231002'), 'region'],
  [withCheck('11010519490231002'), 'birth'],
  [withCheck('11010520261121002'), 'birth'],
  [withCheck('11010518991231002'), 'birth'],
  ['110105194912310021', 'check'],
])('%s is refused for its %s', (text, why) => {
  expect(readIdNumber(text, TODAY)).toMatchObject({ ok: false, code: 'people.id_number_wrong', details: { why } });
});

test('a mask shows the last four alone', () => {
  expect(maskIdNumber('11010519491231002X')).toBe('●●●●●●●●●●●●●●002X');
});
