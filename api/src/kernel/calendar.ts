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

export const addDays = (on: CalendarDate, days: number): CalendarDate => fromDayNumber(dayNumber(on) + days);

/** Days from one date to another; negative when the second lies before the first. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number => dayNumber(to) - dayNumber(from);

/** The same day months later; the last day of the month where that day does not exist (31 January + 1 → 28 February). */
export function addMonths(on: CalendarDate, months: number): CalendarDate {
  const [year, month, day] = on.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return fromDayNumber(first.getTime() / DAY_MS + Math.min(day, last) - 1);
}

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
