import type { Role } from '../../../../contract/scalars.ts';
import { type Refusal, refuse } from '../../../kernel/app-error.ts';
import type { CalendarDate } from '../../../kernel/calendar.ts';

export const CHECK_STATUSES = ['drawn', 'visited', 'replied', 'passed', 'failed'] as const;
export type CheckStatus = (typeof CHECK_STATUSES)[number];

/** What is looked at on the spot, each answered yes, no or unknown. */
export const CHECKLIST = [
  'person_at_work',
  'contract_seen',
  'wages_paid_by_bank',
  'insurance_paid',
  'post_as_recorded',
  'person_confirms',
] as const;
export type CheckPoint = (typeof CHECKLIST)[number];
export const ANSWERS = ['yes', 'no', 'unknown'] as const;
export type Checklist = Readonly<Record<CheckPoint, (typeof ANSWERS)[number]>>;

export const CHECK_STEPS = {
  visit: { from: ['drawn'], to: 'visited', by: ['township_officer', 'county_officer'] },
  reply: { from: ['visited'], to: 'replied', by: ['employer', 'county_officer'] },
  pass: { from: ['visited', 'replied'], to: 'passed', by: ['county_officer'] },
  fail: { from: ['visited', 'replied'], to: 'failed', by: ['county_officer'] },
} as const satisfies Record<string, { from: readonly CheckStatus[]; to: CheckStatus; by: readonly Role[] }>;
export type CheckAction = keyof typeof CHECK_STEPS;
export const CHECK_ACTIONS = Object.keys(CHECK_STEPS) as CheckAction[];

export interface Check {
  readonly status: CheckStatus;
  readonly visitedBy: string | null;
  /** The last day on which the employer may reply. */
  readonly repliesDueOn: CalendarDate;
}
interface By {
  readonly id: string;
  readonly role: Role;
}

/**
 * Where a step of a check leads. Whoever looked does not decide, and nobody fails before the employer has replied or has let
 * the day pass.
 */
export function moveCheck(
  check: Check,
  action: CheckAction,
  by: By,
  on: CalendarDate,
): { readonly ok: true; readonly to: CheckStatus } | Refusal {
  const step: { from: readonly CheckStatus[]; to: CheckStatus; by: readonly Role[] } = CHECK_STEPS[action];
  if (!step.by.includes(by.role)) return refuse('sample.role_not_allowed', { action });
  if (!step.from.includes(check.status)) return refuse('sample.wrong_status', { action, status: check.status });
  const decides = action === 'pass' || action === 'fail';
  if (decides && check.visitedBy === by.id) return refuse('sample.same_officer', { action });
  if (action === 'reply' && by.role === 'employer' && on > check.repliesDueOn)
    return refuse('sample.reply_over', { dueOn: check.repliesDueOn });
  if (action === 'fail' && check.status === 'visited' && on <= check.repliesDueOn)
    return refuse('sample.reply_open', { dueOn: check.repliesDueOn });
  return { ok: true, to: step.to };
}
