import type { JobCard } from '../../../contract/jobs.ts';
import type { Db } from '../../db/client.ts';
import { type Ctx, today } from '../../kernel/ctx.ts';
import { listOpenByIds, listOpenStamps } from './store.ts';
import { cardsOf } from './view.ts';

interface Kept {
  /** Of the rows that the card was drawn from: another one as soon as either has changed. */
  readonly stamp: string;
  readonly drawnAt: number;
  readonly card: JobCard;
}

/** A card of some two kilobytes each: as many as a large county has open. */
const MOST = 10_000;
/** Names of places stand on a card and are no part of its stamp; they change seldom. */
const KEPT_MS = 600_000;

const kept = new WeakMap<Db, Map<string, Kept>>();

/**
 * Cards of those of the ids that anybody of the county may be shown today, in the order of the ids. That a posting is open is read
 * from its row every time; the card is drawn anew only where the posting or its employer has changed.
 */
export async function openCards(ctx: Pick<Ctx, 'db' | 'now' | 'actor'>, ids: readonly string[]): Promise<JobCard[]> {
  const { db, actor } = ctx;
  const cards = kept.get(db) ?? new Map<string, Kept>();
  kept.set(db, cards);
  const at = ctx.now().getTime();
  const stamps = await listOpenStamps(db, actor.countyCode, today(ctx), ids);
  const keyOf = (id: string) => `${actor.countyCode} ${id}`;
  const goodOf = (id: string) => {
    const known = cards.get(keyOf(id));
    const isGood = known !== undefined && known.stamp === stamps.get(id) && Math.abs(at - known.drawnAt) < KEPT_MS;
    return isGood ? known.card : undefined;
  };
  const open = ids.filter((id) => stamps.has(id)).map((id) => ({ id, card: goodOf(id) }));
  const wanting = open.flatMap(({ id, card }) => (card ? [] : [id]));
  for (const card of await drawn(ctx, wanting))
    put(cards, keyOf(card.id), { stamp: stamps.get(card.id) ?? '', drawnAt: at, card: Object.freeze(card) });
  return open.flatMap(({ id, card }) => card ?? goodOf(id) ?? []);
}

async function drawn(ctx: Pick<Ctx, 'db' | 'now' | 'actor'>, ids: readonly string[]): Promise<JobCard[]> {
  if (ids.length === 0) return [];
  const { countyCode } = ctx.actor;
  return cardsOf(ctx.db, await listOpenByIds(ctx.db, countyCode, today(ctx), ids), countyCode);
}

/** The one put first goes first when there are too many. */
function put(cards: Map<string, Kept>, key: string, card: Kept): void {
  cards.delete(key);
  cards.set(key, card);
  const [oldest] = cards.keys();
  if (cards.size > MOST && oldest !== undefined) cards.delete(oldest);
}
