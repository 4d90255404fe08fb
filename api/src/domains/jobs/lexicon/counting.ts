import { randomUUID } from 'node:crypto';
import type { Understanding } from '@songgang/search/chinese/model.ts';
import { normalForm } from '@songgang/search/chinese/normalise.ts';
import type { Db } from '../../../db/client.ts';
import { withoutValues } from '../../../db/without-values.ts';
import { addDays } from '../../../kernel/calendar.ts';
import { type Ctx, newId, today } from '../../../kernel/ctx.ts';
import { classOf, keptText, readMark } from '../core/words.ts';
import { addCounts, addTap, forgetBefore, insertTappedPage, putMiss, type SearchCount } from './store.ts';

/** What a search came to, as far as it is counted. */
export interface Outcome {
  readonly understood: Understanding;
  readonly total: number;
  readonly isWidened: boolean;
}

export interface Counted {
  /** For the page's links. */
  readonly mark: string;
  /** Once what was asked in vain is kept: at once where nothing is. */
  readonly kept: Promise<void>;
  /** Once it is counted. Nobody who asks for work has to wait for it. */
  readonly written: Promise<void>;
}

/**
 * Counts a first page of results and keeps what was asked in vain. That either could not be written is logged and no more: who
 * asks for work gets an answer.
 */
export function countSearch(ctx: Ctx, { understood, total, isWidened }: Outcome): Counted {
  const queryClass = classOf(understood);
  const { countyCode } = ctx.actor;
  const on = today(ctx);
  const isEmpty = total === 0;
  const text = isEmpty || isWidened ? keptText(normalForm(understood.said)) : undefined;
  const [empty, widened] = [isEmpty ? 1 : 0, !isEmpty && isWidened ? 1 : 0];
  const written = tally(ctx.db, { countyCode, on, queryClass, asked: 1, tapped: 0, empty, widened }).catch(log);
  const kept =
    text === undefined
      ? Promise.resolve()
      : ctx.db.transaction((tx) => putMiss(tx, { countyCode, text, isEmpty, on }, newId(ctx))).catch(log);
  return { mark: `${queryClass}.${lot()}`, kept, written };
}

/** A process that ends has closed its connections: what it had not written yet is lost, as said at `GATHERED_MS`. */
function log(error: unknown): void {
  const { cause } = error instanceof Error ? error : {};
  const isEnding = cause instanceof Error && 'code' in cause && cause.code === 'CONNECTION_ENDED';
  if (!isEnding) console.error('search counts', withoutValues(error));
}

/** Drawn by lot and not by the clock, so that nothing about the asker or the hour can be read from it. */
const lot = (): string => randomUUID().slice(-12);

interface Tally {
  pending: SearchCount[];
  /** The write that will take all that is pending, once the one under way is done. */
  next: Promise<void> | undefined;
  underWay: Promise<void>;
}

const tallies = new WeakMap<Db, Tally>();
/** Counts are gathered for so long before the next write. A process that ends meanwhile loses no more than these. */
const GATHERED_MS = 1000;

/** Searches that come while a write is under way, and shortly after it, are written together by the next one. */
function tally(db: Db, one: SearchCount): Promise<void> {
  const kept = tallies.get(db) ?? { pending: [], next: undefined, underWay: Promise.resolve() };
  tallies.set(db, kept);
  kept.pending.push(one);
  kept.next ??= kept.underWay.then(() => {
    const batch = summed(kept.pending);
    kept.pending = [];
    kept.next = undefined;
    const written = addCounts(db, batch);
    kept.underWay = written.catch(() => {}).then(() => (isPool(db) ? gathered() : undefined));
    return written;
  });
  return kept.next;
}

/** What lies within a transaction has to be written before it ends. */
const isPool = (db: Db): boolean => '$client' in db;

const gathered = () =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, GATHERED_MS).unref();
  });

/** One row for each day and class, as one statement may touch a row only once. */
function summed(counts: readonly SearchCount[]): SearchCount[] {
  const groups = Map.groupBy(counts, ({ countyCode, on, queryClass }) => `${countyCode} ${on} ${queryClass}`);
  return [...groups.values()].map((group) => group.reduce(added));
}

export const added = <T extends Pick<SearchCount, 'asked' | 'tapped' | 'empty' | 'widened'>>(a: T, b: T): T => ({
  ...a,
  asked: a.asked + b.asked,
  tapped: a.tapped + b.tapped,
  empty: a.empty + b.empty,
  widened: a.widened + b.widened,
});

/** Counts that a page of results was tapped, once a page, and the trade of what was tapped. What is no mark counts nothing. */
export async function countTap(ctx: Ctx, from: string, occupationCode: string | null): Promise<void> {
  const mark = readMark(from);
  if (!mark) return;
  const { countyCode } = ctx.actor;
  const { queryClass, lot: page } = mark;
  const on = today(ctx);
  await ctx.db.transaction(async (tx) => {
    if (!(await insertTappedPage(tx, countyCode, page, on))) return;
    await addCounts(tx, [{ countyCode, on, queryClass, asked: 0, tapped: 1, empty: 0, widened: 0 }]);
    if (occupationCode !== null) await addTap(tx, { countyCode, on, queryClass, occupationCode });
  });
}

const PAGES_DAYS = 2;
const ONCE_DAYS = 90;

/** What need not be known any longer is forgotten: tapped pages, and what one person asked once in vain. */
export const forgetOld = (ctx: Pick<Ctx, 'db' | 'now'>): Promise<void> =>
  ctx.db.transaction((tx) => forgetBefore(tx, addDays(today(ctx), -PAGES_DAYS), addDays(today(ctx), -ONCE_DAYS)));
