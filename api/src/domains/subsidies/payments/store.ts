import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../../db/client.ts';
import { guardThatRefused } from '../../../db/refusal.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { users } from '../../auth/tables.ts';
import { employers } from '../../employers/tables.ts';
import { labourers } from '../../people/tables.ts';
import { beside } from '../claims/store.ts';
import { claims, fraudHits } from '../claims/tables.ts';
import { payeeAccounts } from '../evidence/tables.ts';
import { policyVersions } from '../policies/tables.ts';
import { bankFormats, bankReturns, budgetLines, paymentBatches, paymentLines, payments } from './tables.ts';

export type Batch = typeof paymentBatches.$inferSelect;
export type Line = typeof paymentLines.$inferSelect;
export type NewLine = typeof paymentLines.$inferInsert;
export type Payment = typeof payments.$inferSelect;

const MOST_AT_ONCE = 1000;

export const findFormat = async (db: Reader, countyCode: string) =>
  (
    await db
      .select()
      .from(bankFormats)
      .where(eq(bankFormats.countyCode, countyCode))
      .orderBy(desc(bankFormats.setAt), desc(bankFormats.id))
      .limit(1)
  )[0];

export const insertFormat = (tx: Tx, row: typeof bankFormats.$inferInsert) => tx.insert(bankFormats).values(row);

/** The payee's name, whether a person or a firm. */
const payeeName = sql<string>`coalesce(${labourers.name}, ${employers.name}, '')`;
const payeeLabourer = and(eq(labourers.countyCode, claims.countyCode), eq(labourers.id, claims.payeeId));
const payeeEmployer = and(eq(employers.countyCode, claims.countyCode), eq(employers.id, claims.payeeId));
const ofVersion = and(eq(policyVersions.countyCode, claims.countyCode), eq(policyVersions.id, claims.policyVersionId));
const title = sql<string>`${policyVersions.rule} ->> 'name_zh'`;

export interface PayableFilter {
  readonly ruleId?: string;
  readonly ids?: readonly string[];
}

/** Payable claims with their payee's name and the policy's. */
export const listPayable = (db: Reader, countyCode: string, { ruleId, ids }: PayableFilter) =>
  db
    .select({
      id: claims.id,
      ruleId: claims.ruleId,
      title,
      payeeId: claims.payeeId,
      payeeName,
      periodKey: claims.periodKey,
      amountFen: sql<number>`coalesce(${claims.amountFen}, 0)`,
      accountId: claims.accountId,
      openHits: beside.openHits,
    })
    .from(claims)
    .innerJoin(policyVersions, ofVersion)
    .leftJoin(labourers, payeeLabourer)
    .leftJoin(employers, payeeEmployer)
    .where(
      and(
        eq(claims.countyCode, countyCode),
        eq(claims.status, 'payable'),
        ruleId === undefined ? undefined : eq(claims.ruleId, ruleId),
        ids === undefined ? undefined : inArray(claims.id, [...ids]),
      ),
    )
    .orderBy(asc(claims.ruleId), asc(claims.foundAt), asc(claims.id));
export type PayableRow = Awaited<ReturnType<typeof listPayable>>[number];

/** Open accounts of payees, newest first. */
export async function listOpenAccounts(db: Reader, countyCode: string, ownerIds: readonly string[]) {
  const rows = [];
  for (let i = 0; i < ownerIds.length; i += MOST_AT_ONCE) {
    rows.push(
      ...(await db
        .select({
          id: payeeAccounts.id,
          ownerId: payeeAccounts.ownerId,
          numberSealed: payeeAccounts.numberSealed,
          holderNameSealed: payeeAccounts.holderNameSealed,
          bankName: payeeAccounts.bankName,
          isShared: sql<boolean>`exists (select 1 from payee_accounts other where other.county_code = "payee_accounts"."county_code"
            and other.number_hash = "payee_accounts"."number_hash" and other.owner_id <> "payee_accounts"."owner_id" and other.closed_at is null)`,
        })
        .from(payeeAccounts)
        .where(
          and(
            eq(payeeAccounts.countyCode, countyCode),
            inArray(payeeAccounts.ownerId, ownerIds.slice(i, i + MOST_AT_ONCE)),
            sql`${payeeAccounts.closedAt} is null`,
          ),
        )
        .orderBy(desc(payeeAccounts.addedAt), desc(payeeAccounts.id))),
    );
  }
  return rows;
}
export type OpenAccount = Awaited<ReturnType<typeof listOpenAccounts>>[number];

