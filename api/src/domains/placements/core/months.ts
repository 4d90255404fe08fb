import { addDays, addMonths, type CalendarDate, daysBetween } from '../../../kernel/calendar.ts';

/** Calendar months from the month of one date to that of another. */
export function monthsApart(from: CalendarDate, to: CalendarDate): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
}

/**
 * The day at whose close N months from a start are complete (GD-02): the day before the same day of the month, or the
 * month's last day where there is no such day. The first and the last day both count.
 */
export function completedOn(startOn: CalendarDate, months: number): CalendarDate {
  const on = addMonths(startOn, months);
  return on.slice(8) === startOn.slice(8) ? addDays(on, -1) : on;
}

/** Completed months from the first to the last day worked, both counted (GD-02); 0 when the last lies before the first. */
export function completedMonths(startOn: CalendarDate, lastOn: CalendarDate): number {
  let months = Math.max(0, monthsApart(startOn, lastOn) + 1);
  while (months > 0 && completedOn(startOn, months) > lastOn) months -= 1;
  return months;
}

/** One stretch of work with one employer; `endOn` is the last day worked, and absent while it goes on. */
export interface Stretch {
  readonly employerId: string;
  readonly startOn: CalendarDate;
  readonly endOn?: CalendarDate;
}

/**
 * The unbroken employment with one employer that is running on `on`, or that ended last before it (GD-03).
 * Stretches with the same employer are one as long as no more than `maxGapDays` lie between them.
 */
export function stableEmployment(
  stretches: readonly Stretch[],
  employerId: string,
  on: CalendarDate,
  maxGapDays = 0,
): Stretch | undefined {
  const own = stretches.filter((one) => one.employerId === employerId && one.startOn <= on);
  const ordered = own.toSorted((a, b) => (a.startOn < b.startOn ? -1 : 1));
  let current: { startOn: CalendarDate; endOn: CalendarDate } | undefined;
  for (const { startOn, endOn = on } of ordered) {
    const joins = current && daysBetween(current.endOn, startOn) - 1 <= maxGapDays;
    const from = current && joins ? current : { startOn, endOn: startOn };
    current = { startOn: from.startOn, endOn: later(from.endOn, earlier(endOn, on)) };
  }
  return current && { employerId, ...current };
}

const earlier = (a: CalendarDate, b: CalendarDate): CalendarDate => (a < b ? a : b);
const later = (a: CalendarDate, b: CalendarDate): CalendarDate => (a < b ? b : a);
