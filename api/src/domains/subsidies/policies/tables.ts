import { sql } from 'drizzle-orm';
import { date, foreignKey, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, oneOf, tenant, tenantKey, truth } from '../../../db/columns.ts';
import type { Workflow } from '../core/claim.ts';
import type { PolicyRule } from '../library.ts';

export const POLICY_STATUSES = ['draft', 'published'] as const;

/** What a bureau adds to a rule: the clause's own wording, its way through the offices, and what a notice may show. */
export interface PolicyTerms {
  readonly wording: string | null;
  readonly workflow: Workflow;
  readonly noticeFields: readonly string[] | null;
}

/**
 * A rule of the county as it stood from one day to another. A published version never changes, and no two of one rule
 * overlap: triggers refuse both. A correction is a new version.
 */
export const policyVersions = pgTable(
  'policy_versions',
  {
    ...tenant,
    ruleId: text().notNull(),
    /** Counted on within the county and the rule. */
    number: integer().notNull(),
    jurisdiction: text().notNull(),
    document: text().notNull(),
    rule: jsonb().$type<PolicyRule>().notNull(),
    terms: jsonb().$type<PolicyTerms>().notNull(),
    /** Both days included; null: no bound on that side. */
    validFrom: date({ mode: 'string' }),
    validTo: date({ mode: 'string' }),
    status: text({ enum: POLICY_STATUSES }).notNull(),
    note: text(),
    madeBy: uuid().notNull(),
    madeAt: instant().notNull(),
    publishedBy: uuid(),
    publishedAt: instant(),
  },
  (t) => [
    tenantKey(t),
    unique('policy_versions_number_unique').on(t.countyCode, t.ruleId, t.number),
    oneOf('policy_versions_status_known', t.status, POLICY_STATUSES),
    truth('policy_versions_in_order', sql`${t.validFrom} <= ${t.validTo}`),
    truth(
      'policy_versions_published_is_signed',
      sql`(${t.status} = 'published') = (${t.publishedAt} is not null) and (${t.publishedAt} is null) = (${t.publishedBy} is null)`,
    ),
  ],
);

/**
 * The last day of a published version that another took the place of: the version itself never changes. Without a day
 * it no longer holds on any. Insert-only; of several endings the earliest stands (policy_span).
 */
export const policyEndings = pgTable(
  'policy_endings',
  {
    ...tenant,
    versionId: uuid().notNull(),
    lastOn: date({ mode: 'string' }),
    reason: text().notNull(),
    endedBy: uuid().notNull(),
    endedAt: instant().notNull(),
  },
  (t) => [
    tenantKey(t),
    foreignKey({
      columns: [t.countyCode, t.versionId],
      foreignColumns: [policyVersions.countyCode, policyVersions.id],
    }),
    index('policy_endings_by_version').on(t.countyCode, t.versionId),
  ],
);

/** Dated rates with the upper-level document they cite (GD-11, GD-17). Insert-only: a wrong one is followed by a right one. */
export const policyRates = pgTable(
  'policy_rates',
  {
    ...tenant,
    ruleId: text().notNull(),
    /** The sum of one unit, or else hundredths of a percent. */
    fen: integer(),
    percentHundredths: integer(),
    per: text(),
    effectiveFrom: date({ mode: 'string' }).notNull(),
    effectiveTo: date({ mode: 'string' }),
    /** Document and clause. */
    cites: text().notNull(),
    enteredBy: uuid().notNull(),
    enteredAt: instant().notNull(),
  },
  (t) => [
    tenantKey(t),
    unique('policy_rates_one_a_day').on(t.countyCode, t.ruleId, t.effectiveFrom, t.enteredAt),
    truth('policy_rates_one_kind', sql`(${t.fen} is null) <> (${t.percentHundredths} is null)`),
    truth('policy_rates_not_negative', sql`coalesce(${t.fen}, ${t.percentHundredths}) >= 0`),
    truth('policy_rates_in_order', sql`${t.effectiveFrom} <= ${t.effectiveTo}`),
  ],
);

/** Configuration keys that a county set, with its reason; the last of a key stands. Insert-only. */
export const policySettings = pgTable(
  'policy_settings',
  {
    ...tenant,
    key: text().notNull(),
    value: jsonb().$type<unknown>().notNull(),
    reason: text().notNull(),
    setBy: uuid().notNull(),
    setAt: instant().notNull(),
  },
  (t) => [tenantKey(t), index('policy_settings_by_key').on(t.countyCode, t.key, t.setAt)],
);
