import { boolean, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, oneOf, positive } from '../../db/columns.ts';
import { REGION_LEVELS } from '../../kernel/region-code.ts';

/** All of China to county; towns and villages where they were imported. Shared by all counties. */
export const regions = pgTable(
  'regions',
  {
    code: text().primaryKey(),
    parentCode: text(),
    level: text({ enum: REGION_LEVELS }).notNull(),
    name: text().notNull(),
    /** Without 市, 县, 镇, 村民委员会 and the like: what people say. */
    shortName: text().notNull(),
    lat: doublePrecision(),
    lng: doublePrecision(),
    pointSetBy: text(),
    source: text().notNull(),
  },
  (t) => [index('regions_by_parent').on(t.parentCode), oneOf('regions_level_known', t.level, REGION_LEVELS)],
);

/** What a county decides for itself. */
export interface CountySettings {
  /** Offers a vacancy may have out at once: head count × this. */
  capFactor: number;
  workingAgeMin: number;
  workingAgeMax: number;
  /** Offers promised to each labourer and calendar year. */
  offersPerYear: number;
  /** Offers a labourer may hold unanswered. */
  unansweredMax: number;
}

export const DEFAULT_SETTINGS: CountySettings = {
  capFactor: 6,
  workingAgeMin: 16,
  workingAgeMax: 60,
  offersPerYear: 5,
  unansweredMax: 5,
};

/** A tenant: a county that runs on this installation. */
export const counties = pgTable('counties', {
  code: text().primaryKey(),
  name: text().notNull(),
  isDemo: boolean().notNull().default(false),
  settings: jsonb().$type<CountySettings>().notNull(),
  /** Counts committed match runs; a run that computed on an older state sees that another came between. */
  matchEpoch: integer().notNull().default(0),
  createdAt: instant().notNull(),
});

/** Dated minimum wages: what a posting may not go below. */
export const minimumWages = pgTable(
  'minimum_wages',
  {
    countyCode: text().notNull(),
    validFrom: text().notNull(),
    monthlyFen: integer().notNull(),
    hourlyFen: integer().notNull(),
    /** The document that sets it. */
    source: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.countyCode, t.validFrom] }),
    positive('minimum_wages_monthly_positive', t.monthlyFen),
    positive('minimum_wages_hourly_positive', t.hourlyFen),
  ],
);

/** One row: which encryption key this database was written with. */
export const installation = pgTable('installation', {
  id: integer().primaryKey(),
  keyId: text().notNull(),
});
