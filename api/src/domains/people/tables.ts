import {
  DEMANDS,
  DISABILITY_KINDS,
  EDUCATIONS,
  REACHES,
  SHIFTS,
  type SkillHeld,
} from '@songgang/search/matcher/model.ts';
import { sql } from 'drizzle-orm';
import { boolean, date, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, oneOf, tenant, tenantKey, truth } from '../../db/columns.ts';
import {
  CARE_DUTIES,
  EMPLOYMENT_STATES,
  HEALTH_STATES,
  HOUSEHOLD_STATES,
  LABOURER_STATES,
  MEASURES,
  MEDICAL_KINDS,
  PENSION_KINDS,
  POVERTY_STATUSES,
  SEXES,
} from './core/card.ts';

/** A registered household (户). */
export const households = pgTable(
  'households',
  {
    ...tenant,
    /** Number of the household's poverty card; kept when the status changes. */
    cardNumber: text().notNull(),
    headName: text().notNull(),
    regionCode: text().notNull(),
    address: text(),
    povertyStatus: text({ enum: POVERTY_STATUSES }).notNull(),
    /** Moved from a place unfit to live in (易地搬迁), D-021. */
    isRelocated: boolean().notNull().default(false),
    memberCount: integer(),
    state: text({ enum: HOUSEHOLD_STATES }).notNull().default('active'),
    importId: uuid(),
    version: integer().notNull().default(1),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    tenantKey(t),
    unique('households_card_unique').on(t.countyCode, t.cardNumber),
    index('households_by_region').on(t.countyCode, t.regionCode),
    oneOf('households_poverty_known', t.povertyStatus, POVERTY_STATUSES),
    oneOf('households_state_known', t.state, HOUSEHOLD_STATES),
  ],
);

/** Dated history: registered, exited (销号), returned (返贫挂号), D-025. */
export const povertySpells = pgTable(
  'poverty_spells',
  {
    ...tenant,
    householdId: uuid().notNull(),
    status: text({ enum: POVERTY_STATUSES }).notNull(),
    fromOn: date({ mode: 'string' }).notNull(),
    note: text(),
  },
  (t) => [
    tenantKey(t),
    unique('poverty_spells_one_a_day').on(t.countyCode, t.householdId, t.fromOn),
    foreignKey({ columns: [t.countyCode, t.householdId], foreignColumns: [households.countyCode, households.id] }),
    oneOf('poverty_spells_status_known', t.status, POVERTY_STATUSES),
  ],
);

/** A person of a household: the card with its five blocks. */
export const labourers = pgTable(
  'labourers',
  {
    ...tenant,
    householdId: uuid().notNull(),
    // Basic situation 基本情况
    name: text().notNull(),
    idNumberSealed: text().notNull(),
    idNumberHash: text().notNull(),
    birthOn: date({ mode: 'string' }).notNull(),
    sex: text({ enum: SEXES }).notNull(),
    regionCode: text().notNull(),
    phoneSealed: text(),
    phoneHash: text(),
    emailSealed: text(),
    education: text({ enum: EDUCATIONS }).notNull(),
    health: text({ enum: HEALTH_STATES }).notNull(),
    limits: text({ enum: DEMANDS }).array().notNull().default(sql`'{}'`),
    disabilityKind: text({ enum: DISABILITY_KINDS }),
    /** 1 severe … 4 mild. */
    disabilityGrade: integer(),
    careDuties: text({ enum: CARE_DUTIES }).array().notNull().default(sql`'{}'`),
    employment: text({ enum: EMPLOYMENT_STATES }).notNull(),
    skills: jsonb().$type<SkillHeld[]>().notNull().default([]),
    /** As it was written, where it could not be mapped to the vocabulary. */
    skillsText: text(),
    // Needs 就业创业需求
    wantsWork: boolean().notNull(),
    wishes: text().array().notNull().default(sql`'{}'`),
    reach: text({ enum: REACHES }).notNull(),
    payFloorFen: integer().notNull().default(0),
    shifts: text({ enum: SHIFTS }).array().notNull(),
    homeEveryNight: boolean().notNull().default(false),
    needsLodging: boolean().notNull().default(false),
    needsBoard: boolean().notNull().default(false),
    wantsVenture: boolean(),
    ventureWish: text(),
    // Training 培训意愿
    wantsTraining: boolean(),
    trainingWishes: text().array().notNull().default(sql`'{}'`),
    // Social security 社会保障
    pension: text({ enum: PENSION_KINDS }).notNull().default('unknown'),
    medical: text({ enum: MEDICAL_KINDS }).notNull().default('unknown'),
    // Measures 帮扶措施
    measures: text({ enum: MEASURES }).array().notNull().default(sql`'{}'`),
    measuresNote: text(),
    // Register
    /** The person refused personalised postings (the law's one tap) at this instant. */
    personalisedRefusedAt: instant(),
    smsAllowed: boolean().notNull().default(true),
    checkedAt: instant(),
    checkedBy: uuid(),
    state: text({ enum: LABOURER_STATES }).notNull().default('active'),
    closedReason: text(),
    importId: uuid(),
    version: integer().notNull().default(1),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (t) => [
    tenantKey(t),
    unique('labourers_person_unique').on(t.countyCode, t.idNumberHash),
    foreignKey({ columns: [t.countyCode, t.householdId], foreignColumns: [households.countyCode, households.id] }),
    index('labourers_by_region').on(t.countyCode, t.regionCode),
    index('labourers_by_household').on(t.countyCode, t.householdId),
    index('labourers_by_phone').on(t.countyCode, t.phoneHash),
    oneOf('labourers_sex_known', t.sex, SEXES),
    oneOf('labourers_education_known', t.education, EDUCATIONS),
    oneOf('labourers_health_known', t.health, HEALTH_STATES),
    oneOf('labourers_employment_known', t.employment, EMPLOYMENT_STATES),
    oneOf('labourers_reach_known', t.reach, REACHES),
    oneOf('labourers_state_known', t.state, LABOURER_STATES),
    truth('labourers_floor_not_negative', sql`${t.payFloorFen} >= 0`),
    truth('labourers_shifts_some', sql`cardinality(${t.shifts}) > 0`),
    truth('labourers_grade_with_kind', sql`(${t.disabilityKind} is null) = (${t.disabilityGrade} is null)`),
    truth('labourers_grade_known', sql`${t.disabilityGrade} between 1 and 4`),
  ],
);

/** Which helper looks after which household (结对帮扶), D-031, D-032. */
export const pairings = pgTable(
  'pairings',
  {
    ...tenant,
    householdId: uuid().notNull(),
    helperId: uuid().notNull(),
    fromOn: date({ mode: 'string' }).notNull(),
    untilOn: date({ mode: 'string' }),
  },
  (t) => [
    tenantKey(t),
    unique('pairings_once').on(t.countyCode, t.householdId, t.helperId, t.fromOn),
    index('pairings_by_helper').on(t.countyCode, t.helperId),
    foreignKey({ columns: [t.countyCode, t.householdId], foreignColumns: [households.countyCode, households.id] }),
  ],
);
