import { bigint, date, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { ROLES } from '../../../contract/scalars.ts';
import { instant, oneOf, tenant, tenantKey } from '../../db/columns.ts';

/**
 * Every status change of everything, insert-only, one hash chain per county: `hash` = SM3 over the row and the hash before it.
 * No foreign keys: an event outlives what it speaks of.
 */
export const events = pgTable(
  'events',
  {
    countyCode: text().notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    at: instant().notNull(),
    actorId: uuid().notNull(),
    actorRole: text({ enum: ROLES }).notNull(),
    actorName: text().notNull(),
    /** labourer, job, delivery, visit, fair, placement, claim … */
    subjectKind: text().notNull(),
    subjectId: uuid().notNull(),
    action: text().notNull(),
    fromStatus: text(),
    toStatus: text(),
    details: jsonb().$type<Record<string, unknown>>().notNull(),
    prevHash: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.countyCode, t.seq] }),
    index('events_by_subject').on(t.countyCode, t.subjectKind, t.subjectId, t.seq),
    oneOf('events_role_known', t.actorRole, ROLES),
  ],
);

/** The last link of each county's chain; its row is locked while an event is appended. */
export const chainHeads = pgTable('chain_heads', {
  countyCode: text().primaryKey(),
  seq: bigint({ mode: 'number' }).notNull(),
  hash: text().notNull(),
});

/** The head of a county's chain as it left the house, once a day: kept elsewhere it proves what stood that evening. Insert-only. */
export const chainExports = pgTable(
  'chain_exports',
  {
    countyCode: text().notNull(),
    on: date({ mode: 'string' }).notNull(),
    seq: bigint({ mode: 'number' }).notNull(),
    hash: text().notNull(),
    exportedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.countyCode, t.on] })],
);

/** Who looked at whose data, at what and what for: shown to the person as 谁看过我的资料. Insert-only. */
export const disclosures = pgTable(
  'disclosures',
  {
    ...tenant,
    at: instant().notNull(),
    actorId: uuid().notNull(),
    actorRole: text({ enum: ROLES }).notNull(),
    actorName: text().notNull(),
    subjectKind: text().notNull(),
    subjectId: uuid().notNull(),
    /** id_number, phone, bank_account, or a page, print or export. */
    field: text().notNull(),
    purpose: text().notNull(),
    caseRef: text(),
  },
  (t) => [tenantKey(t), index('disclosures_by_subject').on(t.countyCode, t.subjectKind, t.subjectId, t.at)],
);
