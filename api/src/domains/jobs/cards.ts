import type { JobCard } from '../../../contract/jobs.ts';
import type { Db } from '../../db/client.ts';
import { type Ctx, today } from '../../kernel/ctx.ts';
import { listStanding, type Versions } from './standing.ts';
import { listOpenByIds } from './store.ts';
import { cardsOf } from './view.ts';

interface Kept {
  /** Of the rows that the card was drawn from: others as soon as either has changed. */
  readonly versions: Versions;
  /** The day on which the posting was open. */
  readonly on: string;
  readonly drawnAt: number;
  readonly card: JobCard;
}

/** A card of some two kilobytes each: as many as a large county has open. */
const MOST = 10_000;
/** Names of places stand on a card and are no part of its stamp; they change seldom. */
const KEPT_MS = 600_000;

const kept = new WeakMap<Db, Map<string, Kept>>();

/**
 * Cards of those of the ids that anybody of the county may be shown today, in the order of the ids. Whether the rows of a posting
 * and its employer are those that its card was drawn from is asked every time; where either is not, they are read and judged anew.
 */
export async function openCards(ctx: CardCtx, ids: readonly string[]): Promise<JobCard[]> {
  const cards = kept.get(ctx.db) ?? new Map<string, Kept>();
  kept.set(ctx.db, cards);
  const on = today(ctx);
  const known = new Map(ids.map((id) => [id, knownCard(ctx, on, cards.get(keyOf(ctx, id)))]));
  const standing = await listStanding(
    ctx.db,
    [...known.values()].flatMap((one) => one?.versions ?? []),
  );
  const good = new Map<string, JobCard>();
  for (const [id, one] of known) if (one && stands(one, standing)) good.set(id, one.card);
  const wanting = ids.filter((id) => !good.has(id));
  for (const one of await drawn(ctx, on, wanting)) {
    good.set(one.card.id, one.card);
    put(cards, keyOf(ctx, one.card.id), one);
  }
  return ids.flatMap((id) => good.get(id) ?? []);
}

type CardCtx = Pick<Ctx, 'db' | 'now' | 'actor'>;

const keyOf = ({ actor }: CardCtx, id: string): string => `${actor.countyCode} ${id}`;

function knownCard({ now }: CardCtx, on: string, known: Kept | undefined): Kept | undefined {
  const isOfToday = known?.on === on && Math.abs(now().getTime() - known.drawnAt) < KEPT_MS;
  return isOfToday ? known : undefined;
}

const stands = ({ versions }: Kept, standing: ReadonlySet<string>): boolean =>
  standing.has(versions.jobVersion) && standing.has(versions.employerVersion);

async function drawn(ctx: CardCtx, on: string, ids: readonly string[]): Promise<Kept[]> {
  if (ids.length === 0) return [];
  const { countyCode } = ctx.actor;
  const rows = await listOpenByIds(ctx.db, countyCode, on, ids);
  const cards = await cardsOf(ctx.db, rows, countyCode);
  const drawnAt = ctx.now().getTime();
  return rows.flatMap(({ jobAt, jobVersion, employerAt, employerVersion }, n) => {
    const card = cards[n];
    const versions = { jobAt, jobVersion, employerAt, employerVersion };
    return card ? [{ versions, on, drawnAt, card: Object.freeze(card) }] : [];
  });
}

/** The one put first goes first when there are too many. */
function put(cards: Map<string, Kept>, key: string, card: Kept): void {
  cards.delete(key);
  cards.set(key, card);
  const [oldest] = cards.keys();
  if (cards.size > MOST && oldest !== undefined) cards.delete(oldest);
}
