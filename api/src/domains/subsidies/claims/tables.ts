import { sql } from 'drizzle-orm';
import { date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { ROLES } from '../../../../contract/scalars.ts';
import { instant, oneOf, tenant, tenantKey, truth } from '../../../db/columns.ts';
import { employers } from '../../employers/tables.ts';
import { labourers } from '../../people/tables.ts';
import { placements } from '../../placements/tables.ts';
import { CLAIM_STAGES, CLAIM_STATUSES, DUTIES } from '../core/claim.ts';
import { DOUBTS } from '../core/doubts.ts';
import type { Evaluation } from '../core/evaluate.ts';
import type { RowRef } from '../core/fraud-rows.ts';
import { LOOK_RESULTS } from '../core/look.ts';
import { payeeAccounts, SUBJECT_KINDS } from '../evidence/tables.ts';
import { policyVersions } from '../policies/tables.ts';

/** What a claim was judged by: everything `evaluate` was handed, so that years later it gives the same answer. */
export interface Judged {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly units: Readonly<Record<string, unknown>>;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly rates: readonly Readonly<Record<string, unknown>>[];
  readonly jurisdiction: string;
  /** Where each fact comes from: a register, a stated fact, a counter of our own payments. */
  readonly sources: Readonly<Record<string, string>>;
}

/**
 * One right, once: the plain key over county, rule, subject, payee kind and period is what keeps money from being paid
 * twice. A claim can only stand on an award that names it.
 */
export const awards = pgTable(
  'awards',
  {
    countyCode: text().notNull(),
    ruleId: text().notNull(),
    subjectId: uuid().notNull(),
    payeeKind: text().notNull(),
    /** once, year:2026, month:2026-03, placement:<id>, payee:<id> … as the rule's frequency counts. */
    periodKey: text().notNull(),
    claimId: uuid().notNull(),
  },
  (t) => [
    primaryKey({ name: 'awards_once', columns: [t.countyCode, t.ruleId, t.subjectId, t.payeeKind, t.periodKey] }),
    unique('awards_of_claim').on(t.countyCode, t.claimId, t.ruleId, t.subjectId, t.payeeKind, t.periodKey),
  ],
);

/** An entitlement on its way: found by the system, paid in the end. */
export const claims = pgTable(
  'claims',
  {
    ...tenant,
    ruleId: text().notNull(),
    policyVersionId: uuid().notNull(),
    subjectKind: text({ enum: SUBJECT_KINDS }).notNull(),
    subjectId: uuid().notNull(),
    labourerId: uuid(),
    employerId: uuid(),
    placementId: uuid(),
    /** The rule's beneficiary word; the payee is a labourer or an employer of the register. */
    payeeKind: text().notNull(),
    payeeId: uuid().notNull(),
    accountId: uuid(),
    regionCode: text().notNull(),
    periodKey: text().notNull(),
    periodFrom: date({ mode: 'string' }),
    periodTo: date({ mode: 'string' }),
    trigger: text().notNull(),
    eventOn: date({ mode: 'string' }).notNull(),
    status: text({ enum: CLAIM_STATUSES }).notNull(),
    returnedTo: text({ enum: CLAIM_STAGES }),
    version: integer().notNull().default(1),
    /** Verdict of the engine: payable, awaiting-rate, needs-evidence … */
    verdict: text().notNull(),
    /** Whole fen; null while evidence or a rate is missing. */
    amountFen: integer(),
    missing: text().array().notNull().default(sql`'{}'`),
    judged: jsonb().$type<Judged>().notNull(),
    evaluation: jsonb().$type<Evaluation>().notNull(),
    judgedAt: instant().notNull(),
    foundAt: instant().notNull(),
    preparedBy: uuid(),
    checkedBy: uuid(),
    approvedBy: uuid(),
    paidBy: uuid(),
    submittedAt: instant(),
    noticeEndsOn: date({ mode: 'string' }),
    paidOn: date({ mode: 'string' }),
    /** When the next office should have decided, by the policy's own times. */
    dueOn: date({ mode: 'string' }),
  },
  (t) => [
    tenantKey(t),
    foreignKey({
      name: 'claims_stand_on_an_award',
      columns: [t.countyCode, t.id, t.ruleId, t.subjectId, t.payeeKind, t.periodKey],
      foreignColumns: [
        awards.countyCode,
        awards.claimId,
        awards.ruleId,
        awards.subjectId,
        awards.payeeKind,
        awards.periodKey,
      ],
    }),
    foreignKey({
      columns: [t.countyCode, t.policyVersionId],
      foreignColumns: [policyVersions.countyCode, policyVersions.id],
    }),
    foreignKey({ columns: [t.countyCode, t.labourerId], foreignColumns: [labourers.countyCode, labourers.id] }),
    foreignKey({ columns: [t.countyCode, t.employerId], foreignColumns: [employers.countyCode, employers.id] }),
    foreignKey({ columns: [t.countyCode, t.placementId], foreignColumns: [placements.countyCode, placements.id] }),
    foreignKey({ columns: [t.countyCode, t.accountId], foreignColumns: [payeeAccounts.countyCode, payeeAccounts.id] }),
    index('claims_by_status').on(t.countyCode, t.status, t.regionCode),
    index('claims_by_labourer').on(t.countyCode, t.labourerId),
    index('claims_by_employer').on(t.countyCode, t.employerId),
    index('claims_by_placement').on(t.countyCode, t.placementId),
    index('claims_by_payee').on(t.countyCode, t.payeeId),
    oneOf('claims_status_known', t.status, CLAIM_STATUSES),
    oneOf('claims_subject_known', t.subjectKind, SUBJECT_KINDS),
    truth('claims_amount_not_negative', sql`${t.amountFen} >= 0`),
    truth('claims_period_in_order', sql`${t.periodFrom} <= ${t.periodTo}`),
    truth('claims_returned_to_a_stage', sql`(${t.status} = 'returned') = (${t.returnedTo} is not null)`),
    // Two pairs of eyes, three times over: each duty of a round belongs to another officer, whatever a page allows.
    truth('claims_checked_by_another', sql`${t.checkedBy} <> ${t.preparedBy}`),
    truth('claims_approved_by_another', sql`${t.approvedBy} <> all (array[${t.preparedBy}, ${t.checkedBy}])`),
    truth('claims_paid_by_another', sql`${t.paidBy} <> all (array[${t.preparedBy}, ${t.checkedBy}, ${t.approvedBy}])`),
    truth(
      'claims_signed_as_they_go',
      sql`case when ${t.status} in ('checked', 'approved', 'on_notice', 'payable', 'paid', 'recovered') then ${t.preparedBy} is not null and ${t.checkedBy} is not null
        and (${t.status} = 'checked' or ${t.approvedBy} is not null) and (${t.status} not in ('paid', 'recovered') or ${t.paidBy} is not null)
        when ${t.status} in ('prepared', 'submitted') then ${t.preparedBy} is not null else true end`,
    ),
    truth(
      'claims_paid_is_a_sum',
      sql`${t.status} not in ('approved', 'on_notice', 'payable', 'paid', 'recovered') or coalesce(${t.amountFen}, 0) > 0`,
    ),
    truth('claims_paid_is_dated', sql`(${t.status} in ('paid', 'recovered')) = (${t.paidOn} is not null)`),
  ],
);

/** Who took which duty on a claim, all rounds together: the key lets one officer take one kind of duty only, for ever. */
export const claimDuties = pgTable(
  'claim_duties',
  {
    countyCode: text().notNull(),
    claimId: uuid().notNull(),
    officerId: uuid().notNull(),
    duty: text({ enum: DUTIES }).notNull(),
    officerRole: text({ enum: ROLES }).notNull(),
    officerName: text().notNull(),
    takenAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ name: 'claim_duties_one_each', columns: [t.countyCode, t.claimId, t.officerId] }),
    foreignKey({ columns: [t.countyCode, t.claimId], foreignColumns: [claims.countyCode, claims.id] }),
    oneOf('claim_duties_known', t.duty, DUTIES),
  ],
);

