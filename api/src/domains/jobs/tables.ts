import { DEMANDS, DISABILITY_KINDS, EDUCATIONS, JOB_KINDS, SHIFTS } from '@songgang/search/matcher/model.ts';
import { sql } from 'drizzle-orm';
import { boolean, date, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, oneOf, tenant, tenantKey, truth } from '../../db/columns.ts';
import { employers } from '../employers/tables.ts';
import { JOB_STATUSES, PAY_KINDS, SHARED_WITH } from './core/job.ts';

/** What is posted. A draft may lack what a published job must have; the last check says so to the database. */
export const jobs = pgTable(
  'jobs',
  {
    ...tenant,
    employerId: uuid().notNull(),
    /** portal, or the name of the source it was imported from; with the id it has there. */
    source: text().notNull(),
    sourceRef: text().notNull(),
    title: text().notNull(),
    description: text().notNull().default(''),
    occupationCode: text(),
    skillCodes: text().array().notNull().default(sql`'{}'`),
    kind: text({ enum: JOB_KINDS }).notNull(),
    payKind: text({ enum: PAY_KINDS }),
    /** Per period of payKind, in fen; for piece work per piece. */
    payMinFen: integer(),
    payMaxFen: integer(),
    /** What a piece is, for piece work: 件, 双, 斤. */
    payUnit: text(),
    /** Monthly equivalent for comparison, in fen. */
    monthlyMinFen: integer(),
    monthlyMaxFen: integer(),
    /** As the source has it, where it could not be parsed. */
    payText: text(),
    payDay: text(),
    regionCode: text(),
    placeText: text(),
    address: text(),
    headCount: integer(),
    placedCount: integer().notNull().default(0),
    shift: text({ enum: SHIFTS }).notNull().default('day'),
    hoursText: text(),
    demands: text({ enum: DEMANDS }).array().notNull().default(sql`'{}'`),
    ageMin: integer(),
    ageMax: integer(),
    educationMin: text({ enum: EDUCATIONS }).notNull().default('none'),
    hasBoard: boolean().notNull().default(false),
    hasLodging: boolean().notNull().default(false),
    perks: text().array().notNull().default(sql`'{}'`),
    suits: text({ enum: DISABILITY_KINDS }).array().notNull().default(sql`'{}'`),
    validUntilOn: date({ mode: 'string' }),
    sharedWith: text({ enum: SHARED_WITH }).notNull().default('county'),
    status: text({ enum: JOB_STATUSES }).notNull(),
    statusNote: text(),
    /** Since when it waits for review, or last waited. */
    submittedAt: instant(),
    publishedAt: instant(),
    closedAt: instant(),
    /** Further fields of an imported posting, as the source has them. */
    extra: jsonb().$type<Record<string, string>>().notNull().default({}),
    importId: uuid(),
    /** Of the row as its source last had it: an import changes a posting only where its source has changed since. */
    sourceHash: text(),
    createdBy: uuid().notNull(),
    version: integer().notNull().default(1),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    tenantKey(t),
    unique('jobs_source_unique').on(t.countyCode, t.source, t.sourceRef),
    foreignKey({ columns: [t.countyCode, t.employerId], foreignColumns: [employers.countyCode, employers.id] }),
    index('jobs_by_status').on(t.countyCode, t.status, t.publishedAt),
    index('jobs_by_employer').on(t.countyCode, t.employerId, t.status),
    index('jobs_by_validity').on(t.countyCode, t.status, t.validUntilOn),
    truth('jobs_submitted_is_dated', sql`${t.status} <> 'submitted' or ${t.submittedAt} is not null`),
    oneOf('jobs_status_known', t.status, JOB_STATUSES),
    oneOf('jobs_kind_known', t.kind, JOB_KINDS),
    oneOf('jobs_pay_kind_known', t.payKind, PAY_KINDS),
    oneOf('jobs_shift_known', t.shift, SHIFTS),
    oneOf('jobs_shared_with_known', t.sharedWith, SHARED_WITH),
    truth('jobs_pay_in_order', sql`${t.payMinFen} <= ${t.payMaxFen} and ${t.monthlyMinFen} <= ${t.monthlyMaxFen}`),
    truth('jobs_head_count_positive', sql`${t.headCount} > 0`),
    truth('jobs_age_in_order', sql`${t.ageMin} <= ${t.ageMax} and ${t.ageMin} >= 16`),
    truth(
      'jobs_published_complete',
      sql`${t.status} <> 'published' or (${t.publishedAt} is not null and ${t.occupationCode} is not null and ${t.monthlyMinFen} is not null
        and ${t.monthlyMaxFen} is not null and ${t.regionCode} is not null and ${t.headCount} is not null and ${t.validUntilOn} is not null)`,
    ),
  ],
);
