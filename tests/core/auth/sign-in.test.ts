import { describe, expect, test } from 'vitest';
import { judgePassword } from '../../../api/src/domains/auth/core/password.ts';
import { waitAfter } from '../../../api/src/domains/auth/core/throttle.ts';

const NOW = new Date('2026-11-20T04:00:00Z');

describe('signing in', () => {
  test('four failures cost nothing; from the fifth each doubles the wait, up to an hour', () => {
    expect(waitAfter(undefined, NOW)).toBe(0);
    expect(waitAfter({ count: 4, lastAt: NOW }, NOW)).toBe(0);
    expect(waitAfter({ count: 5, lastAt: NOW }, NOW)).toBe(30_000);
    expect(waitAfter({ count: 6, lastAt: NOW }, NOW)).toBe(60_000);
    expect(waitAfter({ count: 60, lastAt: NOW }, NOW)).toBe(3_600_000);
    expect(waitAfter({ count: 5, lastAt: new Date(NOW.getTime() - 30_000) }, NOW)).toBe(0);
  });

  test.each(['short', '1234567890', 'officer-wang-1'])('%s is too weak', (password) => {
    expect(judgePassword(password, 'wang').ok).toBe(false);
  });

  test('ten characters that nobody guesses will do', () => {
    expect(judgePassword('槐树底下的老井水真甜', 'wang').ok).toBe(true);
  });
});
