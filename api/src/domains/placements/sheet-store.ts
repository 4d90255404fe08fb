import { and, desc, eq, gte, inArray, isNull, lt, or } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import { labourers } from '../people/tables.ts';
import { monthSpan } from './core/sheet.ts';
import { employerSheets, placements } from './tables.ts';

export type Sheet = typeof employerSheets.$inferSelect;

/** The people who worked for an employer at some time of a month, with what a row of its sheet is matched by. */
export async function listWorkersOf(db: Reader, countyCode: string, employerId: string, month: string) {
  const { from, until } = monthSpan(month);
  return db
    .select({ placement: placements, name: labourers.name, idNumberHash: labourers.idNumberHash })
    .from(placements)
    .innerJoin(labourers, and(eq(labourers.countyCode, placements.countyCode), eq(labourers.id, placements.labourerId)))
    .where(
      and(
        eq(placements.countyCode, countyCode),
        eq(placements.employerId, employerId),
        inArray(placements.status, ['started', 'stable', 'ended']),
        lt(placements.startedOn, until),
        or(isNull(placements.endedOn), gte(placements.endedOn, from)),
      ),
    )
    .orderBy(desc(placements.startedOn));
}
export type Worker = Awaited<ReturnType<typeof listWorkersOf>>[number];

/** The same file sent again is the same sheet: read anew while nothing was taken in, left alone afterwards. */
export async function saveSheet(tx: Tx, row: typeof employerSheets.$inferInsert): Promise<Sheet> {
  const { countyCode, employerId, month, fileHash } = row;
  const [inserted] = await tx.insert(employerSheets).values(row).onConflictDoNothing().returning();
  if (inserted) return inserted;
  const same = and(
    eq(employerSheets.countyCode, countyCode),
    eq(employerSheets.employerId, employerId),
    eq(employerSheets.month, month),
    eq(employerSheets.fileHash, fileHash),
  );
  const [known] = await tx.select().from(employerSheets).where(same).for('update');
  if (!known) throw new Error('a sheet that stood in the way is gone');
  if (known.status === 'taken_in') return known;
  const { rows, status, sentBy, sentAt } = row;
  const [saved] = await tx.update(employerSheets).set({ rows, status, sentBy, sentAt }).where(same).returning();
  return saved ?? known;
}

export const listSheetsOf = (db: Reader, countyCode: string, employerId: string) =>
  db
    .select()
    .from(employerSheets)
    .where(and(eq(employerSheets.countyCode, countyCode), eq(employerSheets.employerId, employerId)))
    .orderBy(desc(employerSheets.sentAt), desc(employerSheets.id))
    .limit(60);

const of = (countyCode: string, id: string) =>
  and(eq(employerSheets.countyCode, countyCode), eq(employerSheets.id, id));

export async function getSheet(db: Reader, countyCode: string, id: string): Promise<Sheet> {
  const [row] = await db.select().from(employerSheets).where(of(countyCode, id));
  if (!row) throw new AppError('sheet.not_found', { id });
  return row;
}

export async function lockSheet(tx: Tx, countyCode: string, id: string): Promise<Sheet> {
  const [row] = await tx.select().from(employerSheets).where(of(countyCode, id)).for('update');
  if (!row) throw new AppError('sheet.not_found', { id });
  return row;
}

export async function settleSheet(tx: Tx, sheet: Sheet, set: Pick<Sheet, 'status' | 'rows'>): Promise<Sheet> {
  const [saved] = await tx.update(employerSheets).set(set).where(of(sheet.countyCode, sheet.id)).returning();
  return saved ?? sheet;
}
