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

/**
 * Counts a first page of results and keeps what was asked in vain. Returns the mark for the page's links. That the count could not
 * be written is logged and no more: who asks for work gets an answer.
 */
export async function countSearch(ctx: Ctx, { understood, total, isWidened }: Outcome): Promise<string> {
  const queryClass = classOf(understood);
  const isEmpty = total === 0;
  const key = { countyCode: ctx.actor.countyCode, on: today(ctx), queryClass };
  const text = isEmpty || isWidened ? keptText(normalForm(understood.said)) : undefined;
  const { countyCode, on } = key;
  try {
    await tally(ctx.db, {
      ...key,
      asked: 1,
      tapped: 0,
      empty: isEmpty ? 1 : 0,
      widened: !isEmpty && isWidened ? 1 : 0,
    });
    if (text !== undefined)
      await ctx.db.transaction((tx) => putMiss(tx, { countyCode, text, isEmpty, on }, newId(ctx)));
  } catch (error) {
    console.error('search counts', withoutValues(error));
  }
  return `${queryClass}.${lot()}`;
}

/** Drawn by lot and not by the clock, so that nothing about the asker or the hour can be read from it. */
const lot = (): string => Buffer.from(crypto.getRandomValues(new Uint8Array(6))).toString('hex');

interface Tally {
  pending: SearchCount[];
  /** The write that will take all that is pending, once the one under way is done. */
  next: Promise<void> | undefined;
  underWay: Promise<void>;
}

const tallies = new WeakMap<Db, Tally>();

/** Searches that come while a write is under way are written together by the next one: a busy minute costs few writes. */
function tally(db: Db, one: SearchCount): Promise<void> {
  const kept = tallies.get(db) ?? { pending: [], next: undefined, underWay: Promise.resolve() };
  tallies.set(db, kept);
  kept.pending.push(one);
  kept.next ??= kept.underWay.then(() => {
    const batch = summed(kept.pending);
    kept.pending = [];
    kept.next = undefined;
    const written = addCounts(db, batch);
    kept.underWay = written.catch(() => {});
    return written;
  });
  return kept.next;
}

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
