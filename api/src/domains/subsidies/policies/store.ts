import { and, asc, desc, eq, max, type SQL, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../../db/client.ts';
import type { CalendarDate } from '../../../kernel/calendar.ts';
import { policyRates, policySettings, policyVersions } from './tables.ts';

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
