import { type Refusal, refuse } from '../../../kernel/app-error.ts';
import type { CalendarDate } from '../../../kernel/calendar.ts';
import { type PlacementStatus, RUNNING } from './placement.ts';
import { monthSpan } from './sheet.ts';

/** What a person taps of their own work. */
export interface OwnWord {
  readonly outcome: 'at_work' | 'left';
  readonly endedOn?: CalendarDate | undefined;
  readonly endReason?: string | undefined;
  readonly wage?: { readonly month: string } | undefined;
}

export interface OwnWork {
  readonly status: PlacementStatus;
  readonly startedOn: CalendarDate | null;
  readonly endedOn: CalendarDate | null;
}

/** Whether the word can be true: of work that runs, a day and a reason for an end, a month in which there was work. */
export function judgeOwnWord(work: OwnWork, word: OwnWord, today: CalendarDate): { ok: true } | Refusal {
  if (!RUNNING.some((status) => status === work.status))
    return refuse('placement.wrong_status', { status: work.status });
  if (word.outcome === 'left' && !(word.endedOn && word.endReason)) return refuse('placement.end_missing');
  if (word.endedOn && word.endedOn > today) return refuse('placement.day_to_come', { on: word.endedOn });
  if (word.wage && !monthsToSay(work, today).includes(word.wage.month))
    return refuse('placement.month_not_worked', { month: word.wage.month });
  return { ok: true };
}

/** The months a person may speak of: those begun while they worked, three at most, the newest first. */
export function monthsToSay({ startedOn, endedOn }: OwnWork, today: CalendarDate): string[] {
  if (startedOn === null) return [];
  const last = endedOn !== null && endedOn < today ? endedOn : today;
  const months: string[] = [];
  for (let month = startedOn.slice(0, 7); month <= last.slice(0, 7); month = monthSpan(month).until.slice(0, 7))
    months.push(month);
  return months.slice(-3).reverse();
}
