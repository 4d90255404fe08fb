import type { Reason } from '@songgang/search/matcher/model.ts';
import type { Shortage } from '@songgang/search/matcher/shortage.ts';
import { sql } from 'drizzle-orm';
import {
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, oneOf, tenant, tenantKey, truth } from '../../db/columns.ts';
import { jobs } from '../jobs/tables.ts';
import { CHANNELS } from '../people/core/card.ts';
import { labourers } from '../people/tables.ts';
import { CLOSE_REASONS, DECLINE_REASONS, DELIVERY_STATUSES, NOT_PLACED_REASONS, TIERS } from './core/delivery.ts';

export const RUN_KINDS = ['county', 'labourer', 'job'] as const;

/** One run of the matcher, written in the transaction that writes its deliveries: it is there whole or not at all. */
export const matchRuns = pgTable(
  'match_runs',
  {
    ...tenant,
    kind: text({ enum: RUN_KINDS }).notNull(),
    /** The changed labourer or job of an incremental run. */
    subjectId: uuid(),
    onDate: date({ mode: 'string' }).notNull(),
    seed: integer().notNull(),
    labourerCount: integer().notNull(),
    jobCount: integer().notNull(),
    pairsJudged: text().notNull(),
    suitablePairs: text().notNull(),
    deliveryCount: integer().notNull(),
    withFiveCount: integer().notNull(),
    jobsAtCap: integer().notNull(),
    /** Why the promise could not be kept: reason → people. */
    short: jsonb().$type<{ reason: string; count: number }[]>().notNull(),
    /** How many labourers hold 0, 1, 2, 3, 4, 5 or more offers of the year after the run. */
    spread: integer().array().notNull(),
    /** The shortage list of the run: trade × town, as the desk shows it. */
    shortage: jsonb()
      .$type<Shortage>()
      .notNull()
      .default({} as Shortage),
    /** SM3 over the deliveries in order: the event of the run carries it into the chain. */
    digest: text().notNull(),
    seconds: real().notNull(),
    actorId: uuid().notNull(),
    startedAt: instant().notNull(),
    committedAt: instant().notNull(),
    /** Set when every delivery of the run has left for its channel. */
    dispatchedAt: instant(),
  },
  (t) => [
    tenantKey(t),
    index('match_runs_by_time').on(t.countyCode, t.committedAt),
    oneOf('match_runs_kind_known', t.kind, RUN_KINDS),
  ],
);

/** One job put in front of one labourer (送岗), and the answer. */
export const deliveries = pgTable(
  'deliveries',
  {
    ...tenant,
    /** Null where the person found the job on their own. */
    runId: uuid(),
    labourerId: uuid().notNull(),
    jobCountyCode: text().notNull(),
    jobId: uuid().notNull(),
    channel: text({ enum: CHANNELS }).notNull(),
    tier: text({ enum: TIERS }).notNull(),
    /** 0 … 999,999. */
    score: integer().notNull(),
    reasons: jsonb().$type<Reason[]>().notNull(),
    /** Calendar year that the offer counts for. */
    year: integer().notNull(),
    status: text({ enum: DELIVERY_STATUSES }).notNull(),
    declineReason: text({ enum: DECLINE_REASONS }),
    closeReason: text({ enum: CLOSE_REASONS }),
    notPlacedReason: text({ enum: NOT_PLACED_REASONS }),
    note: text(),
    plannedAt: instant().notNull(),
    deliveredAt: instant(),
    seenAt: instant(),
    answeredAt: instant(),
    /** Who gave the answer: the person's own account or the helper who wrote it down. */
    answeredBy: uuid(),
    /** Said at the kiosk by name and village; counts once the liaison confirms. */
    confirmedAt: instant(),
    /** By when staff have promised the next step. */
    dueOn: date({ mode: 'string' }),
    introducedAt: instant(),
    introducedBy: uuid(),
    endedAt: instant(),
    version: integer().notNull().default(1),
  },
  (t) => [
    tenantKey(t),
    unique('deliveries_never_repeated').on(t.countyCode, t.labourerId, t.jobId),
    foreignKey({ columns: [t.countyCode, t.labourerId], foreignColumns: [labourers.countyCode, labourers.id] }),
    foreignKey({ columns: [t.jobCountyCode, t.jobId], foreignColumns: [jobs.countyCode, jobs.id] }),
    foreignKey({ columns: [t.countyCode, t.runId], foreignColumns: [matchRuns.countyCode, matchRuns.id] }),
    index('deliveries_by_job').on(t.countyCode, t.jobId, t.status),
    index('deliveries_by_run').on(t.countyCode, t.runId),
    index('deliveries_by_status').on(t.countyCode, t.status, t.dueOn),
    oneOf('deliveries_status_known', t.status, DELIVERY_STATUSES),
    oneOf('deliveries_channel_known', t.channel, CHANNELS),
    oneOf('deliveries_tier_known', t.tier, TIERS),
    truth('deliveries_declined_with_reason', sql`${t.status} <> 'declined' or ${t.declineReason} is not null`),
    truth('deliveries_closed_with_reason', sql`${t.status} <> 'closed' or ${t.closeReason} is not null`),
    truth('deliveries_not_placed_with_reason', sql`${t.status} <> 'not_placed' or ${t.notPlacedReason} is not null`),
    truth('deliveries_interest_is_dated', sql`${t.status} <> 'interested' or ${t.dueOn} is not null`),
  ],
);

/**
 * What deliveries come to, person by person and year by year. The database counts it in the transaction that changes a
 * delivery (migration 0013), so it is what counting would find. It only spares reading: nothing is given or refused by it.
 */
export const offersHeld = pgTable(
  'offers_held',
  {
    countyCode: text().notNull(),
    labourerId: uuid().notNull(),
    year: integer().notNull(),
    /** Of the promise, or beyond it. */
    offered: integer().notNull(),
    unanswered: integer().notNull(),
  },
  (t) => [primaryKey({ name: 'offers_held_one_a_year', columns: [t.countyCode, t.labourerId, t.year] })],
);

/** How many live offers a posting has out in all counties, counted in the same way. The county is the posting's. */
export const offersOut = pgTable(
  'offers_out',
  {
    countyCode: text().notNull(),
    jobId: uuid().notNull(),
    live: integer().notNull(),
  },
  (t) => [primaryKey({ name: 'offers_out_one_a_job', columns: [t.countyCode, t.jobId] })],
);

/** 我想去 said without an account, at a kiosk or on a borrowed phone, by name and village: waits for the liaison. */
export const kioskWishes = pgTable(
  'kiosk_wishes',
  {
    ...tenant,
    jobCountyCode: text().notNull(),
    jobId: uuid().notNull(),
    regionCode: text().notNull(),
    nameSealed: text().notNull(),
    phoneSealed: text(),
    saidAt: instant().notNull(),
    dueOn: date({ mode: 'string' }).notNull(),
    /** Sent with the form; a second tap with the same key is the same wish. */
    clientKey: text().notNull(),
    labourerId: uuid(),
    deliveryId: uuid(),
    settledAt: instant(),
    settledBy: uuid(),
    outcome: text({ enum: ['confirmed', 'not_found', 'not_wanted'] }),
  },
  (t) => [
    tenantKey(t),
    unique('kiosk_wishes_once').on(t.countyCode, t.clientKey),
    index('kiosk_wishes_open').on(t.countyCode, t.regionCode, t.settledAt),
  ],
);
