import { createHash } from 'node:crypto';
import type { Tx } from '../../db/client.ts';
import { type Ctx, newId } from '../../kernel/ctx.ts';
import { type ChainedEvent, type EventBody, firstBroken, GENESIS, link } from './core/chain.ts';
import { findHead, insertDisclosures, insertEvents, listEventsAfter, lockHead } from './store.ts';

export const sm3 = (text: string): string => createHash('sm3').update(text, 'utf8').digest('hex');

/** A status change as a service tells it; who and when come from the context. */
export interface News {
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly action: string;
  readonly fromStatus?: string | null;
  readonly toStatus?: string | null;
  readonly details?: Record<string, unknown>;
}

/**
 * Appends events to the county's chain. The head row stays locked until the transaction ends, so call this last:
 * whatever comes after it makes every other writer of the county wait.
 */
export async function appendEvents(
  tx: Tx,
  ctx: Ctx,
  news: readonly News[],
  countyCode = ctx.actor.countyCode,
): Promise<void> {
  if (news.length === 0) return;
  const head = await lockHead(tx, countyCode);
  const at = ctx.now().toISOString();
  const bodies = news.map(
    (n, i): EventBody => ({
      countyCode,
      seq: head.seq + 1 + i,
      at,
      actorId: ctx.actor.id,
      actorRole: ctx.actor.role,
      actorName: ctx.actor.name,
      subjectKind: n.subjectKind,
      subjectId: n.subjectId,
      action: n.action,
      fromStatus: n.fromStatus ?? null,
      toStatus: n.toStatus ?? null,
      details: n.details ?? {},
    }),
  );
  await insertEvents(tx, link(sm3, head.hash, bodies));
}

export const appendEvent = (tx: Tx, ctx: Ctx, news: News): Promise<void> => appendEvents(tx, ctx, [news]);

export interface Verification {
  readonly rows: number;
  /** seq of the first event that does not follow, or null where the chain is whole. */
  readonly broken: number | null;
}

/** Walks a county's chain from its beginning to its head, a thousand events at a time. */
export async function verifyChain(ctx: Pick<Ctx, 'db'>, countyCode: string): Promise<Verification> {
  let seq = 0;
  let prev = GENESIS;
  for (;;) {
    const rows = await listEventsAfter(ctx.db, countyCode, seq, 1000);
    const linked = rows.map((r): ChainedEvent => ({ ...r, at: r.at.toISOString() }));
    const broken = firstBroken(sm3, prev, seq, linked);
    if (broken !== null) return { rows: broken - 1, broken };
    const last = linked.at(-1);
    if (!last) break;
    seq = last.seq;
    prev = last.hash;
  }
  const head = await findHead(ctx.db, countyCode);
  const whole = head ? head.seq === seq && head.hash === prev : seq === 0;
  return { rows: seq, broken: whole ? null : seq + 1 };
}

export interface Disclosure {
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly field: string;
  readonly purpose: string;
  readonly caseRef?: string;
}

/** Writes down that the actor looks at data of persons. Call before the data leave the house, in any transaction or none. */
export async function discloseAll(ctx: Ctx, db: Ctx['db'] | Tx, looks: readonly Disclosure[]): Promise<void> {
  if (looks.length === 0) return;
  const { id: actorId, role: actorRole, name: actorName, countyCode } = ctx.actor;
  const rows = looks.map((look) => ({
    caseRef: null,
    ...look,
    countyCode,
    id: newId(ctx),
    at: ctx.now(),
    actorId,
    actorRole,
    actorName,
  }));
  for (let i = 0; i < rows.length; i += 2000) await insertDisclosures(db, rows.slice(i, i + 2000));
}
