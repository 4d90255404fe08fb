import { and, eq } from 'drizzle-orm';
import type { Reader } from '../../../db/client.ts';
import { placements } from '../../placements/tables.ts';
import type { PolicyVersion } from '../policies/store.ts';
import { policyVersions } from '../policies/tables.ts';

export async function getVersion(db: Reader, countyCode: string, id: string): Promise<PolicyVersion> {
  const [row] = await db
    .select()
    .from(policyVersions)
    .where(and(eq(policyVersions.countyCode, countyCode), eq(policyVersions.id, id)));
  if (!row) throw new Error(`a claim stands on the policy version ${id}, which is not there`);
  return row;
}

export const findPlacement = async (db: Reader, countyCode: string, id: string) =>
  (
    await db
      .select({
        id: placements.id,
        employerName: placements.employerName,
        postTitle: placements.postTitle,
        startedOn: placements.startedOn,
        endedOn: placements.endedOn,
      })
      .from(placements)
      .where(and(eq(placements.countyCode, countyCode), eq(placements.id, id)))
  )[0];

export const findPlacedPerson = async (db: Reader, countyCode: string, placementId: string) =>
  (
    await db
      .select({ labourerId: placements.labourerId })
      .from(placements)
      .where(and(eq(placements.countyCode, countyCode), eq(placements.id, placementId)))
  )[0]?.labourerId;
