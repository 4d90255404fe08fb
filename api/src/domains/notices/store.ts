import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import type { MessageStatus } from './core/message.ts';
import { messages } from './tables.ts';

export type Message = typeof messages.$inferSelect;

/** Queues messages; one whose id stands there already is the same message and is left alone. */
export async function insertMessages(tx: Tx, rows: (typeof messages.$inferInsert)[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 2000)
    await tx
      .insert(messages)
      .values(rows.slice(i, i + 2000))
      .onConflictDoNothing();
}

/** Takes messages that wait, so that no second worker sends them meanwhile; a lock lost with its process frees them. */
export const lockQueued = (tx: Tx, countyCode: string, limit: number) =>
  tx
    .select()
    .from(messages)
    .where(and(eq(messages.countyCode, countyCode), eq(messages.status, 'queued')))
    .orderBy(asc(messages.queuedAt))
    .limit(limit)
    .for('update', { skipLocked: true });

/** All in one statement: a county's run sends tens of thousands. */
export const saveSent = (tx: Tx, countyCode: string, ids: readonly string[], at: Date) =>
  tx
    .update(messages)
    .set({ status: 'sent', sentAt: at, attempts: sql`${messages.attempts} + 1`, error: null })
    .where(and(eq(messages.countyCode, countyCode), inArray(messages.id, [...ids])));

export const saveFailed = (tx: Tx, m: Message, error: string) =>
  tx
    .update(messages)
    .set({ status: 'failed', attempts: m.attempts + 1, error })
    .where(and(eq(messages.countyCode, m.countyCode), eq(messages.id, m.id)));

/** A failed message goes back in the queue. */
export const requeue = (tx: Tx, countyCode: string, id: string) =>
  tx
    .update(messages)
    .set({ status: 'queued', error: null })
    .where(and(eq(messages.countyCode, countyCode), eq(messages.id, id), eq(messages.status, 'failed')))
    .returning();

export const listMessages = (db: Reader, countyCode: string, limit: number, offset: number, status?: MessageStatus) =>
  db
    .select()
    .from(messages)
    .where(and(eq(messages.countyCode, countyCode), status && eq(messages.status, status)))
    .orderBy(desc(messages.queuedAt), desc(messages.id))
    .limit(limit)
    .offset(offset);

/** Counties in which something waits since before an instant: what a lost queue would have lost. */
export const listCountiesWaiting = (db: Reader, before: Date) =>
  db
    .selectDistinct({ countyCode: messages.countyCode })
    .from(messages)
    .where(and(eq(messages.status, 'queued'), lt(messages.queuedAt, before)));

export const countByStatus = (db: Reader, countyCode: string) =>
  db
    .select({ status: messages.status, count: sql<number>`count(*)::int` })
    .from(messages)
    .where(eq(messages.countyCode, countyCode))
    .groupBy(messages.status);
