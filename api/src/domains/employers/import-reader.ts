import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { Before, OpenReader, ReadRow, RowReader, Verdict, Written } from '../imports/reader.ts';
import { loadRegionFinder } from '../regions/finder.ts';
import { type EmployerPayload, readEmployer } from './core/read-employer.ts';
import { type Employer, insertEmployers, listByCreditCodes, saveEmployer } from './store.ts';
import { employers } from './tables.ts';

/** Employers from the template, one a row; they come in 'registered' and wait for verification as all do. */
export const openEmployerReader: OpenReader = async (ctx, db) => {
  const find = await loadRegionFinder(db, ctx.actor.countyCode);
  const home = `${ctx.actor.countyCode}000000`;
  const reader: RowReader<EmployerPayload> = {
    kind: 'employers',
    rowsStandAlone: false,
    read: ({ cells }) => readRow(cells, (text) => find(text, home)),
    compare: (tx, payloads) => compareAll(tx, ctx, payloads),
    create: (tx, rows, importId) => createAll(tx, ctx, rows, importId),
    update: (tx, rows) => updateAll(tx, ctx, rows),
    takeBack: (tx, created, before) => takeBackAll(tx, ctx, created, before),
  };
  return reader;
};

function readRow(
  cells: Readonly<Record<string, unknown>>,
  findPlace: Parameters<typeof readEmployer>[1],
): ReadRow<EmployerPayload> {
  const { payload, errors } = readEmployer(cells, findPlace);
  return {
    label: payload.name,
    key: payload.creditCode || null,
    keyField: '统一社会信用代码',
    payload: errors.length === 0 ? payload : null,
    errors,
    unparsed: [],
  };
}

function changedColumns(ctx: Ctx, row: Employer, { phone, ...told }: EmployerPayload): Partial<Employer> {
  const columns = Object.entries(told) as [keyof typeof told, unknown][];
  const changed = Object.fromEntries(columns.filter(([name, value]) => row[name] !== value));
  const isNewPhone = phone !== undefined && (row.phoneSealed === null || ctx.vault.open(row.phoneSealed) !== phone);
  return { ...changed, ...(isNewPhone && { phoneSealed: ctx.vault.seal(phone) }) };
}

const known = async (db: Reader, ctx: Ctx, payloads: readonly EmployerPayload[]) => {
  const codes = payloads.map((p) => p.creditCode);
  return new Map((await listByCreditCodes(db, ctx.actor.countyCode, codes)).map((e) => [e.creditCode, e]));
};

async function compareAll(db: Reader, ctx: Ctx, payloads: readonly EmployerPayload[]): Promise<Verdict[]> {
  const there = await known(db, ctx, payloads);
  return payloads.map((payload) => {
    const row = there.get(payload.creditCode);
    if (!row) return { outcome: 'create', subjectId: null };
    const isSame = Object.keys(changedColumns(ctx, row, payload)).length === 0;
    return { outcome: isSame ? 'up_to_date' : 'update', subjectId: row.id };
  });
}

async function createAll(tx: Tx, ctx: Ctx, rows: readonly Written<EmployerPayload>[], importId: string): Promise<void> {
  const at = ctx.now();
  const { countyCode } = ctx.actor;
  const state = 'registered' as const;
  const made = rows.map(({ subjectId: id, payload: { phone, ...columns } }) => ({
    ...columns,
    ...(phone !== undefined && { phoneSealed: ctx.vault.seal(phone) }),
    ...{ countyCode, id, state, importId, createdAt: at, updatedAt: at },
  }));
  await insertEmployers(tx, made);
}

async function updateAll(tx: Tx, ctx: Ctx, rows: readonly Written<EmployerPayload>[]): Promise<Before[]> {
  const there = await known(
    tx,
    ctx,
    rows.map((r) => r.payload),
  );
  const before: Before[] = [];
  for (const { payload } of rows) {
    const row = there.get(payload.creditCode);
    if (!row) throw new Error('a row compared as an update meets nothing in the register');
    const columns = changedColumns(ctx, row, payload);
    const saved = await saveEmployer(tx, row, { ...columns, updatedAt: ctx.now() });
    const names = Object.keys(columns) as (keyof Employer)[];
    before.push({
      subjectId: row.id,
      version: saved.version,
      row: Object.fromEntries(names.map((name) => [name, row[name]])),
    });
  }
  return before;
}

/** Removes what was created untouched, puts back what was replaced; returns how many somebody changed since. */
async function takeBackAll(tx: Tx, ctx: Ctx, created: readonly string[], before: readonly Before[]): Promise<number> {
  const own = (ids: readonly string[]) =>
    and(eq(employers.countyCode, ctx.actor.countyCode), inArray(employers.id, [...ids]));
  let changed = 0;
  for (const { subjectId, version, row } of before) {
    const back = await tx
      .update(employers)
      // Written by updateAll: columns of this table.
      .set({ ...(row as Partial<Employer>), updatedAt: ctx.now(), version: version + 1 })
      .where(and(own([subjectId]), eq(employers.version, version)))
      .returning({ id: employers.id });
    changed += back.length === 0 ? 1 : 0;
  }
  if (created.length === 0) return changed;
  const [touched] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(employers)
    .where(and(own(created), ne(employers.version, 1)));
  changed += touched?.n ?? 0;
  if (changed === 0) await tx.delete(employers).where(own(created));
  return changed;
}
