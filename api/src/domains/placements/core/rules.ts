import { type Refusal, refuse } from '../../../kernel/app-error.ts';
import { addDays, type CalendarDate } from '../../../kernel/calendar.ts';
import { FOLLOW_UP_DAYS, type INTRODUCER_KINDS, type PlacementStatus } from './placement.ts';

export interface Dated {
  readonly introducerKind: (typeof INTRODUCER_KINDS)[number];
  readonly introducerName?: string | undefined;
  readonly introducerFixedOn?: CalendarDate | undefined;
  readonly contractOn?: CalendarDate | undefined;
  readonly contractUntilOn?: CalendarDate | undefined;
  readonly startedOn?: CalendarDate | undefined;
}

/**
 * Whether the facts can stand together. The introducer is fixed before the contract date, by name and day, one only
 * (D-065, 罗人社发〔2016〕23号 三(一)3五是); dates follow one another.
 */
export function judgeFacts(facts: Dated): { ok: true } | Refusal {
  const { introducerKind, introducerName, introducerFixedOn, contractOn, contractUntilOn } = facts;
  if (introducerKind !== 'none' && (!introducerName || !introducerFixedOn))
    return refuse('placement.introducer_missing');
  if (introducerKind !== 'none' && introducerFixedOn && contractOn && introducerFixedOn > contractOn) {
    return refuse('placement.introducer_after_contract', { introducerFixedOn, contractOn });
  }
  if (contractOn && contractUntilOn && contractUntilOn < contractOn)
    return refuse('placement.dates_out_of_order', { contractOn, contractUntilOn });
  return { ok: true };
}

/** Return visits of a placement that began on a day: 30, 90, 180 and 365 days later. */
export const followUpDates = (startedOn: CalendarDate): { dayNumber: number; dueOn: CalendarDate }[] =>
  FOLLOW_UP_DAYS.map((dayNumber) => ({ dayNumber, dueOn: addDays(startedOn, dayNumber) }));

const FROM: Record<'start' | 'end', readonly PlacementStatus[]> = { start: ['agreed'], end: ['started', 'stable'] };

/** agreed → started → (stable by the policy's months) → ended. */
export const mayGo = (step: 'start' | 'end', status: PlacementStatus): { ok: true } | Refusal =>
  FROM[step].includes(status) ? { ok: true } : refuse('placement.wrong_status', { step, status });

export function judgeEnd(startedOn: CalendarDate | null, endedOn: CalendarDate): { ok: true } | Refusal {
  if (startedOn !== null && endedOn < startedOn) return refuse('placement.dates_out_of_order', { startedOn, endedOn });
  return { ok: true };
}
