import type { Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import { type Ctx, newId } from '../../kernel/ctx.ts';
import type { RawRow } from '../../kernel/row-file.ts';
import { appendEvent } from '../audit/service.ts';
import type { RowError } from './core/import.ts';
import type { OpenReader, ReadRow, RowReader, Verdict } from './reader.ts';
import { type Import, insertImport, insertRows, type NewImportRow, saveImport } from './store.ts';

const BATCH = 1000;
const SHOWN_ERRORS = 200;

export interface StagedError {
  readonly row: number;
  readonly label: string;
  readonly errors: readonly RowError[];
}

export interface Counts {
  toCreate: number;
  toUpdate: number;
  upToDate: number;
  withErrors: number;
  /** Field → in how many rows it was kept as text. */
  unparsed: Record<string, number>;
  /** The first rows that cannot be taken. */
  readonly errors: StagedError[];
}

export interface StageOptions {
  readonly fileName: string;
  /** Counts and shows, and leaves no trace. */
  readonly dryRun?: boolean;
  readonly onRows?: (count: number) => void;
}

const COUNTED = { create: 'toCreate', update: 'toUpdate', up_to_date: 'upToDate', error: 'withErrors' } as const;

interface Judged {
  readonly number: number;
  readonly read: ReadRow<unknown>;
  readonly verdict: Verdict;
}

/**
 * Reads a file and tells of every row what it would do; nothing of the register changes. The import stands 'staged' with its
 * rows until it is applied or dropped. One pass over the rows, a thousand at a time. Throws import.empty,
 * import.changed_meanwhile where another's work was in its way, and what readRows throws.
 */
export async function stageImport(
  ctx: Ctx,
  openReader: OpenReader,
  rows: AsyncIterable<RawRow>,
  options: StageOptions,
): Promise<{ id: string | null; counts: Counts }> {
  const counts: Counts = { toCreate: 0, toUpdate: 0, upToDate: 0, withErrors: 0, unparsed: {}, errors: [] };
  let isBegun = false;
  return ctx.db.transaction(async (tx) => {
    // A transaction that was in another's way is done again, but the file has been read: what is left of it is not the file.
    if (isBegun) throw new AppError('import.changed_meanwhile');
    isBegun = true;
    const reader = await openReader(ctx, tx);
    const staged = options.dryRun ? null : await openImport(tx, ctx, reader, options.fileName);
    for await (const batch of judgedBatches(tx, reader, rows)) {
      for (const judged of batch) count(counts, judged);
      if (staged)
        await insertRows(
          tx,
          batch.map((judged) => rowOf(ctx, staged, judged)),
        );
      options.onRows?.(batch.length);
    }
    const { toCreate: createCount, toUpdate: updateCount, upToDate: upToDateCount, withErrors: errorCount } = counts;
    if (createCount + updateCount + upToDateCount + errorCount === 0) throw new AppError('import.empty');
    if (!staged) return { id: null, counts };
    await saveImport(tx, staged, { createCount, updateCount, upToDateCount, errorCount, unparsed: counts.unparsed });
    const { errors: _rows, ...details } = counts;
    const news = { subjectKind: 'import', subjectId: staged.id, action: 'stage', toStatus: 'staged' };
    await appendEvent(tx, ctx, { ...news, details: { kind: reader.kind, ...details } });
    return { id: staged.id, counts };
  });
}

async function openImport(tx: Tx, ctx: Ctx, { kind }: RowReader, fileName: string): Promise<Import> {
  const row = {
    countyCode: ctx.actor.countyCode,
    id: newId(ctx),
    kind,
    fileName: fileName.replace(/^.*[\\/]/, '').slice(0, 200),
    state: 'staged' as const,
    createdBy: ctx.actor.id,
    createdAt: ctx.now(),
  };
  await insertImport(tx, row);
  const counts = { createCount: 0, updateCount: 0, upToDateCount: 0, errorCount: 0, unparsed: {} };
  return { ...row, ...counts, appliedAt: null, takenBackAt: null };
}

async function* judgedBatches(tx: Tx, reader: RowReader, rows: AsyncIterable<RawRow>): AsyncGenerator<Judged[]> {
  const firstRows = new Map<string, number>();
  let batch: { number: number; read: ReadRow<unknown> }[] = [];
  for await (const row of rows) {
    batch.push({ number: row.number, read: oncePerFile(firstRows, row.number, reader.read(row)) });
    if (batch.length < BATCH) continue;
    yield await judge(tx, reader, batch);
    batch = [];
  }
  if (batch.length > 0) yield await judge(tx, reader, batch);
}

/** The second row of a key is a mistake that names the first. */
function oncePerFile(firstRows: Map<string, number>, number: number, read: ReadRow<unknown>): ReadRow<unknown> {
  if (read.key === null) return read;
  const first = firstRows.get(read.key);
  if (first === undefined) {
    firstRows.set(read.key, number);
    return read;
  }
  const twice = { field: read.keyField, code: 'row.twice', details: { first, row: number } };
  return { ...read, payload: null, errors: [...read.errors, twice] };
}

async function judge(
  tx: Tx,
  reader: RowReader,
  batch: { number: number; read: ReadRow<unknown> }[],
): Promise<Judged[]> {
  const readable = batch.filter((b) => b.read.errors.length === 0);
  const verdicts = await reader.compare(
    tx,
    readable.map((b) => b.read.payload),
  );
  const verdictOf = new Map(readable.map((b, i) => [b.number, verdicts[i]]));
  return batch.map(({ number, read }) => {
    const verdict = verdictOf.get(number) ?? { outcome: 'error', subjectId: null, errors: read.errors };
    return { number, read, verdict };
  });
}

function count(counts: Counts, { number, read, verdict }: Judged): void {
  counts[COUNTED[verdict.outcome]] += 1;
  for (const field of read.unparsed) counts.unparsed[field] = (counts.unparsed[field] ?? 0) + 1;
  if (verdict.outcome === 'error' && counts.errors.length < SHOWN_ERRORS)
    counts.errors.push({ row: number, label: read.label, errors: verdict.errors ?? [] });
}

function rowOf(ctx: Ctx, staged: Import, { number, read, verdict }: Judged): NewImportRow {
  const writes = verdict.outcome === 'create' || verdict.outcome === 'update';
  return {
    countyCode: staged.countyCode,
    id: newId(ctx),
    importId: staged.id,
    rowNumber: number,
    outcome: verdict.outcome,
    label: read.label.slice(0, 120),
    errors: [...(verdict.errors ?? [])],
    payloadSealed: writes ? ctx.vault.seal(JSON.stringify(read.payload)) : null,
    subjectId: verdict.subjectId,
  };
}
