import type { Role } from '../../../../contract/scalars.ts';
import { type Refusal, refuse } from '../../../kernel/app-error.ts';
import { DELIVERY_STEPS, type DeliveryAction, type DeliveryStatus } from './delivery.ts';

/** How long an answer can be taken back. */
export const UNDO_MINUTES = 10;
/** 我想去 promises the next step within so many working days. */
export const PROMISED_WORKING_DAYS = 3;

export interface Standing {
  readonly status: DeliveryStatus;
  readonly answeredAt: Date | null;
}

interface Asker {
  readonly role: Role;
}

/** Whether an action may be taken on a delivery now, and where it leads. */
export function advance(
  delivery: Standing,
  action: DeliveryAction,
  by: Asker,
  now: Date,
): { ok: true; to: DeliveryStatus } | Refusal {
  const { from, to, by: roles } = DELIVERY_STEPS[action];
  if (!(roles as readonly Role[]).includes(by.role)) return refuse('delivery.role_not_allowed', { action });
  if (!(from as readonly DeliveryStatus[]).includes(delivery.status)) {
    return refuse('delivery.wrong_status', { action, status: delivery.status });
  }
  if (action === 'undo' && !canUndo(delivery, now)) return refuse('delivery.undo_over', { minutes: UNDO_MINUTES });
  return { ok: true, to };
}

export const canUndo = ({ answeredAt }: Standing, now: Date): boolean =>
  answeredAt !== null && now.getTime() - answeredAt.getTime() <= UNDO_MINUTES * 60_000;

/** What the page may offer: every action of the table that would not be refused. */
export const allowedActions = (delivery: Standing, by: Asker, now: Date): DeliveryAction[] =>
  (Object.keys(DELIVERY_STEPS) as DeliveryAction[]).filter((action) => advance(delivery, action, by, now).ok);
