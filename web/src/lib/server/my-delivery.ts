import { type DeliveryView, listMyDeliveries, takeDeliveryStep } from '@songgang/api/contract/deliveries.ts';
import { attempt, call } from './api.ts';

type Fetch = typeof globalThis.fetch;

/** What was delivered to the signed-in labourer of one posting; undefined for everybody else and where nothing was. */
export async function myDelivery(
  fetch: Fetch,
  actor: App.Locals['actor'],
  jobId: string,
): Promise<DeliveryView | undefined> {
  if (actor?.role !== 'labourer') return undefined;
  const { deliveries } = await call(fetch, listMyDeliveries);
  return deliveries.find(({ job }) => job.id === jobId);
}

/** Notes that it was read. Whoever reads on is not kept from it where that fails. */
export async function see(fetch: Fetch, delivery: DeliveryView): Promise<DeliveryView> {
  if (!delivery.actions.includes('see')) return delivery;
  const { id, version } = delivery;
  const seen = await attempt(fetch, takeDeliveryStep, { params: { id }, body: { action: 'see', version } });
  return seen.ok ? seen.value : delivery;
}

/** An answer can be taken back for so long. */
const UNDO_SECONDS = 600;

/** Seconds in which the answer can still be taken back; 0 where it cannot. */
export function undoSeconds({ actions, answeredAt }: DeliveryView, now: Date): number {
  if (!actions.includes('undo') || answeredAt === null) return 0;
  return Math.max(0, UNDO_SECONDS - Math.floor((now.getTime() - new Date(answeredAt).getTime()) / 1000));
}

/** Takes the answer back. Undefined once it is back, even where another tap had done it; else the refusal. */
export async function undo(fetch: Fetch, { id, version }: DeliveryView) {
  const result = await attempt(fetch, takeDeliveryStep, { params: { id }, body: { action: 'undo', version } });
  return result.ok ? undefined : result;
}
