import { sql } from 'drizzle-orm';
import { boolean, date, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, tenant, tenantKey, truth } from '../../../db/columns.ts';
import { claims } from '../claims/tables.ts';
import type { NoticeLine } from '../core/notice.ts';

/** A public notice (公示) over the claims of one rule. When its time is over its lines are emptied. */
export const publicNotices = pgTable(
  'public_notices',
  {
    ...tenant,
    ruleId: text().notNull(),
    title: text().notNull(),
    /** Document and clause that the money stands on. */
    basis: text().notNull(),
    fields: text().array().notNull(),
    publishedOn: date({ mode: 'string' }).notNull(),
    /** The last day on which it hangs. */
    endsOn: date({ mode: 'string' }).notNull(),
    publishedBy: uuid().notNull(),
    /** SM3 of the text that went out, after the scan. */
    textHash: text().notNull(),
    lineCount: integer().notNull(),
    emptiedAt: instant(),
  },
  (t) => [
    tenantKey(t),
    index('public_notices_by_end').on(t.countyCode, t.endsOn),
    truth('public_notices_in_order', sql`${t.publishedOn} < ${t.endsOn}`),
  ],
);

export const noticeLines = pgTable(
  'notice_lines',
  {
    ...tenant,
    noticeId: uuid().notNull(),
    claimId: uuid().notNull(),
    number: integer().notNull(),
    /** Only what may be shown; null once the notice was emptied. */
    line: jsonb().$type<NoticeLine>(),
  },
  (t) => [
    tenantKey(t),
    unique('notice_lines_once').on(t.countyCode, t.noticeId, t.claimId),
    unique('notice_lines_number_unique').on(t.countyCode, t.noticeId, t.number),
    foreignKey({ columns: [t.countyCode, t.noticeId], foreignColumns: [publicNotices.countyCode, publicNotices.id] }),
    foreignKey({ columns: [t.countyCode, t.claimId], foreignColumns: [claims.countyCode, claims.id] }),
    index('notice_lines_by_claim').on(t.countyCode, t.claimId),
  ],
);

/** What somebody says against a line; the payment waits for its answer. */
export const objections = pgTable(
  'objections',
  {
    ...tenant,
    noticeId: uuid().notNull(),
    claimId: uuid().notNull(),
    textSealed: text().notNull(),
    contactSealed: text(),
    at: instant().notNull(),
    answeredBy: uuid(),
    answeredAt: instant(),
    answer: text(),
    isUpheld: boolean(),
  },
  (t) => [
    tenantKey(t),
    index('objections_by_claim').on(t.countyCode, t.claimId),
    foreignKey({ columns: [t.countyCode, t.claimId], foreignColumns: [claims.countyCode, claims.id] }),
    truth(
      'objections_answered_is_signed',
      sql`(${t.answer} is null) = (${t.answeredAt} is null) and (${t.answer} is null) = (${t.answeredBy} is null)`,
    ),
  ],
);
