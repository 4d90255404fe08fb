import { and, asc, desc, eq, gt, lt } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import type { ChainedEvent } from './core/chain.ts';
import { GENESIS } from './core/chain.ts';
import { chainHeads, disclosures, events } from './tables.ts';

/** The last link of a county's chain, locked until the transaction ends. */
export async function lockHead(tx: Tx, countyCode: string): Promise<{ seq: number; hash: string }> {
  const head = await findLocked(tx, countyCode);
  if (head) return head;
  await tx.insert(chainHeads).values({ countyCode, seq: 0, hash: GENESIS }).onConflictDoNothing();
  const first = await findLocked(tx, countyCode);
  if (!first) throw new Error(`no chain head for ${countyCode} although it was just written`);
  return first;
}

const findLocked = async (tx: Tx, countyCode: string) =>
  (await tx.select().from(chainHeads).where(eq(chainHeads.countyCode, countyCode)).for('update'))[0];

export async function insertEvents(tx: Tx, linked: readonly ChainedEvent[]): Promise<void> {
  const last = linked.at(-1);
  if (!last) return;
  const rows = linked.map((e) => ({
    ...e,
    at: new Date(e.at),
    actorRole: e.actorRole as typeof events.$inferInsert.actorRole,
  }));
  for (let i = 0; i < rows.length; i += 2000) await tx.insert(events).values(rows.slice(i, i + 2000));
  await tx.update(chainHeads).set({ seq: last.seq, hash: last.hash }).where(eq(chainHeads.countyCode, last.countyCode));
}

export const listEventsAfter = (db: Reader, countyCode: string, seq: number, limit: number) =>
  db
    .select()
    .from(events)
    .where(and(eq(events.countyCode, countyCode), gt(events.seq, seq)))
    .orderBy(asc(events.seq))
    .limit(limit);

/** Newest first, before a seq where one is given. */
export const listEventsBefore = (db: Reader, countyCode: string, before: number | undefined, limit: number) =>
  db
    .select()
    .from(events)
    .where(and(eq(events.countyCode, countyCode), before ? lt(events.seq, before) : undefined))
    .orderBy(desc(events.seq))
    .limit(limit);

export const listEventsOf = (db: Reader, countyCode: string, subjectKind: string, subjectId: string) =>
  db
    .select()
    .from(events)
    .where(and(eq(events.countyCode, countyCode), eq(events.subjectKind, subjectKind), eq(events.subjectId, subjectId)))
    .orderBy(asc(events.seq));

export const findHead = async (db: Reader, countyCode: string) =>
  (await db.select().from(chainHeads).where(eq(chainHeads.countyCode, countyCode)))[0];

export const insertDisclosures = (tx: Reader, rows: (typeof disclosures.$inferInsert)[]) =>
  tx.insert(disclosures).values(rows);

export const listDisclosuresOf = (
  db: Reader,
  countyCode: string,
  subjectKind: string,
  subjectId: string,
  limit: number,
) =>
  db
    .select()
    .from(disclosures)
    .where(
      and(
        eq(disclosures.countyCode, countyCode),
        eq(disclosures.subjectKind, subjectKind),
        eq(disclosures.subjectId, subjectId),
      ),
    )
    .orderBy(desc(disclosures.at))
    .limit(limit);
