import { type Refusal, refuse } from '../../../kernel/app-error.ts';
import type { CalendarDate } from '../../../kernel/calendar.ts';

/** What another office says of a person for a time. */
export const SPAN_KINDS = ['retired', 'enrolled', 'deceased', 'jailed'] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

interface Span {
  readonly kind: SpanKind;
  readonly fromOn: CalendarDate;
  readonly toOn?: CalendarDate | undefined;
}

/** Whether a span can be true: begun by today, and in order. Nobody comes back from death. */
export function judgeSpan({ kind, fromOn, toOn }: Span, today: CalendarDate): { ok: true } | Refusal {
  if (fromOn > today) return refuse('person_record.day_to_come', { on: fromOn });
  if (toOn !== undefined && (toOn < fromOn || kind === 'deceased'))
    return refuse('person_record.dates_out_of_order', { fromOn, toOn });
  return { ok: true };
}
