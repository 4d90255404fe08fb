import type { Role } from '../../../../contract/scalars.ts';

export const FAIR_STATUSES = ['planned', 'announced', 'registration', 'open', 'closed', 'summarised'] as const;
export type FairStatus = (typeof FAIR_STATUSES)[number];

/** D-066, D-070. */
export const FAIR_KINDS = ['special', 'market_day', 'village', 'labour_export', 'public_welfare'] as const;

export const BOOTH_STATUSES = ['invited', 'accepted', 'declined'] as const;
export const INTENT_OUTCOMES = ['open', 'signed', 'not_placed'] as const;

interface Step {
  readonly from: readonly FairStatus[];
  readonly to: FairStatus;
  readonly by: readonly Role[];
}
const staff = ['township_officer', 'county_officer', 'administrator'] as const;

export const FAIR_STEPS = {
  announce: { from: ['planned'], to: 'announced', by: staff },
  register: { from: ['announced'], to: 'registration', by: staff },
  open: { from: ['announced', 'registration'], to: 'open', by: staff },
  close: { from: ['open'], to: 'closed', by: staff },
  summarise: { from: ['closed'], to: 'summarised', by: staff },
} as const satisfies Record<string, Step>;
export type FairAction = keyof typeof FAIR_STEPS;
export const FAIR_ACTIONS = Object.keys(FAIR_STEPS) as FairAction[];
