import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, oneOf, positive, tenant, tenantKey, truth } from '../../../db/columns.ts';
import { claims } from '../claims/tables.ts';
import type { BankFormat } from '../core/bank-file.ts';
import type { Unclear } from '../core/bank-return.ts';
import { BATCH_STATUSES, LINE_STATUSES } from '../core/batch.ts';
import { payeeAccounts } from '../evidence/tables.ts';

/** Money that may be spent; the row itself refuses to be overspent. */
export const budgetLines = pgTable(
  'budget_lines',
  {
    ...tenant,
    year: integer().notNull(),
    code: text().notNull(),
    name: text().notNull(),
    totalFen: bigint({ mode: 'number' }).notNull(),
    /** In batches and paid, less what failed or came back. */
    committedFen: bigint({ mode: 'number' }).notNull().default(0),
  },
  (t) => [
    tenantKey(t),
    unique('budget_lines_code_unique').on(t.countyCode, t.year, t.code),
    truth('budget_lines_not_overspent', sql`0 <= ${t.committedFen} and ${t.committedFen} <= ${t.totalFen}`),
  ],
);

/** How the county's bank wants its file, and how it answers; the last one set stands. Insert-only. */
export const bankFormats = pgTable(
  'bank_formats',
  {
    ...tenant,
    format: jsonb().$type<BankFormat>().notNull(),
    setBy: uuid().notNull(),
    setAt: instant().notNull(),
  },
  (t) => [tenantKey(t), index('bank_formats_by_time').on(t.countyCode, t.setAt)],
);

/** A payment batch: numbered lines that leave as one file for the bank. */
export const paymentBatches = pgTable(
  'payment_batches',
  {
    ...tenant,
    number: text().notNull(),
    budgetLineId: uuid().notNull(),
    status: text({ enum: BATCH_STATUSES }).notNull(),
    totalFen: bigint({ mode: 'number' }).notNull(),
    lineCount: integer().notNull(),
    madeBy: uuid().notNull(),
    madeAt: instant().notNull(),
    confirmedBy: uuid(),
    sentAt: instant(),
    /** As it stood when the batch was confirmed: what is set later changes no file that left. */
    format: jsonb().$type<BankFormat>(),
    /** SM3 of the file as it was first written: the same bytes come out again. */
    fileHash: text(),
    version: integer().notNull().default(1),
  },
  (t) => [
    tenantKey(t),
    unique('payment_batches_number_unique').on(t.countyCode, t.number),
    foreignKey({ columns: [t.countyCode, t.budgetLineId], foreignColumns: [budgetLines.countyCode, budgetLines.id] }),
    oneOf('payment_batches_status_known', t.status, BATCH_STATUSES),
    truth('payment_batches_confirmed_by_another', sql`${t.confirmedBy} <> ${t.madeBy}`),
    truth(
      'payment_batches_sent_is_confirmed',
      sql`${t.status} not in ('confirmed', 'sent', 'settled') or ${t.confirmedBy} is not null and ${t.format} is not null and ${t.fileHash} is not null`,
    ),
  ],
);

export const paymentLines = pgTable(
  'payment_lines',
  {
    ...tenant,
    batchId: uuid().notNull(),
    /** From 1, in the order of the file. */
    number: integer().notNull(),
    claimId: uuid().notNull(),
    /** Which try this is for the claim: a failed line is sent again in another batch. */
    attempt: integer().notNull(),
    accountId: uuid().notNull(),
    amountFen: integer().notNull(),
    status: text({ enum: LINE_STATUSES }).notNull(),
    failure: text(),
    returnedOn: date({ mode: 'string' }),
    /** True while money is on its way or has arrived, else null: its key lets a claim have one such line. */
    isAlive: boolean(),
  },
  (t) => [
    tenantKey(t),
    unique('payment_lines_number_unique').on(t.countyCode, t.batchId, t.number),
    unique('payment_lines_attempt_unique').on(t.countyCode, t.claimId, t.attempt),
    unique('payment_lines_one_alive').on(t.countyCode, t.claimId, t.isAlive),
    truth(
      'payment_lines_alive_is_so',
      sql`(${t.status} in ('waiting', 'paid')) = (${t.isAlive} is not null) and coalesce(${t.isAlive}, true)`,
    ),
    foreignKey({ columns: [t.countyCode, t.batchId], foreignColumns: [paymentBatches.countyCode, paymentBatches.id] }),
    foreignKey({ columns: [t.countyCode, t.claimId], foreignColumns: [claims.countyCode, claims.id] }),
    foreignKey({ columns: [t.countyCode, t.accountId], foreignColumns: [payeeAccounts.countyCode, payeeAccounts.id] }),
    oneOf('payment_lines_status_known', t.status, LINE_STATUSES),
    positive('payment_lines_amount_positive', t.amountFen),
    truth('payment_lines_failed_with_reason', sql`(${t.status} = 'failed') = (${t.failure} is not null)`),
  ],
);

/** Money that arrived: once a claim, by its key. */
export const payments = pgTable(
  'payments',
  {
    countyCode: text().notNull(),
    claimId: uuid().notNull(),
    lineId: uuid().notNull(),
    amountFen: integer().notNull(),
    paidOn: date({ mode: 'string' }).notNull(),
    recoveredFen: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ name: 'payments_once_a_claim', columns: [t.countyCode, t.claimId] }),
    foreignKey({ columns: [t.countyCode, t.claimId], foreignColumns: [claims.countyCode, claims.id] }),
    foreignKey({ columns: [t.countyCode, t.lineId], foreignColumns: [paymentLines.countyCode, paymentLines.id] }),
    positive('payments_amount_positive', t.amountFen),
    truth('payments_recovered_within', sql`${t.recoveredFen} between 0 and ${t.amountFen}`),
    index('payments_by_day').on(t.countyCode, t.paidOn),
  ],
);

export interface ReturnOutcome {
  readonly paid: number;
  readonly failed: number;
  /** Rows that said what was known before. */
  readonly known: number;
  /** Rows that changed nothing, and why. */
  readonly unclear: readonly { readonly row: number; readonly number: number | null; readonly why: Unclear }[];
}

/** Return files of the bank, each read once by the hash of its bytes. */
export const bankReturns = pgTable(
  'bank_returns',
  {
    ...tenant,
    batchId: uuid().notNull(),
    fileHash: text().notNull(),
    name: text().notNull(),
    readBy: uuid().notNull(),
    readAt: instant().notNull(),
    outcome: jsonb().$type<ReturnOutcome>().notNull(),
  },
  (t) => [
    tenantKey(t),
    unique('bank_returns_once').on(t.countyCode, t.batchId, t.fileHash),
    foreignKey({ columns: [t.countyCode, t.batchId], foreignColumns: [paymentBatches.countyCode, paymentBatches.id] }),
  ],
);
