/** Calendar dates are 'YYYY-MM-DD' strings in Asia/Shanghai, which has kept UTC+8 without summer time since 1991. */
export type CalendarDate = string;

const DAY_MS = 86_400_000;
const SHANGHAI_MS = 8 * 3_600_000;

/** The date on the wall in Shanghai at an instant. */
export const dateAt = (at: Date): CalendarDate => new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(0, 10);

/** The date and clock in Shanghai: 2026-11-20 09:12. */
export const stampAt = (at: Date): string =>
  new Date(at.getTime() + SHANGHAI_MS).toISOString().slice(0, 16).replace('T', ' ');

/** The instant at which a date begins in Shanghai. */
export const startOf = (on: CalendarDate): Date => new Date(Date.parse(`${on}T00:00:00Z`) - SHANGHAI_MS);

const dayNumber = (on: CalendarDate): number => Date.parse(`${on}T00:00:00Z`) / DAY_MS;

const fromDayNumber = (day: number): CalendarDate => new Date(day * DAY_MS).toISOString().slice(0, 10);

export const isCalendarDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  fromDayNumber(dayNumber(text)) === text;

export function addDays(on: CalendarDate, days: number): CalendarDate {
  const day = Number(on.slice(8)) + days;
  // Every month has these; the rest is counted through.
  return day >= 1 && day <= 28 ? on.slice(0, 8) + twoDigits(day) : fromDayNumber(dayNumber(on) + days);
}

/** Days from one date to another; negative when the second lies before the first. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number => dayNumber(to) - dayNumber(from);

/** The same day months later; the last day of the month where that day does not exist (31 January + 1 → 28 February). */
export function addMonths(on: CalendarDate, months: number): CalendarDate {
  const count = Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7)) - 1 + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  const day = Math.min(Number(on.slice(8)), lastDayOf(year, month));
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

const twoDigits = (n: number): string => (n < 10 ? `0${n}` : String(n));
const LAST_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const lastDayOf = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (LAST_DAYS[month - 1] ?? 31);

/** Whole years lived on a date. Someone born on 29 February is a year older on 1 March of a common year. */
export function ageOn(birthOn: CalendarDate, on: CalendarDate): number {
  const years = Number(on.slice(0, 4)) - Number(birthOn.slice(0, 4));
  return on.slice(5) < birthOn.slice(5) ? years - 1 : years;
}

export const yearOf = (on: CalendarDate): number => Number(on.slice(0, 4));

/** The date some working days later; Saturdays and Sundays do not count, public holidays are not known here. */
export function addWorkingDays(on: CalendarDate, days: number): CalendarDate {
  let day = dayNumber(on);
  for (let left = days; left > 0; ) {
    day += 1;
    const weekday = (day + 4) % 7; // 1970-01-01 was a Thursday; 0 = Sunday
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return fromDayNumber(day);
}
