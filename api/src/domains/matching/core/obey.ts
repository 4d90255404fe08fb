import { type Demand, REACHES, type Reach, type Shift } from '@songgang/search/matcher/model.ts';
import { commonLevel } from '@songgang/search/matcher/place.ts';
import { addDays, type CalendarDate } from '../../../kernel/calendar.ts';
import type { DeclineReason } from './delivery.ts';

/** A job somebody said 不合适 to, as it was when they said so. */
export interface Declined {
  readonly reason: DeclineReason;
  readonly declinedOn: CalendarDate;
  readonly employerId: string;
  readonly occupationCode: string;
  readonly regionCode: string;
  readonly payMinFen: number;
  readonly shift: Shift;
  readonly demands: readonly Demand[];
}

export interface Wishes {
  readonly regionCode: string;
  readonly reach: Reach;
  readonly payFloorFen: number;
  readonly shifts: readonly Shift[];
  readonly limits: readonly Demand[];
  readonly refusedEmployerIds: readonly string[];
  readonly refusedOccupations: readonly string[];
}

/** 'Not now' keeps offers away for a month. */
export const PAUSE_DAYS = 30;

/**
 * What a person wants once their refusals are heard. Each only ever narrows:
 * too far → nothing as far as that or farther; pay too low → more than that; hours → not that shift; too hard → none of
 * what it asked of the body, nor that trade where it asked nothing; not my work → not that trade; employer → not them.
 */
export const obey = (wishes: Wishes, declined: readonly Declined[]): Wishes => declined.reduce(obeyOne, wishes);

function obeyOne(w: Wishes, d: Declined): Wishes {
  switch (d.reason) {
    case 'too_far':
      return { ...w, reach: nearer(w, d) };
    case 'pay_low':
      return { ...w, payFloorFen: Math.max(w.payFloorFen, d.payMinFen + 1) };
    case 'hours':
      return { ...w, shifts: otherShifts(w, d) };
    case 'too_hard':
      return d.demands.length > 0 ? { ...w, limits: [...new Set([...w.limits, ...d.demands])] } : withoutTrade(w, d);
    case 'not_my_work':
      return withoutTrade(w, d);
    case 'employer':
      return { ...w, refusedEmployerIds: [...w.refusedEmployerIds, d.employerId] };
    case 'not_now':
    case 'other':
      return w;
  }
}

const withoutTrade = (w: Wishes, d: Declined): Wishes => ({
  ...w,
  refusedOccupations: [...w.refusedOccupations, d.occupationCode],
});

/** The last shift somebody can work stays: one refused posting must not end all offers for good. */
function otherShifts(w: Wishes, d: Declined): readonly Shift[] {
  const rest = w.shifts.filter((shift) => shift !== d.shift);
  return rest.length > 0 ? rest : w.shifts;
}

/** One step nearer than the refused job; the own village stays, there is nothing nearer. */
function nearer(w: Wishes, d: Declined): Reach {
  const refused = commonLevel(w.regionCode, d.regionCode);
  const level = Math.max(0, Math.min(REACHES.indexOf(w.reach), refused - 1));
  return REACHES[level] ?? 'village';
}

/** Whether the person asked to be left alone and the time is not over. */
export const isPaused = (declined: readonly Declined[], on: CalendarDate): boolean =>
  declined.some((d) => d.reason === 'not_now' && on < addDays(d.declinedOn, PAUSE_DAYS));
