import { and, asc, eq, inArray, like, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import { areasOf, prefixOf } from '../../kernel/region-code.ts';
import { counties, minimumWages, regions } from './tables.ts';

export type Region = typeof regions.$inferSelect;
export type County = typeof counties.$inferSelect;

export const findRegion = async (db: Reader, code: string): Promise<Region | undefined> =>
  (await db.select().from(regions).where(eq(regions.code, code)))[0];

export async function getRegion(db: Reader, code: string): Promise<Region> {
  const region = await findRegion(db, code);
  if (!region) throw new AppError('region.not_found', { code });
  return region;
}

export const listChildren = (db: Reader, parentCode: string) =>
  db.select().from(regions).where(eq(regions.parentCode, parentCode)).orderBy(asc(regions.code));

/** Everything inside an area, itself included. */
export const listInside = (db: Reader, area: string) =>
  db
    .select()
    .from(regions)
    .where(like(regions.code, `${prefixOf(area)}%`))
    .orderBy(asc(regions.code));

export const listRegions = (db: Reader, codes: readonly string[]) =>
  codes.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(regions)
        .where(inArray(regions.code, [...codes]));

/** 山东省临沂市罗庄区罗庄街道 from the tree, province first; unknown levels are left out. */
export async function fullNameOf(db: Reader, code: string): Promise<string> {
  const rows = await listRegions(db, areasOf(code));
  return rows
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map((r) => r.name)
    .join('');
}

/** Inserts or renames in batches; a point that staff have set stays. */
export async function upsertRegions(tx: Tx, rows: (typeof regions.$inferInsert)[]): Promise<void> {
  const excluded = (column: string) => sql.raw(`excluded.${column}`);
  for (let i = 0; i < rows.length; i += 5000) {
    await tx
      .insert(regions)
      .values(rows.slice(i, i + 5000))
      .onConflictDoUpdate({
        target: regions.code,
        set: {
          parentCode: excluded('parent_code'),
          name: excluded('name'),
          shortName: excluded('short_name'),
          source: excluded('source'),
          lat: sql`case when ${regions.pointSetBy} is null then coalesce(excluded.lat, ${regions.lat}) else ${regions.lat} end`,
          lng: sql`case when ${regions.pointSetBy} is null then coalesce(excluded.lng, ${regions.lng}) else ${regions.lng} end`,
        },
      });
  }
}

export const setPoint = (tx: Tx, code: string, point: { lat: number; lng: number }, setBy: string) =>
  tx
    .update(regions)
    .set({ ...point, pointSetBy: setBy })
    .where(eq(regions.code, code));

export const listCounties = (db: Reader) => db.select().from(counties).orderBy(asc(counties.code));

export async function getCounty(db: Reader, code: string): Promise<County> {
  const [county] = await db.select().from(counties).where(eq(counties.code, code));
  if (!county) throw new AppError('region.county_not_here', { code });
  return county;
}

/** Serialises what decides over a whole county (a match run's commit). */
export async function lockCounty(tx: Tx, code: string): Promise<County> {
  const [county] = await tx.select().from(counties).where(eq(counties.code, code)).for('update');
  if (!county) throw new AppError('region.county_not_here', { code });
  return county;
}

export const insertCounty = (tx: Tx, county: typeof counties.$inferInsert) => tx.insert(counties).values(county);

export const saveEpoch = (tx: Tx, code: string, matchEpoch: number) =>
  tx.update(counties).set({ matchEpoch }).where(eq(counties.code, code));

/** The minimum wage in force on a date, or undefined where none was entered. */
export const findMinimumWage = async (db: Reader, countyCode: string, on: string) =>
  (
    await db
      .select()
      .from(minimumWages)
      .where(and(eq(minimumWages.countyCode, countyCode), sql`${minimumWages.validFrom} <= ${on}`))
      .orderBy(sql`${minimumWages.validFrom} desc`)
      .limit(1)
  )[0];

export const insertMinimumWage = (tx: Tx, row: typeof minimumWages.$inferInsert) =>
  tx.insert(minimumWages).values(row).onConflictDoNothing();
