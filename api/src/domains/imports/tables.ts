import { foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, oneOf, tenant, tenantKey } from '../../db/columns.ts';
import { IMPORT_KINDS, IMPORT_STATES, ROW_OUTCOMES, type RowError } from './core/import.ts';

/** A file read in: shown before anything is written, applied whole or not at all, taken back while nothing stands on it. */
export const imports = pgTable(
  'imports',
  {
    ...tenant,
    kind: text({ enum: IMPORT_KINDS }).notNull(),
    fileName: text().notNull(),
    state: text({ enum: IMPORT_STATES }).notNull(),
    createCount: integer().notNull().default(0),
    updateCount: integer().notNull().default(0),
    upToDateCount: integer().notNull().default(0),
    errorCount: integer().notNull().default(0),
    /** Field → how many rows kept it as text because it could not be read. */
    unparsed: jsonb().$type<Record<string, number>>().notNull().default({}),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull(),
    appliedAt: instant(),
    takenBackAt: instant(),
  },
  (t) => [
    tenantKey(t),
    oneOf('imports_kind_known', t.kind, IMPORT_KINDS),
    oneOf('imports_state_known', t.state, IMPORT_STATES),
  ],
);

export const importRows = pgTable(
  'import_rows',
  {
    ...tenant,
    importId: uuid().notNull(),
    /** Row in the file as a person counts it: the head is row 1. */
    rowNumber: integer().notNull(),
    outcome: text({ enum: ROW_OUTCOMES }).notNull(),
    /** What to show: name and village, never the ID number. */
    label: text().notNull(),
    errors: jsonb().$type<RowError[]>().notNull().default([]),
    /** The row as it will be written, sealed: it holds personal data. */
    payloadSealed: text(),
    /** The row as it was before an update, sealed: what taking back restores. */
    beforeSealed: text(),
    subjectId: uuid(),
  },
  (t) => [
    tenantKey(t),
    unique('import_rows_once').on(t.countyCode, t.importId, t.rowNumber),
    foreignKey({ columns: [t.countyCode, t.importId], foreignColumns: [imports.countyCode, imports.id] }),
    index('import_rows_by_outcome').on(t.countyCode, t.importId, t.outcome, t.rowNumber),
    oneOf('import_rows_outcome_known', t.outcome, ROW_OUTCOMES),
  ],
);
