import { sql } from 'drizzle-orm';
import { date, foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, oneOf, positive, tenant, tenantKey, truth } from '../../../db/columns.ts';
import { ENTRY_STATUSES, PROPOSAL_STATUSES, QUERY_CLASSES, WORD_KINDS } from '../core/words.ts';

/** What was asked for in vain, in normal form, without anything of who asked: staff say what it means, or that it means nothing. */
export const searchProposals = pgTable(
  'search_proposals',
  {
    ...tenant,
    text: text().notNull(),
    /** How often nothing was found, and how often only something wider. */
    emptyCount: integer().notNull().default(0),
    widenedCount: integer().notNull().default(0),
    firstOn: date({ mode: 'string' }).notNull(),
    lastOn: date({ mode: 'string' }).notNull(),
    status: text({ enum: PROPOSAL_STATUSES }).notNull().default('open'),
    decidedAt: instant(),
  },
  (t) => [
    tenantKey(t),
    unique('search_proposals_text_unique').on(t.countyCode, t.text),
    index('search_proposals_by_status').on(t.countyCode, t.status, t.lastOn),
    oneOf('search_proposals_status_known', t.status, PROPOSAL_STATUSES),
    truth('search_proposals_short', sql`length(${t.text}) between 2 and 20`),
    truth('search_proposals_without_numbers', sql`${t.text} !~ '[0-9]'`),
    truth('search_proposals_decided_is_dated', sql`(${t.status} = 'open') = (${t.decidedAt} is null)`),
  ],
);

/** Words that staff have added to the vocabulary of their county. */
export const lexiconEntries = pgTable(
  'lexicon_entries',
  {
    ...tenant,
    /** In normal form. */
    phrase: text().notNull(),
    occupationCode: text().notNull(),
    kind: text({ enum: WORD_KINDS }).notNull(),
    status: text({ enum: ENTRY_STATUSES }).notNull().default('in_use'),
    /** The query it was learned from. */
    proposalId: uuid(),
    addedBy: uuid().notNull(),
    changedAt: instant().notNull(),
  },
  (t) => [
    tenantKey(t),
    unique('lexicon_entries_phrase_unique').on(t.countyCode, t.phrase, t.occupationCode),
    foreignKey({
      columns: [t.countyCode, t.proposalId],
      foreignColumns: [searchProposals.countyCode, searchProposals.id],
    }).onDelete('restrict'),
    oneOf('lexicon_entries_kind_known', t.kind, WORD_KINDS),
    oneOf('lexicon_entries_status_known', t.status, ENTRY_STATUSES),
    truth('lexicon_entries_phrase_short', sql`length(${t.phrase}) between 2 and 20`),
  ],
);

/** First pages of results a day and class of query: how many there were, were tapped, and had nothing or only something wider. */
export const searchCounts = pgTable(
  'search_counts',
  {
    countyCode: text().notNull(),
    on: date({ mode: 'string' }).notNull(),
    queryClass: text({ enum: QUERY_CLASSES }).notNull(),
    asked: integer().notNull().default(0),
    tapped: integer().notNull().default(0),
    empty: integer().notNull().default(0),
    widened: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.countyCode, t.on, t.queryClass] }),
    oneOf('search_counts_class_known', t.queryClass, QUERY_CLASSES),
    truth('search_counts_not_negative', sql`least(${t.asked}, ${t.tapped}, ${t.empty}, ${t.widened}) >= 0`),
  ],
);

/** What was tapped, a day and class of query: trades, never postings or people. */
export const tapCounts = pgTable(
  'tap_counts',
  {
    countyCode: text().notNull(),
    on: date({ mode: 'string' }).notNull(),
    queryClass: text({ enum: QUERY_CLASSES }).notNull(),
    occupationCode: text().notNull(),
    taps: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.countyCode, t.on, t.queryClass, t.occupationCode] }),
    oneOf('tap_counts_class_known', t.queryClass, QUERY_CLASSES),
    positive('tap_counts_positive', t.taps),
  ],
);

/** Pages of results that have been tapped already, so that each counts once; swept away after two days. */
export const tappedPages = pgTable(
  'tapped_pages',
  { countyCode: text().notNull(), lot: text().notNull(), on: date({ mode: 'string' }).notNull() },
  (t) => [primaryKey({ columns: [t.countyCode, t.lot] })],
);
