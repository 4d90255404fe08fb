import type { Tx } from '../../db/client.ts';
import { orThrow } from '../../kernel/app-error.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { News } from '../audit/service.ts';
import { UNANSWERED } from './core/delivery.ts';
import { advance } from './core/step.ts';
import { closeOpen, lockDelivery, saveDelivery } from './store.ts';

/** The delivery that led to work is placed; answers the news for the chain. */
export async function placeDelivery(tx: Tx, ctx: Ctx, deliveryId: string): Promise<News> {
  const delivery = await lockDelivery(tx, ctx.actor, deliveryId);
  const { to } = orThrow(advance(delivery, 'place', ctx.actor, ctx.now()));
  await saveDelivery(tx, delivery, { status: to, endedAt: ctx.now(), dueOn: null });
  return {
    subjectKind: 'delivery',
    subjectId: delivery.id,
    action: 'place',
    fromStatus: delivery.status,
    toStatus: to,
  };
}

/** Whoever starts work has no other open offers or applications. */
export async function closeForPlaced(
  tx: Tx,
  ctx: Ctx,
  labourerId: string,
  exceptId: string | undefined,
): Promise<News[]> {
  const of = { countyCode: ctx.actor.countyCode, labourerId, ...(exceptId && { exceptId }) };
  const closed = await closeOpen(tx, of, 'placed_elsewhere', ctx.now(), [...UNANSWERED, 'interested', 'introduced']);
  return closed.map(({ id }) => ({
    subjectKind: 'delivery',
    subjectId: id,
    action: 'close',
    toStatus: 'closed',
    details: { reason: 'placed_elsewhere' },
  }));
}
