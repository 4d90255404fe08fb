import { type Refusal, refuse } from '../../../kernel/app-error.ts';
import { type CalendarDate, isCalendarDate } from '../../../kernel/calendar.ts';
import type { Sex } from './card.ts';

/** What an ID number (GB 11643-1999) tells. Never log it, never put it into an address. */
export interface IdNumber {
  /** 18 characters, X in capitals. */
  readonly number: string;
  /** County of first registration, 6 digits; it may long be out of use. */
  readonly regionCode: string;
  readonly birthOn: CalendarDate;
  readonly sex: Sex;
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The last character for the first 17 digits (ISO 7064, MOD 11-2). */
export function checkDigit(body: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(body.charAt(i)), 0);
  return '10X98765432'.charAt(sum % 11);
}

/** The 15 digits of cards from before 1999: the century is left out, and so is the check digit. */
export function lengthen(digits: string): string {
  const body = `${digits.slice(0, 6)}19${digits.slice(6)}`;
  return body + checkDigit(body);
}

/** Reads an ID number as typed. Refused with `why`: length, character, region, birth (no date, or after `today`), check. */
export function readIdNumber(text: string, today: CalendarDate): { ok: true; id: IdNumber } | Refusal {
  const typed = text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  const no = (why: string) => refuse('people.id_number_wrong', { why });
  if (typed.length !== 15 && typed.length !== 18) return no('length');
  if (!/^(\d{15}|\d{17}[\dX])$/.test(typed)) return no('character');
  const number = typed.length === 15 ? lengthen(typed) : typed;
  if (!/^[1-9]\d{5}$/.test(number.slice(0, 6))) return no('region');
  const birthOn = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isCalendarDate(birthOn) || birthOn > today || birthOn < '1900-01-01') return no('birth');
  if (checkDigit(number) !== number.charAt(17)) return no('check');
  const sex = Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female';
  return { ok: true, id: { number, regionCode: number.slice(0, 6), birthOn, sex } };
}

/** The last four alone: enough for a person to know their own. */
export const maskIdNumber = (number: string): string => `${'●'.repeat(14)}${number.slice(-4)}`;
