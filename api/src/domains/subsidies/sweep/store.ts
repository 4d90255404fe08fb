import { and, asc, eq, sql } from 'drizzle-orm';
import type { Reader } from '../../../db/client.ts';
import { within } from '../claims/facts-store.ts';
import { policyEndings, policyRates, policySettings, policyVersions } from '../policies/tables.ts';
import { lookMarks } from './tables.ts';

export async function listMarks(db: Reader, countyCode: string, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .select({ id: lookMarks.labourerId, fingerprint: lookMarks.fingerprint })
    .from(lookMarks)
    .where(and(eq(lookMarks.countyCode, countyCode), within(lookMarks.labourerId, ids)));
  return new Map(rows.map(({ id, fingerprint }) => [id, fingerprint]));
}

export const saveMarks = (db: Reader, rows: (typeof lookMarks.$inferInsert)[]) =>
  db
    .insert(lookMarks)
    .values(rows)
    .onConflictDoUpdate({
      target: [lookMarks.countyCode, lookMarks.labourerId],
      set: { fingerprint: sql`excluded.fingerprint`, lookedOn: sql`excluded.looked_on` },
    });

/** All that a county's answers hang on besides its people: which versions stand when, rates and settings. */
export async function readPolicyState(db: Reader, countyCode: string): Promise<unknown> {
  const { id, status, validFrom, validTo } = policyVersions;
  return {
    versions: await db
      .select({ id, status, validFrom, validTo })
      .from(policyVersions)
      .where(eq(policyVersions.countyCode, countyCode))
      .orderBy(asc(id)),
    endings: await db
      .select()
      .from(policyEndings)
      .where(eq(policyEndings.countyCode, countyCode))
      .orderBy(asc(policyEndings.id)),
    rates: await db
      .select()
      .from(policyRates)
      .where(eq(policyRates.countyCode, countyCode))
      .orderBy(asc(policyRates.id)),
    settings: await db
      .select({ key: policySettings.key, value: policySettings.value })
      .from(policySettings)
      .where(eq(policySettings.countyCode, countyCode))
      .orderBy(asc(policySettings.key)),
  };
}
