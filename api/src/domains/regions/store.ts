import { and, asc, eq, inArray, like, or, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import { areasOf, prefixOf } from '../../kernel/region-code.ts';
import { isRung } from './core/region-name.ts';
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

/** 山东省临沂市罗庄区罗庄街道 from the tree, province first; unknown levels and rungs that are no place are left out. */
export async function fullNameOf(db: Reader, code: string): Promise<string> {
  const rows = await listRegions(db, areasOf(code));
  return rows
    .filter((r) => !isRung(r.name))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map((r) => r.name)
    .join('');
}

/**
 * Inserts or renames, a batch as one parameter; a point that staff have set stays.
 * Half a million villages come this way, too many for a placeholder a value.
 */
export async function upsertRegions(tx: Tx, rows: (typeof regions.$inferInsert)[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 5000) {
    await tx.execute(sql`
      insert into regions (code, parent_code, level, name, short_name, lat, lng, source)
      select code, parent_code, level, name, short_name, lat, lng, source
      from jsonb_to_recordset(${JSON.stringify(rows.slice(i, i + 5000).map(columnsOf))}::jsonb) as given
        (code text, parent_code text, level text, name text, short_name text,
         lat double precision, lng double precision, source text)
      on conflict (code) do update set
        parent_code = excluded.parent_code, name = excluded.name, short_name = excluded.short_name,
        source = excluded.source,
        lat = case when regions.point_set_by is null then coalesce(excluded.lat, regions.lat) else regions.lat end,
        lng = case when regions.point_set_by is null then coalesce(excluded.lng, regions.lng) else regions.lng end`);
  }
}

const columnsOf = ({ parentCode, shortName, lat, lng, code, level, name, source }: typeof regions.$inferInsert) => ({
  code,
  parent_code: parentCode ?? null,
  level,
  name,
  short_name: shortName,
  lat: lat ?? null,
  lng: lng ?? null,
  source,
});

export const listCodes = async (db: Reader): Promise<string[]> =>
  (await db.select({ code: regions.code }).from(regions)).map((r) => r.code);

/** Codes and names of the places a finder knows: all of China to county, towns and villages of one county, or without one all. */
export const listNames = (db: Reader, countyCode: string | null) =>
  db
    .select({ code: regions.code, name: regions.name, shortName: regions.shortName })
    .from(regions)
    .where(
      countyCode === null
        ? undefined
        : or(inArray(regions.level, ['province', 'prefecture', 'county']), like(regions.code, `${countyCode}%`)),
    );

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

/** Of each of some counties, how many runs that delivered something it has seen. Throws as `getCounty` does. */
export async function listEpochs(db: Reader, codes: readonly string[]): Promise<Map<string, number>> {
  const rows = await db
    .select({ code: counties.code, epoch: counties.matchEpoch })
    .from(counties)
    .where(inArray(counties.code, [...codes]));
  const epochs = new Map(rows.map(({ code, epoch }) => [code, epoch]));
  for (const code of codes) if (!epochs.has(code)) throw new AppError('region.county_not_here', { code });
  return epochs;
}

/** Serialises what decides over whole counties (a match run's commit); locked in order of code, so that two never deadlock. */
export const lockCounties = (tx: Tx, codes: readonly string[]) =>
  tx
    .select()
    .from(counties)
    .where(inArray(counties.code, [...codes]))
    .orderBy(asc(counties.code))
    .for('update');

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
