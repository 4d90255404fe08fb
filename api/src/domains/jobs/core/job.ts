import type { Role } from '../../../../contract/scalars.ts';
import { type Refusal, refuse } from '../../../kernel/app-error.ts';

export const JOB_STATUSES = [
  'draft',
  'submitted',
  'published',
  'paused',
  'rejected',
  'filled',
  'expired',
  'withdrawn',
] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

export const PAY_KINDS = ['month', 'day', 'hour', 'piece'] as const;
export type PayKind = (typeof PAY_KINDS)[number];

/** Who may be offered a posting beside its own county. */
export const SHARED_WITH = ['county', 'prefecture', 'province', 'anywhere'] as const;

interface Step {
  readonly from: readonly JobStatus[];
  readonly to: JobStatus;
  readonly by: readonly Role[];
  readonly needsNote: boolean;
}

const owner = ['employer', 'township_officer', 'county_officer', 'administrator'] as const;
const reviewer = ['township_officer', 'county_officer', 'administrator'] as const;

export const JOB_STEPS = {
  submit: { from: ['draft', 'rejected'], to: 'submitted', by: owner, needsNote: false },
  publish: { from: ['submitted'], to: 'published', by: reviewer, needsNote: false },
  reject: { from: ['submitted'], to: 'rejected', by: reviewer, needsNote: true },
  pause: { from: ['published'], to: 'paused', by: owner, needsNote: false },
  resume: { from: ['paused'], to: 'published', by: owner, needsNote: false },
  fill: { from: ['published', 'paused'], to: 'filled', by: [...owner, 'system'], needsNote: false },
  expire: { from: ['published', 'paused'], to: 'expired', by: ['system'], needsNote: false },
  withdraw: {
    from: ['draft', 'submitted', 'rejected', 'published', 'paused'],
    to: 'withdrawn',
    by: owner,
    needsNote: false,
  },
} as const satisfies Record<string, Step>;
export type JobAction = keyof typeof JOB_STEPS;
export const JOB_ACTIONS = Object.keys(JOB_STEPS) as JobAction[];

/** Statuses in which the words of a posting may still change; afterwards a reviewer has approved them. */
export const EDITABLE: readonly JobStatus[] = ['draft', 'submitted', 'rejected'];
/** Statuses from which nothing leads back: the posting can be posted anew. */
export const CLOSED: readonly JobStatus[] = ['filled', 'expired', 'withdrawn'];

export interface Stepping {
  readonly status: JobStatus;
}
export interface Stepper {
  readonly role: Role;
}

/** Where a step leads, or why it may not be taken: role, status, or a reason that was not given. */
export function advance(
  job: Stepping,
  action: JobAction,
  by: Stepper,
  note?: string,
): { readonly ok: true; readonly to: JobStatus } | Refusal {
  const step: Step = JOB_STEPS[action];
  if (!step.by.includes(by.role)) return refuse('job.role_not_allowed', { action });
  if (!step.from.includes(job.status)) return refuse('job.wrong_status', { action, status: job.status });
  if (step.needsNote && !note?.trim()) return refuse('job.note_needed', { action });
  return { ok: true, to: step.to };
}

/** The steps this person may take now: what the page draws as buttons. */
export const allowedActions = (job: Stepping, by: Stepper): JobAction[] =>
  JOB_ACTIONS.filter((action) => advance(job, action, by, 'a reason').ok);
