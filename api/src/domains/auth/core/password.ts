import { type Refusal, refuse } from '../../../kernel/app-error.ts';

const COMMON = new Set([
  '12345678',
  '123456789',
  '1234567890',
  'password',
  '11111111',
  '88888888',
  'qwertyui',
  'abcd1234',
  'admin123',
]);

/** A password long enough to be worth hashing: ten characters, not one of those everybody tries, not the login name. */
export function judgePassword(password: string, loginName: string): { ok: true } | Refusal {
  const weak =
    password.length < 10 ||
    COMMON.has(password.toLowerCase()) ||
    password.toLowerCase().includes(loginName.toLowerCase());
  return weak ? refuse('auth.password_weak', { minLength: 10 }) : { ok: true };
}
