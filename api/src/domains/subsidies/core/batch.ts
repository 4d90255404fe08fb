import type { Role } from '../../../../contract/scalars.ts';
import { type Refusal, refuse } from '../../../kernel/app-error.ts';

export const BATCH_STATUSES = ['open', 'confirmed', 'sent', 'settled', 'cancelled'] as const;
export type BatchStatus = (typeof BATCH_STATUSES)[number];
export const LINE_STATUSES = ['waiting', 'paid', 'failed', 'cancelled'] as const;
export type LineStatus = (typeof LINE_STATUSES)[number];

/** Why a payable claim cannot go into a batch. */
export const PAYABLE_BARS = [
  'account_missing',
  'account_other_name',
  'account_shared',
  'on_its_way',
  'second_look_missing',
] as const;
export type PayableBar = (typeof PAYABLE_BARS)[number];

interface Step {
  readonly from: readonly BatchStatus[];
  readonly to: BatchStatus;
  readonly by: readonly Role[];
  /** By another than the one who made the batch. */
  readonly another: boolean;
  /** Brings the money nearer to the bank. */
  readonly pays: boolean;
}

/** Confirmed by another than the one who made it; nothing is taken back once the file has left. */
export const BATCH_STEPS = {
  confirm: { from: ['open'], to: 'confirmed', by: ['finance_officer', 'county_officer'], another: true, pays: true },
  send: { from: ['confirmed'], to: 'sent', by: ['finance_officer'], another: false, pays: true },
  cancel: { from: ['open', 'confirmed'], to: 'cancelled', by: ['finance_officer'], another: false, pays: false },
} as const satisfies Record<string, Step>;
export type BatchAction = keyof typeof BATCH_STEPS;
export const BATCH_ACTIONS = Object.keys(BATCH_STEPS) as BatchAction[];

export interface MovedBatch {
  readonly status: BatchStatus;
  readonly madeBy: string;
  /** Its claims with a doubt that nobody has cleared: one may have come up after they were approved. */
  readonly doubted: number;
}

export function moveBatch(
  { status, madeBy, doubted }: MovedBatch,
  action: BatchAction,
  by: { readonly id: string; readonly role: Role },
): { readonly ok: true; readonly to: BatchStatus } | Refusal {
  const step: Step = BATCH_STEPS[action];
  if (!step.by.includes(by.role)) return refuse('payment.role_not_allowed', { action });
  if (!step.from.includes(status)) return refuse('payment.wrong_status', { action, status });
  if (step.another && madeBy === by.id) return refuse('payment.same_officer', { action });
  if (step.pays && doubted > 0) return refuse('claim.second_look_missing', { action, count: doubted });
  return { ok: true, to: step.to };
}

export interface PayeeAccount {
  readonly id: string;
  readonly holder: string;
  /** Somebody else has an open account of the same number. */
  readonly isShared: boolean;
}

/**
 * Whether money may go to this account. The one that stood on the claim when it was approved has been through the fraud
 * screen; any other, as after a correction, must be in the payee's own name and nobody else's.
 */
export function barOf(
  account: PayeeAccount | undefined,
  { payeeName, screenedId }: { readonly payeeName: string; readonly screenedId: string | null },
): PayableBar | null {
  if (!account) return 'account_missing';
  if (account.id === screenedId) return null;
  if (account.holder.replaceAll(/\s/g, '') !== payeeName.replaceAll(/\s/g, '')) return 'account_other_name';
  return account.isShared ? 'account_shared' : null;
}
