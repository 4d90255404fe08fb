import { and, asc, eq, exists, inArray, isNotNull, ne, not, or, type SQL, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import type { Actor } from '../../kernel/ctx.ts';
import { prefixOf } from '../../kernel/region-code.ts';
import { employers } from '../employers/tables.ts';
import { intents } from '../fairs/tables.ts';
import { deliveries } from '../matching/tables.ts';
import { labourers } from '../people/tables.ts';
import { RUNNING } from './core/placement.ts';
import type { Placement } from './store.ts';
import { followUps, placements } from './tables.ts';

/** People of the asker's area by the keyed hashes of their numbers. */
export const listByHashes = (db: Reader, { countyCode, regionCode }: Actor, hashes: readonly string[]) =>
  db
    .select({ id: labourers.id, name: labourers.name, state: labourers.state, hash: labourers.idNumberHash })
    .from(labourers)
    .where(
      and(
        eq(labourers.countyCode, countyCode),
        sql`${labourers.regionCode} like ${`${prefixOf(regionCode)}%`}`,
        inArray(labourers.idNumberHash, [...hashes]),
      ),
    );

export const listEmployersNamed = (
  db: Reader,
  countyCode: string,
  codes: readonly string[],
  names: readonly string[],
) =>
  db
    .select({ id: employers.id, name: employers.name, creditCode: employers.creditCode })
    .from(employers)
    .where(
      and(
        eq(employers.countyCode, countyCode),
        or(inArray(employers.creditCode, [...codes]), inArray(employers.name, [...names])),
      ),
    );

export const listPlacementsOfPeople = (db: Reader, countyCode: string, labourerIds: readonly string[]) =>
  db
    .select()
    .from(placements)
    .where(
      and(
        eq(placements.countyCode, countyCode),
        inArray(placements.labourerId, [...labourerIds]),
        ne(placements.status, 'dropped'),
      ),
    );

/** Work that these people have running; their rows stay locked, so that nobody starts elsewhere at the same moment. */
export async function lockRunning(tx: Tx, countyCode: string, labourerIds: readonly string[]) {
  const ids = [...labourerIds].sort();
  await tx
    .select({ id: labourers.id })
    .from(labourers)
    .where(and(eq(labourers.countyCode, countyCode), inArray(labourers.id, ids)))
    .orderBy(asc(labourers.id))
    .for('no key update');
  return tx
    .select({ id: placements.id, labourerId: placements.labourerId })
    .from(placements)
    .where(
      and(
        eq(placements.countyCode, countyCode),
        inArray(placements.labourerId, ids),
        inArray(placements.status, [...RUNNING]),
      ),
    );
}

const own = (countyCode: string, ids: readonly string[]): SQL | undefined =>
  and(eq(placements.countyCode, countyCode), inArray(placements.id, [...ids]));

/** A return visit that was made, or an offer or an intent that the start closed: none of it could be undone. */
const isStoodOn = (db: Reader): SQL | undefined =>
  or(
    ne(placements.version, 1),
    exists(
      db
        .select({ one: sql`1` })
        .from(followUps)
        .where(
          and(
            eq(followUps.countyCode, placements.countyCode),
            eq(followUps.placementId, placements.id),
            isNotNull(followUps.doneAt),
          ),
        ),
    ),
    exists(
      db
        .select({ one: sql`1` })
        .from(deliveries)
        .where(
          and(
            eq(deliveries.countyCode, placements.countyCode),
            eq(deliveries.labourerId, placements.labourerId),
            eq(deliveries.closeReason, 'placed_elsewhere'),
            eq(deliveries.endedAt, placements.recordedAt),
          ),
        ),
    ),
    exists(
      db
        .select({ one: sql`1` })
        .from(intents)
        .where(
          and(
            eq(intents.countyCode, placements.countyCode),
            eq(intents.labourerId, placements.labourerId),
            eq(intents.recordedAt, placements.recordedAt),
          ),
        ),
    ),
  );

/** Removes placements that nothing stands on, with the visits that were only planned. Returns their ids. */
export async function removeUntouched(tx: Tx, countyCode: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const free = await tx
    .select({ id: placements.id })
    .from(placements)
    .where(and(own(countyCode, ids), not(isStoodOn(tx) ?? sql`false`)))
    .for('update');
  const freeIds = free.map(({ id }) => id);
  if (freeIds.length === 0) return [];
  await tx.delete(followUps).where(and(eq(followUps.countyCode, countyCode), inArray(followUps.placementId, freeIds)));
  await tx.delete(placements).where(own(countyCode, freeIds));
  return freeIds;
}

/** Puts back what an update replaced, where nobody has changed the placement since. */
export async function putBack(
  tx: Tx,
  countyCode: string,
  { id, version, row }: { id: string; version: number; row: Partial<Placement> },
): Promise<boolean> {
  const back = await tx
    .update(placements)
    .set({ ...row, version: version + 1 })
    .where(and(own(countyCode, [id]), eq(placements.version, version)))
    .returning({ id: placements.id });
  return back.length > 0;
}
