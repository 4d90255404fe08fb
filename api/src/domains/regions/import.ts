import type { Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { areasOf } from '../../kernel/region-code.ts';
import { type RowFile, readRows } from '../../kernel/row-file.ts';
import { compareRegion, type RegionCounts, type RegionRow, readRegion } from './core/region-row.ts';
import { listRegions, upsertRegions } from './store.ts';

const BATCH = 5000;

export interface RegionImport extends RegionCounts {
  /** The first rows that could not be taken, with the code of the reason. */
  readonly errors: { file: string; row: number; code: string }[];
}

/**
 * Takes over lists of regions in one transaction: whole or, where a row is wrong, not at all. Villages need their town, towns
 * their county, in the register or earlier in the same files. `dryRun` counts and writes nothing.
 */
export async function importRegions(
  ctx: Pick<Ctx, 'db'>,
  files: readonly RowFile[],
  options: { dryRun: boolean; onRows?: (count: number) => void },
): Promise<RegionImport> {
  let counts = nothingCounted();
  await ctx.db
    .transaction(async (tx) => {
      counts = nothingCounted();
      const created = new Set<string>();
      for (const file of files) {
        for await (const batch of batches(file, counts)) {
          await takeBatch(tx, file.name, batch, counts, created);
          options.onRows?.(batch.length);
        }
      }
      if (options.dryRun || counts.withErrors > 0) throw new NothingWritten();
    })
    .catch((reason: unknown) => {
      if (!(reason instanceof NothingWritten)) throw reason;
    });
  if (counts.withErrors > 0 && !options.dryRun) throw new AppError('import.has_errors', { ...counts });
  return counts;
}

const nothingCounted = (): RegionImport => ({ toCreate: 0, toUpdate: 0, upToDate: 0, withErrors: 0, errors: [] });

class NothingWritten extends Error {}

interface NumberedRegion extends RegionRow {
  readonly number: number;
}

const noteError = (counts: RegionImport, file: string, row: number, code: string) => {
  counts.withErrors += 1;
  if (counts.errors.length < 100) counts.errors.push({ file, row, code });
};

async function* batches(file: RowFile, counts: RegionImport): AsyncGenerator<NumberedRegion[]> {
  let batch: NumberedRegion[] = [];
  for await (const { number, cells } of readRows(file)) {
    const row = readRegion(cells);
    if (row) batch.push({ ...row, number });
    else noteError(counts, file.name, number, 'region.row_invalid');
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/**
 * The area a row hangs below: null for a province, undefined where there is none. The bureau's lists leave out the county of
 * some development zones, whose towns then hang below the prefecture; a village without its town is a mistake.
 */
function nearestAbove(row: RegionRow, isThere: (code: string) => boolean): string | null | undefined {
  if (row.parentCode === null) return null;
  const above = areasOf(row.code).slice(0, -1);
  return row.level === 'village' ? above.slice(-1).find(isThere) : above.reverse().find(isThere);
}

async function takeBatch(tx: Tx, file: string, batch: NumberedRegion[], counts: RegionImport, created: Set<string>) {
  const codes = new Set(batch.flatMap((row) => areasOf(row.code)));
  const known = new Map((await listRegions(tx, [...codes])).map((r) => [r.code, r]));
  const changed = new Map<string, RegionRow>();
  for (const row of batch) {
    const parentCode = nearestAbove(row, (code) => known.has(code) || created.has(code));
    if (parentCode === undefined) {
      noteError(counts, file, row.number, 'region.parent_unknown');
      continue;
    }
    const outcome = created.has(row.code) ? 'up_to_date' : compareRegion(row, known.get(row.code));
    counts[COUNTED[outcome]] += 1;
    if (outcome !== 'up_to_date') changed.set(row.code, { ...row, parentCode });
    // Villages have nothing below them: leaving them out keeps the set small.
    if (outcome === 'create' && row.level !== 'village') created.add(row.code);
  }
  const source = file.replace(/^.*[\\/]/, '');
  const rows = [...changed.values()].map(({ code, parentCode, level, name, shortName, lat, lng }) => ({
    code,
    parentCode,
    level,
    name,
    shortName,
    lat,
    lng,
    source,
  }));
  await upsertRegions(tx, rows);
}

const COUNTED = { create: 'toCreate', update: 'toUpdate', up_to_date: 'upToDate' } as const;
