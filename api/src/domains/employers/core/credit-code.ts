import { type Refusal, refuse } from '../../../kernel/app-error.ts';

/** GB 32100-2015: the digits of a unified social credit code; I, O, S, V and Z are left out. */
const CREDIT = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** GB 11714-1997: the digits of an organisation code, a letter counting ten and more. */
const ORGANISATION = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Check digit over the first 17 characters: 31 less the weighted sum (3^i) modulo 31, where 31 is written 0. */
export function creditCheck(body: string): string {
  let weight = 1;
  let sum = 0;
  for (const character of body) {
    sum += CREDIT.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return CREDIT.charAt((31 - (sum % 31)) % 31);
}

/** Check digit over the first 8 characters of the organisation code: 11 less the sum modulo 11; 10 is X, 11 is 0. */
export function organisationCheck(body: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce((total, w, i) => total + w * ORGANISATION.indexOf(body.charAt(i)), 0);
  return '0123456789X'.charAt((11 - (sum % 11)) % 11);
}

/** Who registers (1 editorial office … 9 market regulation, A army, N agriculture, Y others), then what kind of body. */
const PREFIX = /^[1-9ANY][1-9]/;

/**
 * A unified social credit code as typed, in its one form: capitals, half width, without spaces.
 * Refused with `why`: length, character (with the position, from 1), prefix, organisation_check or check.
 */
export function readCreditCode(text: string): { ok: true; code: string } | Refusal {
  const code = text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  const no = (why: string, details = {}) => refuse('employer.credit_code_wrong', { why, ...details });
  if (code.length !== 18) return no('length', { length: code.length });
  const strange = [...code].findIndex((character) => !CREDIT.includes(character));
  if (strange >= 0) return no('character', { position: strange + 1 });
  if (!PREFIX.test(code) || !/^\d{6}$/.test(code.slice(2, 8))) return no('prefix');
  if (organisationCheck(code.slice(8, 16)) !== code.charAt(16)) return no('organisation_check');
  if (creditCheck(code.slice(0, 17)) !== code.charAt(17)) return no('check');
  return { ok: true, code };
}