export async function listLinesOfClaims(db: Reader, countyCode: string, claimIds: readonly string[]): Promise<Line[]> {
  const rows: Line[] = [];
  for (let i = 0; i < claimIds.length; i += MOST_AT_ONCE) {
    rows.push(
      ...(await db
        .select()
        .from(paymentLines)
        .where(
          and(
            eq(paymentLines.countyCode, countyCode),
            inArray(paymentLines.claimId, claimIds.slice(i, i + MOST_AT_ONCE)),
          ),
        )
        .orderBy(asc(paymentLines.attempt))),
    );
  }
  return rows;
}

export const insertBatch = (tx: Tx, row: typeof paymentBatches.$inferInsert) => tx.insert(paymentBatches).values(row);

/** Keys that two lines of one claim would break. */
const ONE_LINE_A_CLAIM = ['payment_lines_one_alive', 'payment_lines_attempt_unique'];

export async function insertLines(tx: Tx, rows: readonly NewLine[]): Promise<void> {
  try {
    for (let i = 0; i < rows.length; i += MOST_AT_ONCE)
      await tx.insert(paymentLines).values(rows.slice(i, i + MOST_AT_ONCE));
  } catch (error) {
    // Another batch took the claim while this one was being made; it waits behind no lock of ours.
    if (ONE_LINE_A_CLAIM.includes(guardThatRefused(error) ?? ''))
      throw new AppError('payment.on_its_way', {}, { cause: error });
    throw error;
  }
}

export async function lockBatch(tx: Tx, countyCode: string, id: string): Promise<Batch> {
  const [row] = await tx
    .select()
    .from(paymentBatches)
    .where(and(eq(paymentBatches.countyCode, countyCode), eq(paymentBatches.id, id)))
    .for('update');
  if (!row) throw new AppError('payment.batch_not_found', { id });
  return row;
}

export async function saveBatch(
  tx: Tx,
  batch: Batch,
  set: Partial<typeof paymentBatches.$inferInsert>,
): Promise<Batch> {
  const [saved] = await tx
    .update(paymentBatches)
    .set({ ...set, version: batch.version + 1 })
    .where(
      and(
        eq(paymentBatches.countyCode, batch.countyCode),
        eq(paymentBatches.id, batch.id),
        eq(paymentBatches.version, batch.version),
      ),
    )
    .returning();
  if (!saved) throw new AppError('payment.batch_stale', { id: batch.id });
  return saved;
}

/** How many batches of a budget line there are; its row is locked by whoever asks in order to number the next. */
export async function countBatchesOf(db: Reader, countyCode: string, budgetLineId: string): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(paymentBatches)
    .where(and(eq(paymentBatches.countyCode, countyCode), eq(paymentBatches.budgetLineId, budgetLineId)));
  return row?.count ?? 0;
}

const officer = (column: string) =>
  sql<
    string | null
  >`(select ${users.displayName} from ${users} where ${users.countyCode} = ${paymentBatches.countyCode} and ${users.id} = ${sql.raw(`"payment_batches"."${column}"`)})`;

export const listBatches = (
  db: Reader,
  countyCode: string,
  { id, status, year }: { id?: string; status?: Batch['status']; year?: number } = {},
) =>
  db
    .select({
      batch: paymentBatches,
      line: { id: budgetLines.id, code: budgetLines.code, name: budgetLines.name },
      madeByName: officer('made_by'),
      confirmedByName: officer('confirmed_by'),
    })
    .from(paymentBatches)
    .innerJoin(
      budgetLines,
      and(eq(budgetLines.countyCode, paymentBatches.countyCode), eq(budgetLines.id, paymentBatches.budgetLineId)),
    )
    .where(
      and(
        eq(paymentBatches.countyCode, countyCode),
        id ? eq(paymentBatches.id, id) : undefined,
        status ? eq(paymentBatches.status, status) : undefined,
        year ? eq(budgetLines.year, year) : undefined,
      ),
    )
    .orderBy(desc(paymentBatches.madeAt), desc(paymentBatches.id))
    .limit(500);
export type BatchJoined = Awaited<ReturnType<typeof listBatches>>[number];

export const countLines = (db: Reader, countyCode: string, batchIds: readonly string[]) =>
  batchIds.length === 0
    ? Promise.resolve([])
    : db
        .select({
          batchId: paymentLines.batchId,
          status: paymentLines.status,
          count: sql<number>`count(*)::int`,
          sumFen: sql<number>`sum(${paymentLines.amountFen})::float8`,
        })
        .from(paymentLines)
        .where(and(eq(paymentLines.countyCode, countyCode), inArray(paymentLines.batchId, [...batchIds])))
        .groupBy(paymentLines.batchId, paymentLines.status);

