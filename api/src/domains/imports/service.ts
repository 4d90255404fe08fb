import type { Tx } from '../../db/client.ts';
import { AppError, orThrow } from '../../kernel/app-error.ts';
import { type Ctx, newId } from '../../kernel/ctx.ts';
import { appendEvent } from '../audit/service.ts';
import { advance, type ImportAction } from './core/import.ts';
import type { Before, OpenReader, Readers, RowReader, Written } from './reader.ts';
import {
  forgetContents,
  type Import,
  type ImportRow,
  listWritingAfter,
  lockImport,
  saveImport,
  saveWritten,
} from './store.ts';

const BATCH = 1000;

export interface StepOptions {
  readonly onRows?: (count: number) => void;
}

/**
 * Applies, drops or takes back an import in one transaction. Throws import.wrong_state, import.has_errors, import.empty,
 * import.changed_meanwhile where the register is no longer what was shown, import.stood_on where taking back comes too late.
 */
export async function takeImportStep(
  ctx: Ctx,
  readers: Readers,
  id: string,
  action: ImportAction,
  options: StepOptions = {},
): Promise<Import> {
  return ctx.db.transaction(async (tx) => {
    const given = await lockImport(tx, ctx.actor, id);
    const reader = await openOf(readers, given)(ctx, tx);
    const { to } = orThrow(advance(given, action, ctx.actor.role, reader.rowsStandAlone));
    await WORK[action](tx, ctx, given, reader, options);
    const at = ctx.now();
    const times = { apply: { appliedAt: at }, takeBack: { takenBackAt: at }, drop: {} }[action];
    const saved = await saveImport(tx, given, { state: to, ...times });
    await appendEvent(tx, ctx, {
      subjectKind: 'import',
      subjectId: id,
      action,
      fromStatus: given.state,
      toStatus: to,
      details: { kind: given.kind, created: given.createCount, updated: given.updateCount },
    });
    return saved;
  });
}

const openOf = (readers: Readers, { kind }: Import): OpenReader => readers[kind];

const WORK: Record<
  ImportAction,
  (tx: Tx, ctx: Ctx, given: Import, reader: RowReader, o: StepOptions) => Promise<void>
> = {
  apply,
  takeBack,
  drop: async (tx, _ctx, given) => {
    await forgetContents(tx, given);
  },
};

async function* batchesOf(tx: Tx, given: Import): AsyncGenerator<ImportRow[]> {
  for (let after = -1; ; ) {
    const rows = await listWritingAfter(tx, given, after, BATCH);
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.rowNumber;
  }
}

interface Ready extends Written<unknown> {
  readonly row: ImportRow;
}

async function apply(tx: Tx, ctx: Ctx, given: Import, reader: RowReader, { onRows }: StepOptions): Promise<void> {
  for await (const rows of batchesOf(tx, given)) {
    const ready = rows.map((row): Ready => {
      const payload: unknown = JSON.parse(ctx.vault.open(row.payloadSealed ?? ''));
      return { row, payload, subjectId: row.subjectId ?? newId(ctx) };
    });
    await refuseChanged(tx, reader, ready);
    const created = ready.filter((r) => r.row.outcome === 'create');
    if (created.length > 0) await reader.create(tx, created, given.id);
    const updated = ready.filter((r) => r.row.outcome === 'update');
    const before = updated.length > 0 ? await reader.update(tx, updated, given.id) : [];
    const beforeOf = new Map(before.map((b) => [b.subjectId, ctx.vault.seal(JSON.stringify(b))]));
    const written = ready.map(({ row, subjectId }) => ({
      id: row.id,
      subjectId,
      beforeSealed: beforeOf.get(subjectId) ?? null,
    }));
    await saveWritten(tx, given, written);
    onRows?.(rows.length);
  }
  await reader.afterwards?.(tx, given.id);
}

/**
 * What was shown is what will be written: a register that changed since must be looked at again. A row may have become
 * 'up to date' by an earlier row of the same file, where two persons bring the same news of their household.
 */
async function refuseChanged(tx: Tx, reader: RowReader, ready: readonly Ready[]): Promise<void> {
  const verdicts = await reader.compare(
    tx,
    ready.map((r) => r.payload),
  );
  const changed = ready.find(({ row }, i) => {
    const verdict = verdicts[i];
    const isExpected =
      verdict?.outcome === row.outcome || (row.outcome === 'update' && verdict?.outcome === 'up_to_date');
    return !isExpected || verdict?.subjectId !== row.subjectId;
  });
  if (changed) throw new AppError('import.changed_meanwhile', { row: changed.row.rowNumber, label: changed.row.label });
}

async function takeBack(tx: Tx, ctx: Ctx, given: Import, reader: RowReader, { onRows }: StepOptions): Promise<void> {
  for await (const rows of batchesOf(tx, given)) {
    const created = rows.filter((r) => r.outcome === 'create').flatMap((r) => r.subjectId ?? []);
    const before = rows.flatMap((r): Before[] =>
      // Sealed by apply, of this very shape.
      r.beforeSealed ? [JSON.parse(ctx.vault.open(r.beforeSealed)) as Before] : [],
    );
    const changed = await unlessStoodOn(() => reader.takeBack(tx, created, before, given.id));
    if (changed > 0) throw new AppError('import.stood_on', { rows: changed });
    onRows?.(rows.length);
  }
  await unlessStoodOn(async () => reader.afterwards?.(tx, given.id));
  await forgetContents(tx, given);
}

const FOREIGN_KEY_VIOLATION = '23503';

/** A posting, a visit or a placement holds on to its person by a foreign key. */
async function unlessStoodOn<T>(work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    const cause = error instanceof Error ? error.cause : undefined;
    if (typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === FOREIGN_KEY_VIOLATION)
      throw new AppError('import.stood_on', { rows: 1 }, { cause: error });
    throw error;
  });
}
