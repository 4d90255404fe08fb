import { and, asc, eq, getTableColumns, inArray, isNull, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../../db/client.ts';
import { employers } from '../../employers/tables.ts';
import { labourers } from '../../people/tables.ts';
import { papers, payeeAccounts, statedFacts } from './tables.ts';

export type Paper = Omit<typeof papers.$inferSelect, 'scan'> & { readonly hasScan: boolean };
export type Account = typeof payeeAccounts.$inferSelect;

const { scan: _scan, ...paperColumns } = getTableColumns(papers);

/** Papers of these subjects without their scans, oldest first. */
export const listPapers = (db: Reader, countyCode: string, subjectIds: readonly string[]): Promise<Paper[]> =>
  db
    .select({ ...paperColumns, hasScan: sql<boolean>`${papers.scan} is not null` })
    .from(papers)
    .where(and(eq(papers.countyCode, countyCode), inArray(papers.subjectId, [...subjectIds])))
    .orderBy(asc(papers.receivedAt), asc(papers.id));

export const insertPaper = (tx: Tx, row: typeof papers.$inferInsert) => tx.insert(papers).values(row);

export const findPaper = async (db: Reader, countyCode: string, id: string, subjectIds: readonly string[]) =>
  (
    await db
      .select()
      .from(papers)
      .where(and(eq(papers.countyCode, countyCode), eq(papers.id, id), inArray(papers.subjectId, [...subjectIds])))
  )[0];

export const insertStated = (tx: Tx, row: typeof statedFacts.$inferInsert) => tx.insert(statedFacts).values(row);

export const findAccount = async (db: Reader, countyCode: string, id: string): Promise<Account | undefined> =>
  (
    await db
      .select()
      .from(payeeAccounts)
      .where(and(eq(payeeAccounts.countyCode, countyCode), eq(payeeAccounts.id, id)))
  )[0];

type Payee = Pick<typeof payeeAccounts.$inferInsert, 'countyCode' | 'ownerKind' | 'ownerId'>;

/** Before anything of a payee's is locked: of two accounts entered at the same moment one closes the other. */
export async function lockPayee(tx: Tx, { countyCode, ownerKind, ownerId }: Payee): Promise<void> {
  const payees = ownerKind === 'labourer' ? labourers : employers;
  await tx
    .select({ id: payees.id })
    .from(payees)
    .where(and(eq(payees.countyCode, countyCode), eq(payees.id, ownerId)))
    .for('no key update');
}

/** One account at a time: the one before is closed, and the same number entered again is opened again. See lockPayee. */
export async function replaceAccount(tx: Tx, row: typeof payeeAccounts.$inferInsert): Promise<string> {
  await tx
    .update(payeeAccounts)
    .set({ closedAt: row.addedAt })
    .where(
      and(
        eq(payeeAccounts.countyCode, row.countyCode),
        eq(payeeAccounts.ownerId, row.ownerId),
        isNull(payeeAccounts.closedAt),
      ),
    );
  const { holderNameSealed, bankName, addedBy, addedAt } = row;
  const [kept] = await tx
    .insert(payeeAccounts)
    .values(row)
    .onConflictDoUpdate({
      target: [payeeAccounts.countyCode, payeeAccounts.ownerKind, payeeAccounts.ownerId, payeeAccounts.numberHash],
      set: { holderNameSealed, bankName, addedBy, addedAt, closedAt: null },
    })
    .returning({ id: payeeAccounts.id });
  return kept?.id ?? row.id;
}
