import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { creditCheck, organisationCheck, readCreditCode } from '../../../api/src/domains/employers/core/credit-code.ts';

const DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const PREFIXES = [...'123456789ANY'].flatMap((office) => [...'123456789'].map((kind) => office + kind));

const withChecks = (head: string, organisation: string): string => {
  const body = head + organisation + organisationCheck(organisation);
  return body + creditCheck(body);
};

/** Codes of a prefix, many enough that every check digit comes up. */
function* codesOf(prefix: string) {
  for (let n = 0; n < 400; n += 1) {
    const letter = DIGITS.charAt(n % DIGITS.length);
    yield withChecks(
      `${prefix}371311`,
      `${letter}${String(n * 7919)
        .padStart(7, '0')
        .slice(-7)}`,
    );
  }
}

describe('a unified social credit code', () => {
  test('published codes of well-known bodies are right', () => {
    // The example of GB 32100-2015, and companies everybody can look up in the public register.
    for (const code of ['91350100M000100Y43', '91440300708461136T', '914403001922038216', '91330100799655058B'])
      expect(readCreditCode(code)).toEqual({ ok: true, code });
  });

  test.each(PREFIXES)(
    'of prefix %s is right with every check digit, 0 included, and wrong with any other',
    (prefix) => {
      const seen = new Set<string>();
      const organisationSeen = new Set<string>();
      for (const code of codesOf(prefix)) {
        expect(readCreditCode(code)).toEqual({ ok: true, code });
        seen.add(code.charAt(17));
        organisationSeen.add(code.charAt(16));
        const next = DIGITS.charAt((DIGITS.indexOf(code.charAt(17)) + 1) % 31);
        expect(readCreditCode(code.slice(0, 17) + next)).toMatchObject({ ok: false, details: { why: 'check' } });
      }
      expect(seen.size).toBe(31);
      expect([...organisationSeen].sort().join('')).toBe('0123456789X');
    },
  );

  test('any one character changed is noticed', () => {
    const code = withChecks('91371311', 'MA3C0000');
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 17 }), fc.integer({ min: 1, max: 30 }), (at, by) => {
        const other = DIGITS.charAt((DIGITS.indexOf(code.charAt(at)) + by) % 31);
        expect(readCreditCode(code.slice(0, at) + other + code.slice(at + 1))).toMatchObject({ ok: false });
      }),
    );
  });

  test('the nested organisation code is checked by itself', () => {
    const organisation = 'MA3C0000';
    const wrong = organisationCheck(organisation) === '1' ? '2' : '1';
    const body = `91371311${organisation}${wrong}`;
    expect(readCreditCode(body + creditCheck(body))).toMatchObject({ details: { why: 'organisation_check' } });
  });

  test('spaces, small letters and full-width signs are taken as meant', () => {
    expect(readCreditCode(' ９１３５０１００-m000100y43 ')).toEqual({ ok: true, code: '91350100M000100Y43' });
  });

  test.each([
    ['', 'length'],
    ['91350100M000100Y4', 'length'],
    ['91350100O000100Y43', 'character'],
    ['91350100中000100Y43', 'character'],
    ['B1350100M000100Y43', 'prefix'],
    ['90350100M000100Y43', 'prefix'],
    ['9135010AM000100Y43', 'prefix'],
  ])('%s is refused for its %s', (text, why) => {
    expect(readCreditCode(text)).toMatchObject({ ok: false, code: 'employer.credit_code_wrong', details: { why } });
  });
});
