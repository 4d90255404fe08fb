import type { Role } from '../../../../contract/scalars.ts';

export const DELIVERY_STATUSES = [
  'planned',
  'delivered',
  'seen',
  'interested',
  'declined',
  'introduced',
  'placed',
  'not_placed',
  'closed',
] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** Why a labourer says 不合适; the next run obeys each (see refusals in the matcher's facts). */
export const DECLINE_REASONS = [
  'too_far',
  'pay_low',
  'hours',
  'not_my_work',
  'too_hard',
  'employer',
  'not_now',
  'other',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** Why an offer that nobody refused is over. */
export const CLOSE_REASONS = ['job_closed', 'placed_elsewhere', 'person_closed', 'personalised_refused'] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** Why an introduction led to nothing. */
export const NOT_PLACED_REASONS = ['employer_declined', 'labourer_declined', 'job_filled', 'no_show', 'other'] as const;

/**
 * Floor: one of the five promised a year. Beyond: further places a person may hold unanswered.
 * Own: the person found the job and said so; nobody offered it, so it counts for no promise.
 */
export const TIERS = ['floor', 'beyond', 'own'] as const;

interface Step {
  readonly from: readonly DeliveryStatus[];
  readonly to: DeliveryStatus;
  readonly by: readonly Role[];
}

const helpers = ['liaison', 'township_officer', 'county_officer', 'administrator'] as const;
const open = ['planned', 'delivered', 'seen'] as const;

export const DELIVERY_STEPS = {
  deliver: { from: ['planned'], to: 'delivered', by: ['system', ...helpers] },
  see: { from: ['planned', 'delivered'], to: 'seen', by: ['labourer', ...helpers] },
  accept: { from: [...open, 'declined'], to: 'interested', by: ['labourer', ...helpers] },
  decline: { from: [...open, 'interested'], to: 'declined', by: ['labourer', ...helpers] },
  /** Back to unanswered, within ten minutes of the tap. */
  undo: { from: ['interested', 'declined'], to: 'seen', by: ['labourer', ...helpers] },
  introduce: { from: ['interested'], to: 'introduced', by: helpers },
  place: { from: ['interested', 'introduced', ...open], to: 'placed', by: [...helpers, 'system'] },
  fail: { from: ['introduced'], to: 'not_placed', by: helpers },
  close: { from: [...open, 'interested', 'introduced'], to: 'closed', by: ['system', ...helpers] },
} as const satisfies Record<string, Step>;
export type DeliveryAction = keyof typeof DELIVERY_STEPS;

/** Offers the labourer has neither answered nor lost. */
export const UNANSWERED: readonly DeliveryStatus[] = open;
/** Offers that still take one of the vacancy's places. */
export const LIVE: readonly DeliveryStatus[] = [...open, 'interested', 'introduced', 'placed'];
