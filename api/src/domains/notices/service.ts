import type { Tx } from '../../db/client.ts';
import { type Ctx, newId } from '../../kernel/ctx.ts';
import type { MessageChannel } from './core/message.ts';
import { insertMessages } from './store.ts';

export interface Letter {
  readonly countyCode: string;
  readonly channel: MessageChannel;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  /** The same thing said twice has the same id and leaves once. */
  readonly messageId: string;
  readonly deliveryId?: string;
  readonly labourerId?: string;
}

/** 138●●●●0000 and a●●●@example.com: enough to recognise one's own. */
export const maskAddress = (to: string): string =>
  to.includes('@') ? `${to.slice(0, 1)}●●●${to.slice(to.indexOf('@'))}` : `${to.slice(0, 3)}●●●●${to.slice(-4)}`;

/** Puts letters in the queue of the transaction and news in its outbox. */
export async function queueMessages(tx: Tx, ctx: Ctx, letters: readonly Letter[]): Promise<void> {
  const first = letters[0];
  if (!first) return;
  const queuedAt = ctx.now();
  const rows = letters.map(({ to, body, ...rest }) => ({
    ...rest,
    id: newId(ctx),
    toSealed: ctx.vault.seal(to),
    toMasked: maskAddress(to),
    bodySealed: ctx.vault.seal(body),
    status: 'queued' as const,
    queuedAt,
  }));
  await insertMessages(tx, rows);
  await ctx.outbox.enqueue(tx, 'message.queued', { countyCode: first.countyCode, id: rows[0]?.id ?? '' });
}

export const queueMessage = (tx: Tx, ctx: Ctx, letter: Letter): Promise<void> => queueMessages(tx, ctx, [letter]);
