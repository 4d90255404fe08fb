import { date, foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, oneOf, tenant, tenantKey } from '../../db/columns.ts';
import { households } from '../people/tables.ts';
import { CAMPAIGN_STATUSES, VISIT_STATUSES } from './core/visit.ts';

/** A drive over villages (送岗入户). */
export const campaigns = pgTable(
  'campaigns',
  {
    ...tenant,
    title: text().notNull(),
    fromOn: date({ mode: 'string' }).notNull(),
    untilOn: date({ mode: 'string' }).notNull(),
    status: text({ enum: CAMPAIGN_STATUSES }).notNull(),
    createdBy: uuid().notNull(),
    createdAt: instant().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [tenantKey(t), oneOf('campaigns_status_known', t.status, CAMPAIGN_STATUSES)],
);

export const campaignVillages = pgTable(
  'campaign_villages',
  { countyCode: text().notNull(), campaignId: uuid().notNull(), regionCode: text().notNull() },
  (t) => [
    primaryKey({ columns: [t.countyCode, t.campaignId, t.regionCode] }),
    foreignKey({ columns: [t.countyCode, t.campaignId], foreignColumns: [campaigns.countyCode, campaigns.id] }),
  ],
);

/** One helper at one household's door; what came of it. */
export const visits = pgTable(
  'visits',
  {
    ...tenant,
    campaignId: uuid().notNull(),
    householdId: uuid().notNull(),
    helperId: uuid().notNull(),
    status: text({ enum: VISIT_STATUSES }).notNull(),
    visitedAt: instant(),
    note: text(),
    /** Made on the helper's device; the same record sent twice is the same record. */
    clientKey: text(),
    recordedBy: uuid(),
    version: integer().notNull().default(1),
  },
  (t) => [
    tenantKey(t),
    unique('visits_once_a_campaign').on(t.countyCode, t.campaignId, t.householdId),
    foreignKey({ columns: [t.countyCode, t.campaignId], foreignColumns: [campaigns.countyCode, campaigns.id] }),
    foreignKey({ columns: [t.countyCode, t.householdId], foreignColumns: [households.countyCode, households.id] }),
    index('visits_by_helper').on(t.countyCode, t.helperId, t.status),
    oneOf('visits_status_known', t.status, VISIT_STATUSES),
  ],
);
