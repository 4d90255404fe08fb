import { and, asc, desc, eq, getTableColumns, inArray, isNull, max, ne, type SQL, sql } from 'drizzle-orm';
import { POLICY_ROLES } from '../../../../contract/policies.ts';
import { STAFF_ROLES } from '../../../../contract/scalars.ts';
import type { Reader, Tx } from '../../../db/client.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { CalendarDate } from '../../../kernel/calendar.ts';
import { users } from '../../auth/tables.ts';
import { labourers } from '../../people/tables.ts';
import { regions } from '../../regions/tables.ts';
import { policyEndings, policyRates, policySettings, policyVersions } from './tables.ts';

export type PolicyVersion = typeof policyVersions.$inferSelect;
export type NewPolicyVersion = typeof policyVersions.$inferInsert;
export type PolicyRate = typeof policyRates.$inferSelect;
export type PolicySetting = typeof policySettings.$inferSelect;

/** The days on which a version holds, its endings counted in (migration 0009). */
const span: SQL = sql.raw('policy_span("policy_versions")');

/** The published versions of a county that hold on a day, at most one of each rule. */
export const listStanding = (db: Reader, countyCode: string, on: CalendarDate): Promise<PolicyVersion[]> =>
  db
    .select()
    .from(policyVersions)
    .where(
      and(
        eq(policyVersions.countyCode, countyCode),
        eq(policyVersions.status, 'published'),
        sql`${span} @> ${on}::date`,
      ),
    )
    .orderBy(asc(policyVersions.ruleId));

/** Of each key the value that was set last. */
export const listSettings = (db: Reader, countyCode: string): Promise<PolicySetting[]> =>
  db
    .selectDistinctOn([policySettings.key])
    .from(policySettings)
    .where(eq(policySettings.countyCode, countyCode))
    .orderBy(asc(policySettings.key), desc(policySettings.setAt), desc(policySettings.id));

/** Of each rule and first day the rate that was entered last, the newest day first. */
export const listRates = (db: Reader, countyCode: string, ruleId?: string): Promise<PolicyRate[]> =>
  db
    .selectDistinctOn([policyRates.ruleId, policyRates.effectiveFrom])
    .from(policyRates)
    .where(
      and(eq(policyRates.countyCode, countyCode), ruleId === undefined ? undefined : eq(policyRates.ruleId, ruleId)),
    )
    .orderBy(
      asc(policyRates.ruleId),
      desc(policyRates.effectiveFrom),
      desc(policyRates.enteredAt),
      desc(policyRates.id),
    );

/** The highest number of each rule that the county has any version of. */
export async function lastNumbers(db: Reader, countyCode: string): Promise<Map<string, number>> {
  const rows = await db
    .select({ ruleId: policyVersions.ruleId, number: max(policyVersions.number) })
    .from(policyVersions)
    .where(eq(policyVersions.countyCode, countyCode))
    .groupBy(policyVersions.ruleId);
  return new Map(rows.map(({ ruleId, number }) => [ruleId, number ?? 0]));
}

export async function insertVersions(tx: Tx, rows: readonly NewPolicyVersion[]): Promise<void> {
  if (rows.length > 0) await tx.insert(policyVersions).values([...rows]);
}

/** A version with the days on which it holds: null bounds are open, null altogether where it holds on none. */
export interface HeldVersion extends PolicyVersion {
  readonly holds: { readonly from: CalendarDate | null; readonly to: CalendarDate | null } | null;
}

const heldColumns = {
  ...getTableColumns(policyVersions),
  isEmpty: sql<boolean>`isempty(${span})`,
  holdsFrom: sql<string | null>`lower(${span})::text`,
  // A range of dates is kept half open.
  holdsTo: sql<string | null>`(upper(${span}) - 1)::text`,
};

/** Every version of a county, or of one of its rules, by rule and number. */
export async function listVersions(db: Reader, countyCode: string, ruleId?: string): Promise<HeldVersion[]> {
  const rows = await db
    .select(heldColumns)
    .from(policyVersions)
    .where(
      and(
        eq(policyVersions.countyCode, countyCode),
        ruleId === undefined ? undefined : eq(policyVersions.ruleId, ruleId),
      ),
    )
    .orderBy(asc(policyVersions.ruleId), asc(policyVersions.number));
  return rows.map(({ isEmpty, holdsFrom, holdsTo, ...version }) => ({
    ...version,
    holds: isEmpty || version.status === 'draft' ? null : { from: holdsFrom, to: holdsTo },
  }));
}

const keyOf = (countyCode: string, ruleId: string, number: number) =>
  and(eq(policyVersions.countyCode, countyCode), eq(policyVersions.ruleId, ruleId), eq(policyVersions.number, number));

/** Throws policy.not_found. */
export async function lockVersion(tx: Tx, countyCode: string, ruleId: string, number: number): Promise<PolicyVersion> {
  const [version] = await tx
    .select()
    .from(policyVersions)
    .where(keyOf(countyCode, ruleId, number))
    .for('update');
  if (!version) throw new AppError('policy.not_found', { ruleId, number });
  return version;
}

type VersionKey = Pick<PolicyVersion, 'countyCode' | 'ruleId' | 'number'>;

export const saveVersion = ({ tx, key, set }: { tx: Tx; key: VersionKey; set: Partial<NewPolicyVersion> }) =>
  tx
    .update(policyVersions)
    .set(set)
    .where(keyOf(key.countyCode, key.ruleId, key.number));

export const deleteVersion = (tx: Tx, { countyCode, ruleId, number }: VersionKey) =>
  tx.delete(policyVersions).where(keyOf(countyCode, ruleId, number));

export const insertEndings = (tx: Tx, rows: (typeof policyEndings.$inferInsert)[]) =>
  rows.length > 0 ? tx.insert(policyEndings).values(rows) : Promise.resolve();

export const insertRate = async (tx: Tx, row: typeof policyRates.$inferInsert): Promise<PolicyRate> =>
  // An insert that did not throw returns its row.
  (await tx.insert(policyRates).values(row).returning())[0] as PolicyRate;

export const insertSetting = (tx: Tx, row: typeof policySettings.$inferInsert) => tx.insert(policySettings).values(row);

/** How officers are called, by their id. */
export async function listOfficerNames(db: Reader, countyCode: string): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: users.id, name: users.displayName })
    .from(users)
    .where(and(eq(users.countyCode, countyCode), inArray(users.role, [...STAFF_ROLES])));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Whether somebody else of the county could publish what this officer made. */
export async function hasAnotherKeeper(db: Reader, countyCode: string, officerId: string): Promise<boolean> {
  const others = await db
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.countyCode, countyCode),
        inArray(users.role, [...POLICY_ROLES]),
        isNull(users.closedAt),
        ne(users.id, officerId),
      ),
    )
    .limit(1);
  return others.length > 0;
}

/** Names and villages of people, by their id. */
export async function listPeople(db: Reader, countyCode: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { name: string; village: string }>();
  const rows = await db
    .select({ id: labourers.id, name: labourers.name, village: regions.name })
    .from(labourers)
    .innerJoin(regions, eq(regions.code, labourers.regionCode))
    .where(and(eq(labourers.countyCode, countyCode), inArray(labourers.id, [...ids])));
  return new Map(rows.map(({ id, name, village }) => [id, { name, village }]));
}
