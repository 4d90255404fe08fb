import { sql } from 'drizzle-orm';
import { date, foreignKey, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, oneOf, tenant, tenantKey, truth } from '../../db/columns.ts';
import { employers } from '../employers/tables.ts';
import { placements } from '../placements/tables.ts';
import type { SampleShares } from '../subsidies/core/sampling.ts';
import { CHECK_STATUSES, type Checklist } from './core/check.ts';

/** A sample drawn afterwards (抽查) by a recorded seed: whoever has the seed draws the same again. */
export const samples = pgTable(
  'samples',
  {
    ...tenant,
    seed: text().notNull(),
    fromOn: date({ mode: 'string' }).notNull(),
    toOn: date({ mode: 'string' }).notNull(),
    shares: jsonb().$type<SampleShares>().notNull(),
    /** What was drawn from, by count and by SM3 of the ids, so that a later draw can be compared. */
    populationHash: text().notNull(),
    drawnBy: uuid().notNull(),
    drawnAt: instant().notNull(),
    repliesDueOn: date({ mode: 'string' }).notNull(),
  },
  (t) => [tenantKey(t), unique('samples_seed_unique').on(t.countyCode, t.seed)],
);

/** One placement of a drawn employer: checklist, what the employer replies, how it ends. */
export const sampleChecks = pgTable(
  'sample_checks',
  {
    ...tenant,
    sampleId: uuid().notNull(),
    employerId: uuid().notNull(),
    placementId: uuid().notNull(),
    status: text({ enum: CHECK_STATUSES }).notNull(),
    checklist: jsonb().$type<Checklist>(),
    visitedBy: uuid(),
    visitedOn: date({ mode: 'string' }),
    finding: text(),
    reply: text(),
    repliedAt: instant(),
    decidedBy: uuid(),
    decidedAt: instant(),
    decision: text(),
  },
  (t) => [
    tenantKey(t),
    unique('sample_checks_once').on(t.countyCode, t.sampleId, t.placementId),
    foreignKey({ columns: [t.countyCode, t.sampleId], foreignColumns: [samples.countyCode, samples.id] }),
    foreignKey({ columns: [t.countyCode, t.employerId], foreignColumns: [employers.countyCode, employers.id] }),
    foreignKey({ columns: [t.countyCode, t.placementId], foreignColumns: [placements.countyCode, placements.id] }),
    oneOf('sample_checks_status_known', t.status, CHECK_STATUSES),
    truth('sample_checks_decided_by_another', sql`${t.decidedBy} <> ${t.visitedBy}`),
    truth('sample_checks_decided_is_signed', sql`(${t.status} in ('passed', 'failed')) = (${t.decidedBy} is not null)`),
  ],
);
