import { EMPLOYER_STATES, type EmployerState } from '@songgang/search/matcher/model.ts';
import type { Role } from '../../../../contract/scalars.ts';

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
  suspend: { from: ['verified', 'registered'], to: 'suspended', by: ['county_officer', 'administrator'], needsNote: true },
  restore: { from: ['suspended', 'blacklisted'], to: 'verified', by: ['county_officer', 'administrator'], needsNote: true },
  blacklist: { from: ['verified', 'registered', 'suspended'], to: 'blacklisted', by: ['county_officer', 'administrator'], needsNote: true },
} as const satisfies Record<string, Step>;
export type EmployerAction = keyof typeof EMPLOYER_STEPS;
export const EMPLOYER_ACTIONS = Object.keys(EMPLOYER_STEPS) as EmployerAction[];