/** What asks for a second look: hits of the fraud screen and claims that no longer hold, each naming the rows it stands on. */
export const fraudHits = pgTable(
  'fraud_hits',
  {
    ...tenant,
    claimId: uuid().notNull(),
    pattern: text({ enum: DOUBTS }).notNull(),
    rows: jsonb().$type<RowRef[]>().notNull(),
    /** SM3 of the rows, and of the answer where it is about one: the same doubt is kept once. */
    rowsHash: text().notNull(),
    foundAt: instant().notNull(),
    lookedBy: uuid(),
    lookedAt: instant(),
    result: text({ enum: LOOK_RESULTS }),
    note: text(),
  },
  (t) => [
    tenantKey(t),
    unique('fraud_hits_once').on(t.countyCode, t.claimId, t.pattern, t.rowsHash),
    foreignKey({ columns: [t.countyCode, t.claimId], foreignColumns: [claims.countyCode, claims.id] }),
    oneOf('fraud_hits_pattern_known', t.pattern, DOUBTS),
    truth(
      'fraud_hits_looked_is_signed',
      sql`(${t.result} is null) = (${t.lookedAt} is null) and (${t.result} is null) = (${t.lookedBy} is null) and (${t.result} is null) = (${t.note} is null)`,
    ),
  ],
);
