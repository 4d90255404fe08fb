import type { Role } from '../../../../contract/scalars.ts';
import { type Refusal, refuse } from '../../../kernel/app-error.ts';
import type { CalendarDate } from '../../../kernel/calendar.ts';
import { FAIR_ACTIONS, FAIR_STEPS, type FairAction, type FairStatus } from './fair.ts';

export interface Fair {
  readonly status: FairStatus;
  readonly jobCount: number;
  /** The day it is held on. */
  readonly on: CalendarDate;
}

/** Whether a fair may take a step: it is not announced without postings, nor opened before its day, nor summarised without words. */
export function advance(
  fair: Fair,
  action: FairAction,
  by: { role: Role },
  today: CalendarDate,
  summary?: string,
): { ok: true; to: FairStatus } | Refusal {
  const step = FAIR_STEPS[action];
  if (!(step.by as readonly Role[]).includes(by.role)) return refuse('fair.role_not_allowed', { action });
  if (!(step.from as readonly FairStatus[]).includes(fair.status))
    return refuse('fair.wrong_status', { action, status: fair.status });
  if (action === 'announce' && fair.jobCount === 0) return refuse('fair.no_jobs');
  if (action === 'open' && today < fair.on) return refuse('fair.too_early', { on: fair.on });
  if (action === 'summarise' && !summary) return refuse('fair.summary_needed');
  return { ok: true, to: step.to };
}

/** Steps to show: a summary is asked for by the page itself. */
export const allowedActions = (fair: Fair, by: { role: Role }, today: CalendarDate): FairAction[] =>
  FAIR_ACTIONS.filter((action) => advance(fair, action, by, today, '…').ok);

/** Statuses in which anybody may see a fair. */
export const PUBLIC_STATUSES: readonly FairStatus[] = ['announced', 'registration', 'open', 'closed', 'summarised'];
