import type { DeliveryView } from '../../../contract/deliveries.ts';
import type { Tx } from '../../db/client.ts';
import { AppError, orThrow } from '../../kernel/app-error.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { News } from '../audit/service.ts';
import type { DeclineReason } from './core/delivery.ts';
import { advance } from './core/step.ts';
import { promisedOn } from './service.ts';
import { type Delivery, type DeliveryRow, listDeliveriesOf, lockDelivery, saveDelivery } from './store.ts';
import { viewOf } from './view.ts';

const OPEN = ['planned', 'delivered', 'seen'];
const SHOWN = [...OPEN, 'interested', 'declined', 'introduced'];

/** What a visit can talk about: the open offers of a person and those answered lately, best first. */
export async function listSheetOffers(db: Ctx['db'] | Tx, ctx: Ctx, labourerId: string): Promise<DeliveryView[]> {
  const rows = await listDeliveriesOf(db, ctx.actor, { labourerId, limit: 50 });
  return rows
    .filter((row) => SHOWN.includes(row.delivery.status))
    .map((row) => viewOf(row, ctx))
    .sort((a, b) => b.score - a.score);
}

export interface DoorAnswer {
  readonly deliveryId: string;
  readonly answer: 'accept' | 'decline' | 'none';
  readonly declineReason?: DeclineReason;
}

/** Every open offer of the person was carried to the door and counts as delivered; what they said is written down. */
export async function answerAtDoor(
  tx: Tx,
  ctx: Ctx,
  labourerId: string,
  answers: readonly DoorAnswer[],
): Promise<News[]> {
  const news: News[] = [];
  const said = new Map(answers.map((a) => [a.deliveryId, a]));
  for (const { delivery } of await listDeliveriesOf(tx, ctx.actor, { labourerId, limit: 200 })) {
    const answer = said.get(delivery.id);
    if (!OPEN.includes(delivery.status) && (answer?.answer ?? 'none') === 'none') continue;
    const locked = await lockDelivery(tx, ctx.actor, delivery.id);
    const set = changesAtDoor(ctx, locked, answer);
    const saved = await saveDelivery(tx, locked, set);
    if (saved.status !== 'seen')
      await ctx.outbox.enqueue(tx, 'delivery.answered', { countyCode: saved.countyCode, id: saved.id });
    news.push({
      subjectKind: 'delivery',
      subjectId: saved.id,
      action: `door_${answer?.answer ?? 'none'}`,
      fromStatus: locked.status,
      toStatus: saved.status,
    });
  }
  return news;
}

function changesAtDoor(ctx: Ctx, delivery: Delivery, answer: DoorAnswer | undefined): Partial<DeliveryRow> {
  const at = ctx.now();
  const carried = { deliveredAt: delivery.deliveredAt ?? at, seenAt: delivery.seenAt ?? at };
  if (!answer || answer.answer === 'none') return { ...carried, status: 'seen' };
  const { to } = orThrow(advance(delivery, answer.answer, ctx.actor, at));
  const answered = { ...carried, status: to, answeredAt: at, answeredBy: ctx.actor.id };
  if (answer.answer === 'accept') return { ...answered, declineReason: null, dueOn: promisedOn(ctx) };
  if (!answer.declineReason) throw new AppError('delivery.reason_missing', { field: 'declineReason' });
  return { ...answered, declineReason: answer.declineReason, dueOn: null };
}
