import { foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, oneOf, tenant, tenantKey } from '../../db/columns.ts';
import { employers } from '../employers/tables.ts';
import { labourers } from '../people/tables.ts';
import { BOOTH_STATUSES, FAIR_KINDS, FAIR_STATUSES, INTENT_OUTCOMES } from './core/fair.ts';

export const fairs = pgTable(
  'fairs',
  {
    ...tenant,
    title: text().notNull(),
    kind: text({ enum: FAIR_KINDS }).notNull(),
    regionCode: text().notNull(),
    place: text().notNull(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    notes: text(),
    status: text({ enum: FAIR_STATUSES }).notNull(),
    summary: text(),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    tenantKey(t),
    index('fairs_by_time').on(t.countyCode, t.startsAt),
    oneOf('fairs_status_known', t.status, FAIR_STATUSES),
    oneOf('fairs_kind_known', t.kind, FAIR_KINDS),
  ],
);

const ofFair = { countyCode: text().notNull(), fairId: uuid().notNull() };

export const booths = pgTable(
  'booths',
  { ...ofFair, employerId: uuid().notNull(), boothNumber: integer(), status: text({ enum: BOOTH_STATUSES }).notNull() },
  (t) => [
    primaryKey({ columns: [t.countyCode, t.fairId, t.employerId] }),
    foreignKey({ columns: [t.countyCode, t.fairId], foreignColumns: [fairs.countyCode, fairs.id] }),
    foreignKey({ columns: [t.countyCode, t.employerId], foreignColumns: [employers.countyCode, employers.id] }),
    oneOf('booths_status_known', t.status, BOOTH_STATUSES),
  ],
);

export const fairJobs = pgTable('fair_jobs', { ...ofFair, jobId: uuid().notNull() }, (t) => [
  primaryKey({ columns: [t.countyCode, t.fairId, t.jobId] }),
  foreignKey({ columns: [t.countyCode, t.fairId], foreignColumns: [fairs.countyCode, fairs.id] }),
]);

/** Labourers invited because a posting of the fair fits them. */
export const invitations = pgTable(
  'invitations',
  { ...ofFair, labourerId: uuid().notNull(), jobIds: uuid().array().notNull(), invitedAt: instant().notNull() },
  (t) => [
    primaryKey({ columns: [t.countyCode, t.fairId, t.labourerId] }),
    foreignKey({ columns: [t.countyCode, t.fairId], foreignColumns: [fairs.countyCode, fairs.id] }),
    foreignKey({ columns: [t.countyCode, t.labourerId], foreignColumns: [labourers.countyCode, labourers.id] }),
  ],
);

export const checkIns = pgTable(
  'check_ins',
  { ...ofFair, labourerId: uuid().notNull(), at: instant().notNull(), recordedBy: uuid().notNull() },
  (t) => [
    primaryKey({ columns: [t.countyCode, t.fairId, t.labourerId] }),
    foreignKey({ columns: [t.countyCode, t.fairId], foreignColumns: [fairs.countyCode, fairs.id] }),
    foreignKey({ columns: [t.countyCode, t.labourerId], foreignColumns: [labourers.countyCode, labourers.id] }),
  ],
);

/** What was agreed at a booth (意向), followed until placed or closed, D-071. */
export const intents = pgTable(
  'intents',
  {
    ...tenant,
    fairId: uuid().notNull(),
    labourerId: uuid().notNull(),
    jobId: uuid().notNull(),
    outcome: text({ enum: INTENT_OUTCOMES }).notNull(),
    note: text(),
    recordedBy: uuid().notNull(),
    recordedAt: instant().notNull(),
  },
  (t) => [
    tenantKey(t),
    unique('intents_once').on(t.countyCode, t.fairId, t.labourerId, t.jobId),
    foreignKey({ columns: [t.countyCode, t.fairId], foreignColumns: [fairs.countyCode, fairs.id] }),
    foreignKey({ columns: [t.countyCode, t.labourerId], foreignColumns: [labourers.countyCode, labourers.id] }),
    oneOf('intents_outcome_known', t.outcome, INTENT_OUTCOMES),
  ],
);
