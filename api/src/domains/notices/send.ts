import type { Deps } from '../../app.ts';
import { lockQueued, type Message, saveFailed, saveSent } from './store.ts';

/** Rows held at once: as many letters may be in flight when a process is killed, and go again with the same id. */
const BATCH = 20;

/** What a domain does when a letter of its own has left; in the transaction that marks it sent. */
export type AfterSent = (tx: Parameters<typeof lockQueued>[0], sent: readonly Message[], at: Date) => Promise<void>;

/**
 * Sends what waits in a county, until nothing does. The rows stay locked while their letters are under way, which a
 * service never does otherwise: it is what lets the letters of a killed process go out at once and every other only once.
 */
export async function sendQueued(deps: Deps, countyCode: string, afterSent: AfterSent): Promise<number> {
  let sent = 0;
  for (;;) {
    const took = await sendBatch(deps, countyCode, afterSent);
    if (took === 0) return sent;
    sent += took;
  }
}

const sendBatch = (deps: Deps, countyCode: string, afterSent: AfterSent): Promise<number> =>
  deps.db.transaction(async (tx) => {
    const batch = await lockQueued(tx, countyCode, deps.courier.batch ?? BATCH);
    const results = await Promise.allSettled(batch.map((message) => sendOne(deps, message)));
    const left: Message[] = [];
    for (const [i, message] of batch.entries()) {
      const result = results[i];
      if (result?.status === 'fulfilled') left.push(message);
      else await saveFailed(tx, message, String(result?.reason).slice(0, 500));
    }
    if (left.length > 0) {
      const ids = left.map(({ id }) => id);
      await saveSent(tx, countyCode, ids, deps.now());
      await afterSent(tx, left, deps.now());
    }
    return batch.length;
  });

async function sendOne(
  { vault, courier }: Deps,
  { channel, toSealed, subject, bodySealed, messageId }: Message,
): Promise<void> {
  await courier[channel]({ to: vault.open(toSealed), subject, body: vault.open(bodySealed), messageId });
}
