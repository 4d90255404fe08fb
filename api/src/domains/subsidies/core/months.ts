import { addDays, addMonths, type CalendarDate, daysBetween } from '../../../kernel/calendar.ts';
import { completedMonths, completedOn, monthsApart } from '../../placements/core/months.ts';
import { add, divide, type Exact } from './exact.ts';

export { completedMonths, completedOn, type Stretch, stableEmployment } from '../../placements/core/months.ts';

/** Completed months and the days beyond them, as a share of the days of the month begun (GD-02). */
export function monthsWithShare(startOn: CalendarDate, lastOn: CalendarDate): Exact {
  const months = completedMonths(startOn, lastOn);
  return withShare(months, completedOn(startOn, months), completedOn(startOn, months + 1), lastOn);
}

function withShare(months: number, fullOn: CalendarDate, nextOn: CalendarDate, lastOn: CalendarDate): Exact {
  const beyond = daysBetween(fullOn, lastOn);
  if (beyond <= 0) return months;
  return add(months, divide(beyond, daysBetween(fullOn, nextOn)) ?? 0);
}

/** The last day of a period to act: its first day is not counted, it ends with the same day of the month (GD-20). */
export const deadlineOn = (noticeOn: CalendarDate, months: number): CalendarDate => addMonths(noticeOn, months);

/** Months that went by since a notice, its own day not counted (GD-20): 2010-03-10 to 2010-04-11 is 1 + 1/30. */
export function monthsSince(noticeOn: CalendarDate, actedOn: CalendarDate): Exact {
  let months = Math.max(0, monthsApart(noticeOn, actedOn));
  while (months > 0 && deadlineOn(noticeOn, months) > actedOn) months -= 1;
  return withShare(months, deadlineOn(noticeOn, months), deadlineOn(noticeOn, months + 1), actedOn);
}

/** Months from the first approval to the day of entitlement, so that 60 calendar months are exactly 60 (GD-07). */
export const monthsUntil = (approvedOn: CalendarDate, entitledOn: CalendarDate): Exact =>
  entitledOn <= approvedOn ? 0 : monthsWithShare(approvedOn, addDays(entitledOn, -1));
