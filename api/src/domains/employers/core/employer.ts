import { EMPLOYER_STATES, type EmployerState } from '@songgang/search/matcher/model.ts';
import type { Role } from '../../../../contract/scalars.ts';
import { type Refusal, refuse } from '../../../kernel/app-error.ts';

export { EMPLOYER_STATES, type EmployerState };

export const EMPLOYER_KINDS = ['company', 'workshop', 'agency', 'public_body'] as const;
export type EmployerKind = (typeof EMPLOYER_KINDS)[number];

/** Factory-style 厂房式 or home-based 居家式, D-089. */
export const WORKSHOP_KINDS = ['factory', 'home'] as const;

interface Step {
  readonly from: readonly EmployerState[];
  readonly to: EmployerState;
  readonly by: readonly Role[];
  readonly needsNote: boolean;
}

export const EMPLOYER_STEPS = {
  verify: { from: ['registered'], to: 'verified', by: ['county_officer', 'administrator'], needsNote: false },
  suspend: {
    from: ['verified', 'registered'],
    to: 'suspended',
    by: ['county_officer', 'administrator'],
    needsNote: true,
  },
  restore: {
    from: ['suspended', 'blacklisted'],
    to: 'verified',
    by: ['county_officer', 'administrator'],
    needsNote: true,
  },
  blacklist: {
    from: ['verified', 'registered', 'suspended'],
    to: 'blacklisted',
    by: ['county_officer', 'administrator'],
    needsNote: true,
  },
} as const satisfies Record<string, Step>;
export type EmployerAction = keyof typeof EMPLOYER_STEPS;
export const EMPLOYER_ACTIONS = Object.keys(EMPLOYER_STEPS) as EmployerAction[];

interface Standing {
  readonly state: EmployerState;
  readonly creditCode: string | null;
}

/** Where a step leads. Refused by role, by state, for want of a note, and verification for want of a credit code. */
export function advance(
  employer: Standing,
  action: EmployerAction,
  role: Role,
  note: string | undefined,
): { ok: true; to: EmployerState } | Refusal {
  const step: Step = EMPLOYER_STEPS[action];
  if (!step.by.includes(role)) return refuse('employer.role_not_allowed', { action, by: step.by });
  if (!step.from.includes(employer.state))
    return refuse('employer.wrong_state', { action, state: employer.state, from: step.from });
  if (step.needsNote && !note?.trim()) return refuse('employer.note_missing', { action });
  if (step.to === 'verified' && employer.creditCode === null) return refuse('employer.credit_code_missing');
  return { ok: true, to: step.to };
}

/** The steps this role may take now; `advance` still asks for the note. */
export const allowedActions = (employer: Standing, role: Role): EmployerAction[] =>
  EMPLOYER_ACTIONS.filter((action) => advance(employer, action, role, '…').ok);