/** Claims of each batch with a doubt that nobody has cleared, as long as their line is under way. */
export async function countDoubted(
  db: Reader,
  countyCode: string,
  batchIds: readonly string[],
): Promise<Map<string, number>> {
  if (batchIds.length === 0) return new Map();
  const rows = await db
    .select({ batchId: paymentLines.batchId, count: sql<number>`count(distinct ${paymentLines.claimId})::int` })
    .from(paymentLines)
    .innerJoin(
      fraudHits,
      and(eq(fraudHits.countyCode, paymentLines.countyCode), eq(fraudHits.claimId, paymentLines.claimId)),
    )
    .where(
      and(
        eq(paymentLines.countyCode, countyCode),
        inArray(paymentLines.batchId, [...batchIds]),
        eq(paymentLines.isAlive, true),
        sql`${fraudHits.result} is distinct from 'cleared'`,
      ),
    )
    .groupBy(paymentLines.batchId);
  return new Map(rows.map(({ batchId, count }) => [batchId, count]));
}

/** Lines of a batch in their order, with what the file says of each. */
export const listLines = (db: Reader, countyCode: string, batchId: string) =>
  db
    .select({
      line: paymentLines,
      payeeName,
      title,
      ruleId: claims.ruleId,
      numberSealed: payeeAccounts.numberSealed,
      holderNameSealed: payeeAccounts.holderNameSealed,
      bankName: payeeAccounts.bankName,
      ownerKind: payeeAccounts.ownerKind,
      ownerId: payeeAccounts.ownerId,
    })
    .from(paymentLines)
    .innerJoin(claims, and(eq(claims.countyCode, paymentLines.countyCode), eq(claims.id, paymentLines.claimId)))
    .innerJoin(policyVersions, ofVersion)
    .innerJoin(
      payeeAccounts,
      and(eq(payeeAccounts.countyCode, paymentLines.countyCode), eq(payeeAccounts.id, paymentLines.accountId)),
    )
    .leftJoin(labourers, payeeLabourer)
    .leftJoin(employers, payeeEmployer)
    .where(and(eq(paymentLines.countyCode, countyCode), eq(paymentLines.batchId, batchId)))
    .orderBy(asc(paymentLines.number));
export type LineJoined = Awaited<ReturnType<typeof listLines>>[number];

export async function saveLines(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
  set: Partial<NewLine>,
): Promise<void> {
  for (let i = 0; i < ids.length; i += MOST_AT_ONCE) {
    await tx
      .update(paymentLines)
      .set(set)
      .where(and(eq(paymentLines.countyCode, countyCode), inArray(paymentLines.id, ids.slice(i, i + MOST_AT_ONCE))));
  }
}

export async function insertPayments(tx: Tx, rows: readonly (typeof payments.$inferInsert)[]): Promise<void> {
  for (let i = 0; i < rows.length; i += MOST_AT_ONCE) await tx.insert(payments).values(rows.slice(i, i + MOST_AT_ONCE));
}

export const findReturn = async (db: Reader, countyCode: string, batchId: string, fileHash: string) =>
  (
    await db
      .select()
      .from(bankReturns)
      .where(
        and(
          eq(bankReturns.countyCode, countyCode),
          eq(bankReturns.batchId, batchId),
          eq(bankReturns.fileHash, fileHash),
        ),
      )
  )[0];

export const listReturns = (db: Reader, countyCode: string, batchId: string) =>
  db
    .select()
    .from(bankReturns)
    .where(and(eq(bankReturns.countyCode, countyCode), eq(bankReturns.batchId, batchId)))
    .orderBy(desc(bankReturns.readAt));

export const insertReturn = (tx: Tx, row: typeof bankReturns.$inferInsert) => tx.insert(bankReturns).values(row);

/** A payment and the budget line it came out of, locked. */
export async function lockPayment(tx: Tx, countyCode: string, claimId: string) {
  const [row] = await tx
    .select({ payment: payments, budgetLineId: paymentBatches.budgetLineId })
    .from(payments)
    .innerJoin(
      paymentLines,
      and(eq(paymentLines.countyCode, payments.countyCode), eq(paymentLines.id, payments.lineId)),
    )
    .innerJoin(
      paymentBatches,
      and(eq(paymentBatches.countyCode, paymentLines.countyCode), eq(paymentBatches.id, paymentLines.batchId)),
    )
    .where(and(eq(payments.countyCode, countyCode), eq(payments.claimId, claimId)))
    .for('update', { of: payments });
  if (!row) throw new AppError('payment.not_paid', { claimId });
  return row;
}

export const saveRecovered = (tx: Tx, { countyCode, claimId }: Payment, recoveredFen: number) =>
  tx
    .update(payments)
    .set({ recoveredFen })
    .where(and(eq(payments.countyCode, countyCode), eq(payments.claimId, claimId)));
