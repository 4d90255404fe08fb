import { JOB_KINDS } from '@songgang/search/matcher/model.ts';
import { sql } from 'drizzle-orm';
import { date, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, oneOf, tenant, tenantKey, truth } from '../../db/columns.ts';
import { employers } from '../employers/tables.ts';
import { labourers } from '../people/tables.ts';
import {
  CONTRACT_KINDS,
  END_REASONS,
  FOLLOW_UP_OUTCOMES,
  FOLLOW_UP_WAYS,
  INSURANCES,
  INTRODUCER_KINDS,
  PLACEMENT_ORIGINS,
  PLACEMENT_STATUSES,
  type SHEET_RESULTS,
  SHEET_STATUSES,
} from './core/placement.ts';
import type { Wage } from './core/sheet.ts';

/** A line of a sheet as it was read; no ID number is kept beside it. */
export interface SheetRow {
  readonly line: number;
  /** The name as the employer wrote it. */
  readonly name: string;
  readonly result: (typeof SHEET_RESULTS)[number];
  readonly placementId: string | null;
  /** Sentences, ready to show. */
  readonly reasons: readonly string[];
  /** What taking it in writes; null where nothing can be taken. */
  readonly wage: Wage | null;
}

/** A labourer at work, with the facts that D-110 and D-165 name. */
export const placements = pgTable(
  'placements',
  {
    ...tenant,
    labourerId: uuid().notNull(),
    /** Null where the work was self-found with someone not registered; then the name stands alone. */
    employerId: uuid(),
    employerName: text().notNull(),
    jobId: uuid(),
    origin: text({ enum: PLACEMENT_ORIGINS }).notNull(),
    deliveryId: uuid(),
    intentId: uuid(),
    introducerKind: text({ enum: INTRODUCER_KINDS }).notNull(),
    introducerName: text(),
    introducerFixedOn: date({ mode: 'string' }),
    postTitle: text().notNull(),
    postKind: text({ enum: JOB_KINDS }).notNull(),
    occupationCode: text(),
    contractKind: text({ enum: CONTRACT_KINDS }).notNull(),
    contractOn: date({ mode: 'string' }),
    contractUntilOn: date({ mode: 'string' }),
    regionCode: text(),
    placeText: text(),
    startedOn: date({ mode: 'string' }),
    endedOn: date({ mode: 'string' }),
    endReason: text({ enum: END_REASONS }),
    monthlyPayFen: integer(),
    insurances: text({ enum: INSURANCES }).array().notNull().default(sql`'{}'`),
    lastWageOn: date({ mode: 'string' }),
    status: text({ enum: PLACEMENT_STATUSES }).notNull(),
    note: text(),
    recordedBy: uuid().notNull(),
    recordedAt: instant().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    tenantKey(t),
    foreignKey({ columns: [t.countyCode, t.labourerId], foreignColumns: [labourers.countyCode, labourers.id] }),
    index('placements_by_labourer').on(t.countyCode, t.labourerId, t.status),
    index('placements_by_employer').on(t.countyCode, t.employerId),
    unique('placements_one_a_start').on(t.countyCode, t.labourerId, t.employerName, t.startedOn),
    oneOf('placements_status_known', t.status, PLACEMENT_STATUSES),
    oneOf('placements_origin_known', t.origin, PLACEMENT_ORIGINS),
    oneOf('placements_contract_known', t.contractKind, CONTRACT_KINDS),
    oneOf('placements_introducer_known', t.introducerKind, INTRODUCER_KINDS),
    truth(
      'placements_introducer_before_contract',
      sql`${t.introducerKind} = 'none' or ${t.introducerFixedOn} <= coalesce(${t.contractOn}, ${t.introducerFixedOn})`,
    ),
    truth('placements_in_order', sql`${t.startedOn} <= ${t.endedOn}`),
    truth(
      'placements_ended_with_reason',
      sql`(${t.status} = 'ended') = (${t.endReason} is not null) and (${t.status} = 'ended') = (${t.endedOn} is not null)`,
    ),
    truth('placements_started_is_dated', sql`${t.status} in ('agreed', 'dropped') or ${t.startedOn} is not null`),
  ],
);

/** Return visits (回访), planned when the placement starts. */
export const followUps = pgTable(
  'follow_ups',
  {
    ...tenant,
    placementId: uuid().notNull(),
    dayNumber: integer().notNull(),
    dueOn: date({ mode: 'string' }).notNull(),
    doneAt: instant(),
    doneBy: uuid(),
    way: text({ enum: FOLLOW_UP_WAYS }),
    outcome: text({ enum: FOLLOW_UP_OUTCOMES }),
    /** What the person said, D-112. */
    opinion: text(),
  },
  (t) => [
    tenantKey(t),
    unique('follow_ups_once').on(t.countyCode, t.placementId, t.dayNumber),
    foreignKey({ columns: [t.countyCode, t.placementId], foreignColumns: [placements.countyCode, placements.id] }),
    index('follow_ups_due').on(t.countyCode, t.doneAt, t.dueOn),
  ],
);

/** A month's sheet of an employer: wages and insurance of its people, taken in with a result for each row. */
export const employerSheets = pgTable(
  'employer_sheets',
  {
    ...tenant,
    employerId: uuid().notNull(),
    /** YYYY-MM. */
    month: text().notNull(),
    fileName: text().notNull(),
    fileHash: text().notNull(),
    sentBy: uuid().notNull(),
    sentAt: instant().notNull(),
    status: text({ enum: SHEET_STATUSES }).notNull(),
    rows: jsonb().$type<SheetRow[]>().notNull(),
  },
  (t) => [
    tenantKey(t),
    unique('employer_sheets_once').on(t.countyCode, t.employerId, t.month, t.fileHash),
    foreignKey({ columns: [t.countyCode, t.employerId], foreignColumns: [employers.countyCode, employers.id] }),
    oneOf('employer_sheets_status_known', t.status, SHEET_STATUSES),
    truth('employer_sheets_month_named', sql`${t.month} ~ '^\\d{4}-(0[1-9]|1[0-2])$'`),
  ],
);

/** What an employer says of one month of a placement, and what the person said of it. */
export const wageMonths = pgTable(
  'wage_months',
  {
    ...tenant,
    placementId: uuid().notNull(),
    month: text().notNull(),
    paidFen: integer(),
    paidOn: date({ mode: 'string' }),
    insurances: text({ enum: INSURANCES }).array().notNull().default(sql`'{}'`),
    /** The employer's part of the contributions, whole fen. */
    employerPartFen: integer(),
    sheetId: uuid(),
    /** The person's own word, by tap or at a return visit. */
    saidPaidFen: integer(),
    saidAt: instant(),
    version: integer().notNull().default(1),
  },
  (t) => [
    tenantKey(t),
    unique('wage_months_once').on(t.countyCode, t.placementId, t.month),
    foreignKey({ columns: [t.countyCode, t.placementId], foreignColumns: [placements.countyCode, placements.id] }),
    foreignKey({ columns: [t.countyCode, t.sheetId], foreignColumns: [employerSheets.countyCode, employerSheets.id] }),
    truth('wage_months_not_negative', sql`least(${t.paidFen}, ${t.employerPartFen}, ${t.saidPaidFen}) >= 0`),
  ],
);
