import { and, asc, count, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../../db/client.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { CalendarDate } from '../../../kernel/calendar.ts';
import { PROPOSAL_STATUSES, type ProposalStatus, type QueryClass } from '../core/words.ts';
import { jobs } from '../tables.ts';
import { lexiconEntries, searchCounts, searchProposals, tapCounts, tappedPages } from './tables.ts';

export type Proposal = typeof searchProposals.$inferSelect;
export type Word = typeof lexiconEntries.$inferSelect;

/** How many open proposals a county keeps: what comes after is not kept, so that no flood of nonsense can fill the table. */
const MOST_OPEN = 5000;

export interface Miss {
  readonly countyCode: string;
  readonly text: string;
  readonly isEmpty: boolean;
  readonly on: CalendarDate;
}

/** Counts a query asked in vain; a text that was never asked before becomes a proposal under the id. */
export async function putMiss(tx: Tx, { countyCode, text, isEmpty, on }: Miss, id: string): Promise<void> {
  const counted = {
    emptyCount: sql`${searchProposals.emptyCount} + ${isEmpty ? 1 : 0}`,
    widenedCount: sql`${searchProposals.widenedCount} + ${isEmpty ? 0 : 1}`,
    lastOn: on,
  };
  const same = and(eq(searchProposals.countyCode, countyCode), eq(searchProposals.text, text));
  const known = await tx.update(searchProposals).set(counted).where(same).returning({ id: searchProposals.id });
  if (known.length > 0 || (await countProposals(tx, countyCode, 'open')) >= MOST_OPEN) return;
  await tx
    .insert(searchProposals)
    .values({
      countyCode,
      id,
      text,
      emptyCount: isEmpty ? 1 : 0,
      widenedCount: isEmpty ? 0 : 1,
      firstOn: on,
      lastOn: on,
    })
    .onConflictDoUpdate({ target: [searchProposals.countyCode, searchProposals.text], set: counted });
}

export async function countProposals(db: Reader, countyCode: string, status: ProposalStatus): Promise<number> {
  const [counted] = await db
    .select({ total: count() })
    .from(searchProposals)
    .where(and(eq(searchProposals.countyCode, countyCode), eq(searchProposals.status, status)));
  return counted?.total ?? 0;
}

/** Asked most first. */
export const listProposalsOf = (
  db: Reader,
  countyCode: string,
  status: ProposalStatus = PROPOSAL_STATUSES[0],
  { offset = 0, limit = 50 }: { offset?: number | undefined; limit?: number | undefined } = {},
): Promise<Proposal[]> =>
  db
    .select()
    .from(searchProposals)
    .where(and(eq(searchProposals.countyCode, countyCode), eq(searchProposals.status, status)))
    .orderBy(
      desc(sql`${searchProposals.emptyCount} + ${searchProposals.widenedCount}`),
      desc(searchProposals.lastOn),
      asc(searchProposals.id),
    )
    .offset(offset)
    .limit(limit);

export async function lockProposal(tx: Tx, countyCode: string, id: string): Promise<Proposal> {
  const [found] = await tx
    .select()
    .from(searchProposals)
    .where(and(eq(searchProposals.countyCode, countyCode), eq(searchProposals.id, id)))
    .for('update');
  if (!found) throw new AppError('search.proposal_not_found', { id });
  return found;
}

export async function settleProposal(
  tx: Tx,
  { countyCode, id }: Proposal,
  status: Exclude<ProposalStatus, 'open'>,
  decidedAt: Date,
): Promise<void> {
  await tx
    .update(searchProposals)
    .set({ status, decidedAt })
    .where(and(eq(searchProposals.countyCode, countyCode), eq(searchProposals.id, id)));
}

const inUse = (countyCode: string): SQL =>
  and(eq(lexiconEntries.countyCode, countyCode), eq(lexiconEntries.status, 'in_use')) as SQL;

/** Words in use, newest first. */
export const listWordsOf = (
  db: Reader,
  countyCode: string,
  { offset = 0, limit = 10_000 }: { offset?: number | undefined; limit?: number | undefined } = {},
): Promise<Word[]> =>
  db
    .select()
    .from(lexiconEntries)
    .where(inUse(countyCode))
    .orderBy(desc(lexiconEntries.changedAt), desc(lexiconEntries.id))
    .offset(offset)
    .limit(limit);

export async function countWords(db: Reader, countyCode: string): Promise<number> {
  const [counted] = await db.select({ total: count() }).from(lexiconEntries).where(inUse(countyCode));
  return counted?.total ?? 0;
}

/** Another text after every change of the county's words. */
export async function wordsStamp(db: Reader, countyCode: string): Promise<string> {
  const [found] = await db
    .select({ stamp: sql<string>`count(*) || ' ' || coalesce(max(${lexiconEntries.changedAt})::text, '')` })
    .from(lexiconEntries)
    .where(eq(lexiconEntries.countyCode, countyCode));
  return found?.stamp ?? '';
}

export async function getWord(db: Reader, countyCode: string, id: string): Promise<Word> {
  const [found] = await db
    .select()
    .from(lexiconEntries)
    .where(and(eq(lexiconEntries.countyCode, countyCode), eq(lexiconEntries.id, id)));
  if (!found) throw new AppError('search.entry_not_found', { id });
  return found;
}

/** A word that was taken back comes into use again under its old id. Throws search.entry_exists where it is in use. */
export async function putWord(tx: Tx, row: typeof lexiconEntries.$inferInsert): Promise<Word> {
  const { kind, proposalId, addedBy, changedAt } = row;
  const [put] = await tx
    .insert(lexiconEntries)
    .values(row)
    .onConflictDoUpdate({
      target: [lexiconEntries.countyCode, lexiconEntries.phrase, lexiconEntries.occupationCode],
      set: { kind, proposalId, addedBy, changedAt, status: 'in_use' },
      setWhere: eq(lexiconEntries.status, 'taken_back'),
    })
    .returning();
  if (!put) throw new AppError('search.entry_exists', { phrase: row.phrase });
  return put;
}

/** Throws search.entry_taken_back where it is not in use. */
export async function takeWordBack(tx: Tx, { countyCode, id }: Word, changedAt: Date): Promise<Word> {
  const [taken] = await tx
    .update(lexiconEntries)
    .set({ status: 'taken_back', changedAt })
    .where(and(inUse(countyCode), eq(lexiconEntries.id, id)))
    .returning();
  if (!taken) throw new AppError('search.entry_taken_back', { id });
  return taken;
}

/** Published postings of the county whose words hold the phrase: what they mean may have changed with it. */
export const listIdsNaming = async (db: Reader, countyCode: string, phrase: string): Promise<string[]> =>
  (
    await db
      .select({ id: jobs.id })
      .from(jobs)
      .where(
        and(
          eq(jobs.countyCode, countyCode),
          eq(jobs.status, 'published'),
          sql`position(${phrase} in lower(${jobs.title} || ' ' || ${jobs.description})) > 0`,
        ),
      )
  ).map(({ id }) => id);

export interface SearchCount {
  readonly countyCode: string;
  readonly on: CalendarDate;
  readonly queryClass: QueryClass;
  readonly asked: number;
  readonly tapped: number;
  readonly empty: number;
  readonly widened: number;
}

/** Adds to the day's counts, in the order of their keys so that two writers never wait for each other in a ring. */
export async function addCounts(tx: Reader, counts: readonly SearchCount[]): Promise<void> {
  const keyOf = ({ countyCode, on, queryClass }: SearchCount) => `${countyCode} ${on} ${queryClass}`;
  const rows = counts.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  if (rows.length === 0) return;
  await tx
    .insert(searchCounts)
    .values(rows)
    .onConflictDoUpdate({
      target: [searchCounts.countyCode, searchCounts.on, searchCounts.queryClass],
      set: {
        asked: sql`${searchCounts.asked} + excluded.asked`,
        tapped: sql`${searchCounts.tapped} + excluded.tapped`,
        empty: sql`${searchCounts.empty} + excluded.empty`,
        widened: sql`${searchCounts.widened} + excluded.widened`,
      },
    });
}

/** False where this page of results has been tapped before. */
export async function insertTappedPage(tx: Tx, countyCode: string, lot: string, on: CalendarDate): Promise<boolean> {
  const rows = await tx.insert(tappedPages).values({ countyCode, lot, on }).onConflictDoNothing().returning();
  return rows.length > 0;
}

export async function addTap(tx: Tx, row: Omit<typeof tapCounts.$inferInsert, 'taps'>): Promise<void> {
  await tx
    .insert(tapCounts)
    .values({ ...row, taps: 1 })
    .onConflictDoUpdate({
      target: [tapCounts.countyCode, tapCounts.on, tapCounts.queryClass, tapCounts.occupationCode],
      set: { taps: sql`${tapCounts.taps} + 1` },
    });
}

export const listCounts = (db: Reader, countyCode: string, from: CalendarDate): Promise<SearchCount[]> =>
  db
    .select()
    .from(searchCounts)
    .where(and(eq(searchCounts.countyCode, countyCode), gte(searchCounts.on, from)))
    .orderBy(asc(searchCounts.on));

/** Trades that were tapped since a day, most first. */
export const listTaps = (db: Reader, countyCode: string, from: CalendarDate, limit: number) =>
  db
    .select({
      queryClass: tapCounts.queryClass,
      occupationCode: tapCounts.occupationCode,
      taps: sql<number>`sum(${tapCounts.taps})::int`,
    })
    .from(tapCounts)
    .where(and(eq(tapCounts.countyCode, countyCode), gte(tapCounts.on, from)))
    .groupBy(tapCounts.queryClass, tapCounts.occupationCode)
    .orderBy(desc(sql`sum(${tapCounts.taps})`), asc(tapCounts.occupationCode))
    .limit(limit);

/** Forgets which pages were tapped before a day, and what was asked in vain only once before another. */
export async function forgetBefore(tx: Tx, pagesBefore: CalendarDate, onceBefore: CalendarDate): Promise<void> {
  await tx.delete(tappedPages).where(lt(tappedPages.on, pagesBefore));
  await tx
    .delete(searchProposals)
    .where(
      and(
        eq(searchProposals.status, 'open'),
        lt(searchProposals.lastOn, onceBefore),
        sql`${searchProposals.emptyCount} + ${searchProposals.widenedCount} < 2`,
      ),
    );
}
