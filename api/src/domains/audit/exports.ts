import fs from 'node:fs/promises';
import path from 'node:path';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { type CalendarDate, dateAt } from '../../kernel/calendar.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { listCounties } from '../regions/store.ts';
import { GENESIS } from './core/chain.ts';
import { type Verification, verifyChain } from './service.ts';
import { findHead } from './store.ts';
import { chainExports, events } from './tables.ts';

type Clock = Pick<Ctx, 'db' | 'now'>;

/** The head of a chain as it stood when it left the house. */
interface Kept {
  readonly on: CalendarDate;
  readonly seq: number;
  readonly hash: string;
}

const fileOf = (home: string, countyCode: string): string => path.join(home, 'ledger', `${countyCode}.txt`);

const lineOf = ({ on, seq, hash }: Kept): string => `${on} ${seq} ${hash}`;

function keptIn(line: string): Kept | undefined {
  const [, on, seq, hash] = /^(\d{4}-\d{2}-\d{2}) (\d+) ([0-9a-f]{64})$/.exec(line.trim()) ?? [];
  return on && seq && hash ? { on, seq: Number(seq), hash } : undefined;
}

/**
 * Writes down the head of every county's chain, once a day: a row that never changes, and a line of a file that is meant to
 * be copied to where nobody of the house can write. What a kill left out of the file is added the next time.
 */
export async function exportHeads(deps: Clock, home: string): Promise<number> {
  const on = dateAt(deps.now());
  let written = 0;
  for (const { code: countyCode } of await listCounties(deps.db)) {
    const head = await findHead(deps.db, countyCode);
    if (!head || head.seq === 0) continue;
    const row = { countyCode, on, seq: head.seq, hash: head.hash, exportedAt: deps.now() };
    written += (await deps.db.insert(chainExports).values(row).onConflictDoNothing().returning()).length;
    await bringFileUp(deps.db, home, countyCode);
  }
  return written;
}

/** The county and its log begin anew: the heads of a log that is gone leave the file. */
export const forgetExports = (home: string, countyCode: string): Promise<void> =>
  fs.rm(fileOf(home, countyCode), { force: true });

async function bringFileUp(db: Reader, home: string, countyCode: string): Promise<void> {
  const file = fileOf(home, countyCode);
  const there = new Set((await linesOf(file)).flatMap((line) => keptIn(line)?.on ?? []));
  const missing = (await listExports(db, countyCode)).filter(({ on }) => !there.has(on));
  if (missing.length === 0) return;
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.appendFile(file, missing.map((kept) => `${lineOf(kept)}\n`).join(''), { flush: true });
}

const listExports = (db: Reader, countyCode: string) =>
  db.select().from(chainExports).where(eq(chainExports.countyCode, countyCode)).orderBy(asc(chainExports.on));

async function linesOf(file: string): Promise<string[]> {
  try {
    return (await fs.readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  } catch (error) {
    // Before the first export there is no file.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

export interface Differing {
  readonly on: CalendarDate | null;
  readonly seq: number | null;
  readonly where: 'table' | 'file';
}
export interface LedgerVerification extends Verification {
  readonly exports: { readonly checked: number; readonly differ: readonly Differing[] };
}

/**
 * The chain from its beginning, and every head that was ever exported held against it. A chain that somebody wrote anew from
 * some row on is whole in itself: what left the house before shows it, as between the last export that agrees and the first
 * that does not. `broken` then is the first row that may be another.
 */
export async function verifyLedger(
  ctx: Pick<Ctx, 'db'>,
  countyCode: string,
  home?: string,
): Promise<LedgerVerification> {
  const chain = await verifyChain(ctx, countyCode);
  const kept = [
    ...(await listExports(ctx.db, countyCode)).map((one) => ({ kept: one as Kept, where: 'table' as const })),
    ...(home === undefined ? [] : await linesOf(fileOf(home, countyCode))).map((line) => ({
      kept: keptIn(line),
      where: 'file' as const,
    })),
  ];
  const hashes = await hashesAt(ctx.db, countyCode, [...new Set(kept.flatMap((one) => one.kept?.seq ?? []))]);
  const agrees = (one: Kept | undefined): boolean => one !== undefined && hashes.get(one.seq) === one.hash;
  const differ = kept.filter((one) => !agrees(one.kept));
  const exports = {
    checked: kept.length,
    differ: differ.map(({ kept: one, where }) => ({ on: one?.on ?? null, seq: one?.seq ?? null, where })),
  };
  if (differ.length === 0) return { ...chain, exports };
  const firstBad = Math.min(...differ.map((one) => one.kept?.seq ?? chain.rows));
  const good = kept.flatMap((one) => (one.kept && agrees(one.kept) && one.kept.seq < firstBad ? one.kept.seq : []));
  const bound = Math.max(0, ...good) + 1;
  return { ...chain, broken: Math.min(chain.broken ?? bound, Math.max(bound, 1)), exports };
}

async function hashesAt(db: Reader, countyCode: string, seqs: readonly number[]): Promise<Map<number, string>> {
  const found = new Map([[0, GENESIS]]);
  for (let i = 0; i < seqs.length; i += 1000) {
    const rows = await db
      .select({ seq: events.seq, hash: events.hash })
      .from(events)
      .where(and(eq(events.countyCode, countyCode), inArray(events.seq, seqs.slice(i, i + 1000))));
    for (const { seq, hash } of rows) found.set(seq, hash);
  }
  return found;
}
