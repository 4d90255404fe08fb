import { and, asc, desc, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Actor } from '../../kernel/ctx.ts';
import type { RowOutcome } from './core/import.ts';
import { importRows, imports } from './tables.ts';

export type Import = typeof imports.$inferSelect;
export type ImportRow = typeof importRows.$inferSelect;
export type NewImportRow = typeof importRows.$inferInsert;

export const insertImport = (tx: Tx, row: typeof imports.$inferInsert) => tx.insert(imports).values(row);

export async function insertRows(tx: Tx, rows: NewImportRow[]): Promise<void> {
  if (rows.length > 0) await tx.insert(importRows).values(rows);
}

const one = (actor: Actor, id: string) => and(eq(imports.countyCode, actor.countyCode), eq(imports.id, id));

export async function getImport(db: Reader, actor: Actor, id: string): Promise<Import> {
  const [found] = await db.select().from(imports).where(one(actor, id));
  if (!found) throw new AppError('import.not_found', { id });
  return found;
}

export async function lockImport(tx: Tx, actor: Actor, id: string): Promise<Import> {
  const [found] = await tx.select().from(imports).where(one(actor, id)).for('update');
  if (!found) throw new AppError('import.not_found', { id });
  return found;
}

export async function saveImport(tx: Tx, given: Import, set: Partial<Import>): Promise<Import> {
  const [saved] = await tx
    .update(imports)
    .set(set)
    .where(and(eq(imports.countyCode, given.countyCode), eq(imports.id, given.id)))
    .returning();
  if (!saved) throw new AppError('import.not_found', { id: given.id });
  return saved;
}

export const listImports = (db: Reader, actor: Actor) =>
  db
    .select()
    .from(imports)
    .where(eq(imports.countyCode, actor.countyCode))
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(100);

export const listRows = (db: Reader, given: Import, outcome: RowOutcome | undefined, offset: number, limit: number) =>
  db
    .select()
    .from(importRows)
    .where(
      and(
        eq(importRows.countyCode, given.countyCode),
        eq(importRows.importId, given.id),
        outcome && eq(importRows.outcome, outcome),
      ),
    )
    .orderBy(asc(importRows.rowNumber))
    .offset(offset)
    .limit(limit);

/** The next rows that write something, in the order of the file. */
export const listWritingAfter = (tx: Tx, given: Import, rowNumber: number, limit: number) =>
  tx
    .select()
    .from(importRows)
    .where(
      and(
        eq(importRows.countyCode, given.countyCode),
        eq(importRows.importId, given.id),
        inArray(importRows.outcome, ['create', 'update']),
        gt(importRows.rowNumber, rowNumber),
      ),
    )
    .orderBy(asc(importRows.rowNumber))
    .limit(limit);

/** Keeps, for each row of a batch, which subject it wrote and what stood there before. */
export const saveWritten = (
  tx: Tx,
  given: Import,
  rows: readonly { id: string; subjectId: string; beforeSealed: string | null }[],
) =>
  tx.execute(sql`
    update import_rows set subject_id = given.subject_id, before_sealed = given.before_sealed
    from jsonb_to_recordset(${JSON.stringify(
      rows.map((r) => ({ id: r.id, subject_id: r.subjectId, before_sealed: r.beforeSealed })),
    )}::jsonb) as given (id uuid, subject_id uuid, before_sealed text)
    where import_rows.county_code = ${given.countyCode} and import_rows.id = given.id`);

/** A closed import needs its sealed contents no more: what is kept is who, what and how many. */
export const forgetContents = (tx: Tx, given: Import) =>
  tx
    .update(importRows)
    .set({ payloadSealed: null, beforeSealed: null })
    .where(
      and(
        eq(importRows.countyCode, given.countyCode),
        eq(importRows.importId, given.id),
        isNotNull(importRows.payloadSealed),
      ),
    );
