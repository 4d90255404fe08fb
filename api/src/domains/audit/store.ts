import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import { kept, keptText } from '../../db/kept.ts';
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

const locked = kept((db) =>
  db
    .select()
    .from(chainHeads)
    .where(eq(chainHeads.countyCode, sql.placeholder('countyCode')))
    .for('update'),
);
const findLocked = async (tx: Tx, countyCode: string) => (await locked(tx, { countyCode }))[0];

/** Events of one county and one moment, and the head they lead to, in one statement: columns of values, as many as they are. */
const appendLinked = keptText(sql`
  with ahead as (
    update ${chainHeads} set seq = ${sql.placeholder('lastSeq')}, hash = ${sql.placeholder('lastHash')}
    where county_code = ${sql.placeholder('countyCode')}
  )
  insert into ${events} (county_code, seq, at, actor_id, actor_role, actor_name, subject_kind, subject_id, action,
    from_status, to_status, details, prev_hash, hash)
  select ${sql.placeholder('countyCode')}, told.seq, ${sql.placeholder('at')}::timestamptz, ${sql.placeholder('actorId')}::uuid,
    ${sql.placeholder('actorRole')}, ${sql.placeholder('actorName')}, told.kind, told.subject, told.action, told.was, told.is,
    told.details::jsonb, told.prev, told.hash
  from unnest(${sql.placeholder('seqs')}::bigint[], ${sql.placeholder('kinds')}::text[], ${sql.placeholder('subjects')}::uuid[],
    ${sql.placeholder('actions')}::text[], ${sql.placeholder('froms')}::text[], ${sql.placeholder('tos')}::text[],
    ${sql.placeholder('details')}::text[], ${sql.placeholder('prevs')}::text[], ${sql.placeholder('hashes')}::text[])
    as told (seq, kind, subject, action, was, "is", details, prev, hash)`);

const BATCH = 2000;

/** Who and when are those of the first: what is appended together was done by one, at one moment. */
export async function insertEvents(tx: Tx, linked: readonly ChainedEvent[]): Promise<void> {
  for (let i = 0; i < linked.length; i += BATCH) await appendBatch(tx, linked.slice(i, i + BATCH));
}

async function appendBatch(tx: Tx, linked: readonly ChainedEvent[]): Promise<void> {
  const [first, last] = [linked[0], linked.at(-1)];
  if (!first || !last) return;
  const { countyCode, at, actorId, actorRole, actorName } = first;
  await appendLinked(tx, {
    ...{ countyCode, at, actorId, actorRole, actorName, lastSeq: last.seq, lastHash: last.hash },
    seqs: linked.map(({ seq }) => seq),
    kinds: linked.map(({ subjectKind }) => subjectKind),
    subjects: linked.map(({ subjectId }) => subjectId),
    actions: linked.map(({ action }) => action),
    froms: linked.map(({ fromStatus }) => fromStatus),
    tos: linked.map(({ toStatus }) => toStatus),
    details: linked.map(({ details }) => JSON.stringify(details)),
    prevs: linked.map(({ prevHash }) => prevHash),
    hashes: linked.map(({ hash }) => hash),
  });
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
