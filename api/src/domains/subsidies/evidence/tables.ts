import { sql } from 'drizzle-orm';
import { date, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { bytea, instant, oneOf, tenant, tenantKey, truth } from '../../../db/columns.ts';
import { labourers } from '../../people/tables.ts';
import { SPAN_KINDS } from '../core/person-records.ts';

/** Whom a fact, an account or a claim is about. */
export const SUBJECT_KINDS = ['labourer', 'employer', 'placement'] as const;
/** Papers and facts of one month or day are about one claim. */
export const EVIDENCE_SUBJECTS = [...SUBJECT_KINDS, 'claim'] as const;

/** Facts that no register holds, as an officer read them from a paper. Insert-only: the last of a fact stands. */
export const statedFacts = pgTable(
  'stated_facts',
  {
    ...tenant,
    subjectKind: text({ enum: EVIDENCE_SUBJECTS }).notNull(),
    subjectId: uuid().notNull(),
    /** Declared in api/policies/vocabulary.yaml. */
    fact: text().notNull(),
    value: jsonb().$type<boolean | string | number | readonly string[]>().notNull(),
    /** The paper it was read from. */
    paper: text().notNull(),
    note: text(),
    statedBy: uuid().notNull(),
    statedAt: instant().notNull(),
  },
  (t) => [
    tenantKey(t),
    index('stated_facts_by_subject').on(t.countyCode, t.subjectKind, t.subjectId, t.fact, t.statedAt),
    oneOf('stated_facts_subject_known', t.subjectKind, EVIDENCE_SUBJECTS),
  ],
);

/** What an import from another office says of a person. */
export const personSpans = pgTable(
  'person_spans',
  {
    ...tenant,
    labourerId: uuid().notNull(),
    kind: text({ enum: SPAN_KINDS }).notNull(),
    fromOn: date({ mode: 'string' }).notNull(),
    toOn: date({ mode: 'string' }),
    source: text().notNull(),
    enteredBy: uuid().notNull(),
    enteredAt: instant().notNull(),
  },
  (t) => [
    tenantKey(t),
    unique('person_spans_once').on(t.countyCode, t.labourerId, t.kind, t.fromOn),
    foreignKey({ columns: [t.countyCode, t.labourerId], foreignColumns: [labourers.countyCode, labourers.id] }),
    oneOf('person_spans_kind_known', t.kind, SPAN_KINDS),
    truth('person_spans_in_order', sql`${t.fromOn} <= ${t.toOn}`),
  ],
);

/** Hours of one day at work or in a course, in minutes from midnight, as rosters and sheets say. */
export const personHours = pgTable(
  'person_hours',
  {
    ...tenant,
    labourerId: uuid().notNull(),
    kind: text({ enum: ['work', 'training'] }).notNull(),
    on: date({ mode: 'string' }).notNull(),
    fromMinute: integer().notNull(),
    toMinute: integer().notNull(),
    source: text().notNull(),
  },
  (t) => [
    tenantKey(t),
    unique('person_hours_once').on(t.countyCode, t.labourerId, t.kind, t.on, t.fromMinute),
    foreignKey({ columns: [t.countyCode, t.labourerId], foreignColumns: [labourers.countyCode, labourers.id] }),
    truth(
      'person_hours_in_order',
      sql`0 <= ${t.fromMinute} and ${t.fromMinute} < ${t.toMinute} and ${t.toMinute} <= 1440`,
    ),
  ],
);

/** Officers who are relatives of a labourer, as they declared it. */
export const officerRelatives = pgTable(
  'officer_relatives',
  {
    ...tenant,
    officerId: uuid().notNull(),
    labourerId: uuid().notNull(),
    relation: text().notNull(),
    declaredAt: instant().notNull(),
  },
  (t) => [
    tenantKey(t),
    unique('officer_relatives_once').on(t.countyCode, t.officerId, t.labourerId),
    foreignKey({ columns: [t.countyCode, t.labourerId], foreignColumns: [labourers.countyCode, labourers.id] }),
  ],
);

/** Where a payee's money goes. The number is sealed, found by its keyed hash, and shown by its last four characters. */
export const payeeAccounts = pgTable(
  'payee_accounts',
  {
    ...tenant,
    ownerKind: text({ enum: ['labourer', 'employer'] }).notNull(),
    ownerId: uuid().notNull(),
    numberSealed: text().notNull(),
    numberHash: text().notNull(),
    holderNameSealed: text().notNull(),
    bankName: text().notNull(),
    addedBy: uuid().notNull(),
    addedAt: instant().notNull(),
    closedAt: instant(),
  },
  (t) => [
    tenantKey(t),
    unique('payee_accounts_once').on(t.countyCode, t.ownerKind, t.ownerId, t.numberHash),
    index('payee_accounts_by_number').on(t.countyCode, t.numberHash),
  ],
);

/** A paper received for a claim: what it is, who took it in, and the scan where there is one. */
export const papers = pgTable(
  'papers',
  {
    ...tenant,
    subjectKind: text({ enum: EVIDENCE_SUBJECTS }).notNull(),
    subjectId: uuid().notNull(),
    /** A slug of vocabulary.yaml `papers`. */
    paper: text().notNull(),
    number: text(),
    /** SM3 of the scan, and its bytes, at most 5 MB. */
    scanHash: text(),
    scanType: text(),
    scan: bytea(),
    receivedBy: uuid().notNull(),
    receivedAt: instant().notNull(),
  },
  (t) => [
    tenantKey(t),
    index('papers_by_subject').on(t.countyCode, t.subjectKind, t.subjectId, t.paper),
    oneOf('papers_subject_known', t.subjectKind, EVIDENCE_SUBJECTS),
    truth(
      'papers_scan_whole',
      sql`(${t.scan} is null) = (${t.scanHash} is null) and (${t.scan} is null) = (${t.scanType} is null)`,
    ),
  ],
);
