import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, oneOf, tenant, tenantKey, truth } from '../../db/columns.ts';
import { EMPLOYER_KINDS, EMPLOYER_STATES, WORKSHOP_KINDS } from './core/employer.ts';

export const employers = pgTable(
  'employers',
  {
    ...tenant,
    /** Unified social credit code, 18 characters, both check digits right. Null where only a public source names the firm. */
    creditCode: text(),
    /** The name that keeps a firm without a code from being entered twice; null as soon as its code is known. */
    sourceName: text(),
    name: text().notNull(),
    kind: text({ enum: EMPLOYER_KINDS }).notNull(),
    workshopKind: text({ enum: WORKSHOP_KINDS }),
    products: text(),
    regionCode: text().notNull(),
    address: text(),
    contactName: text(),
    phoneSealed: text(),
    state: text({ enum: EMPLOYER_STATES }).notNull(),
    stateNote: text(),
    verifiedAt: instant(),
    verifiedBy: uuid(),
    importId: uuid(),
    version: integer().notNull().default(1),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    tenantKey(t),
    unique('employers_credit_code_unique').on(t.countyCode, t.creditCode),
    unique('employers_source_name_unique').on(t.countyCode, t.sourceName),
    truth('employers_coded_or_named', sql`(${t.creditCode} is null) = (${t.sourceName} is not null)`),
    truth('employers_verified_with_code', sql`${t.state} <> 'verified' or ${t.creditCode} is not null`),
    index('employers_by_state').on(t.countyCode, t.state),
    oneOf('employers_kind_known', t.kind, EMPLOYER_KINDS),
    oneOf('employers_state_known', t.state, EMPLOYER_STATES),
  ],
);

/** Visits and calls to employers that end in postings, D-097. */
export const employerContacts = pgTable(
  'employer_contacts',
  {
    ...tenant,
    employerId: uuid().notNull(),
    at: instant().notNull(),
    by: uuid().notNull(),
    how: text({ enum: ['visit', 'phone', 'message'] }).notNull(),
    note: text().notNull(),
    needs: jsonb().$type<{ occupationCode: string; headCount: number }[]>().notNull().default([]),
  },
  (t) => [tenantKey(t), index('employer_contacts_by_employer').on(t.countyCode, t.employerId, t.at)],
);
