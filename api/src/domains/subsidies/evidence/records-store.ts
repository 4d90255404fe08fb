import { and, asc, eq } from 'drizzle-orm';
import type { Reader, Tx } from '../../../db/client.ts';
import { users } from '../../auth/tables.ts';
import { officerRelatives, personSpans } from './tables.ts';

export type Span = typeof personSpans.$inferSelect;

export const listSpans = (db: Reader, countyCode: string, labourerId: string) =>
  db
    .select({ span: personSpans, enteredByName: users.displayName })
    .from(personSpans)
    .leftJoin(users, and(eq(users.countyCode, personSpans.countyCode), eq(users.id, personSpans.enteredBy)))
    .where(and(eq(personSpans.countyCode, countyCode), eq(personSpans.labourerId, labourerId)))
    .orderBy(asc(personSpans.fromOn), asc(personSpans.kind));

export const listRelatives = (db: Reader, countyCode: string, labourerId: string) =>
  db
    .select({ relative: officerRelatives, officerName: users.displayName })
    .from(officerRelatives)
    .leftJoin(users, and(eq(users.countyCode, officerRelatives.countyCode), eq(users.id, officerRelatives.officerId)))
    .where(and(eq(officerRelatives.countyCode, countyCode), eq(officerRelatives.labourerId, labourerId)))
    .orderBy(asc(officerRelatives.declaredAt));

/** The same kind and first day told again is a correction of its end and source. */
export const saveSpan = (tx: Tx, row: typeof personSpans.$inferInsert) =>
  tx
    .insert(personSpans)
    .values(row)
    .onConflictDoUpdate({
      target: [personSpans.countyCode, personSpans.labourerId, personSpans.kind, personSpans.fromOn],
      set: { toOn: row.toOn ?? null, source: row.source, enteredBy: row.enteredBy, enteredAt: row.enteredAt },
    });

export async function deleteSpan(
  tx: Tx,
  countyCode: string,
  labourerId: string,
  id: string,
): Promise<Span | undefined> {
  const [gone] = await tx
    .delete(personSpans)
    .where(and(eq(personSpans.countyCode, countyCode), eq(personSpans.labourerId, labourerId), eq(personSpans.id, id)))
    .returning();
  return gone;
}

export const saveRelative = (tx: Tx, row: typeof officerRelatives.$inferInsert) =>
  tx
    .insert(officerRelatives)
    .values(row)
    .onConflictDoUpdate({
      target: [officerRelatives.countyCode, officerRelatives.officerId, officerRelatives.labourerId],
      set: { relation: row.relation, declaredAt: row.declaredAt },
    });
