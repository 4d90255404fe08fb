import { type Refusal, refuse } from '../../../kernel/app-error.ts';
import { addDays, type CalendarDate } from '../../../kernel/calendar.ts';
import { completedMonths, type Stretch, stableEmployment } from './months.ts';
import { FOLLOW_UP_DAYS, type INTRODUCER_KINDS, type PlacementStatus, RUNNING } from './placement.ts';

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

interface Step {
  readonly from: readonly PlacementStatus[];
  readonly to: PlacementStatus;
}
/** agreed → started → stable (the policy's months are complete) → ended; what was agreed on and came to nothing is dropped. */
export const PLACEMENT_STEPS = {
  start: { from: ['agreed'], to: 'started' },
  drop: { from: ['agreed'], to: 'dropped' },
  settle: { from: ['started'], to: 'stable' },
  end: { from: RUNNING, to: 'ended' },
} as const satisfies Record<string, Step>;
export type PlacementAction = keyof typeof PLACEMENT_STEPS;

export function mayGo(step: PlacementAction, status: PlacementStatus): { ok: true; to: PlacementStatus } | Refusal {
  const { from, to }: Step = PLACEMENT_STEPS[step];
  return from.includes(status) ? { ok: true, to } : refuse('placement.wrong_status', { step, status });
}

export function judgeEnd(startedOn: CalendarDate | null, endedOn: CalendarDate): { ok: true } | Refusal {
  if (startedOn !== null && endedOn < startedOn) return refuse('placement.dates_out_of_order', { startedOn, endedOn });
  return { ok: true };
}

/** What counting months needs to know of a placement. */
export interface Worked {
  readonly id: string;
  readonly labourerId: string;
  readonly employerId: string | null;
  readonly employerName: string;
  readonly startedOn: CalendarDate | null;
  readonly endedOn: CalendarDate | null;
}

/**
 * The months a placement has completed at the close of the day before `today`, or of its last day: work with the same
 * employer that ran into it without a gap counts along (GD-02, GD-03). Null before the start.
 */
export function monthsOf(placement: Worked, others: readonly Worked[], today: CalendarDate): number | null {
  const { startedOn, endedOn } = placement;
  if (startedOn === null) return null;
  const lastOn = endedOn !== null && endedOn < today ? endedOn : addDays(today, -1);
  if (lastOn < startedOn) return 0;
  const unbroken = stableEmployment(stretchesOf([placement, ...others]), employerOf(placement), lastOn);
  return completedMonths(unbroken?.startOn ?? startedOn, lastOn);
}

const employerOf = ({ employerId, employerName }: Worked): string => employerId ?? `name:${employerName}`;

const stretchesOf = (placements: readonly Worked[]): Stretch[] =>
  placements.flatMap((one) => {
    const { startedOn, endedOn } = one;
    if (startedOn === null) return [];
    return [{ employerId: employerOf(one), startOn: startedOn, ...(endedOn !== null && { endOn: endedOn }) }];
  });
