import { levelOf, parentOf, type RegionLevel } from '../../../kernel/region-code.ts';
import { shortNameOf } from './region-name.ts';

/** A region as a list of the statistics bureau gives it. */
export interface RegionRow {
  readonly code: string;
  readonly parentCode: string | null;
  readonly level: RegionLevel;
  readonly name: string;
  readonly shortName: string;
  readonly lat: number | null;
  readonly lng: number | null;
}

const degrees = (value: unknown, from: number, to: number): number | null => {
  const number = value === '' || value === undefined || value === null ? Number.NaN : Number(value);
  return number >= from && number <= to ? number : null;
};

/**
 * Reads `code` (2, 4, 6, 9 or 12 digits; provinces and prefectures also filled up to 6), `name`, and `lat`, `lng` where told.
 * A point that only repeats the parent's (`point_is_parents`) is no point.
 */
export function readRegion(cells: Readonly<Record<string, unknown>>): RegionRow | undefined {
  const digits = String(cells.code ?? '').trim();
  const name = String(cells.name ?? '').trim();
  if (!/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(digits) || name === '' || name.length > 80) return undefined;
  const code = digits.padEnd(12, '0');
  const level = levelOf(code);
  const own = cells.point_is_parents !== '1';
  const lat = own ? degrees(cells.lat, 3, 54) : null;
  const lng = own ? degrees(cells.lng, 73, 136) : null;
  const point = lat === null || lng === null ? { lat: null, lng: null } : { lat, lng };
  return { code, parentCode: parentOf(code), level, name, shortName: shortNameOf(name, level), ...point };
}

export interface RegionCounts {
  toCreate: number;
  toUpdate: number;
  upToDate: number;
  withErrors: number;
}

type Known = Pick<RegionRow, 'name' | 'lat' | 'lng'> & { readonly pointSetBy: string | null };

/** What taking this row over would change. A point that staff have set counts as it is. */
export function compareRegion(row: RegionRow, known: Known | undefined): 'create' | 'update' | 'up_to_date' {
  if (!known) return 'create';
  const samePoint = row.lat === null || known.pointSetBy !== null || (row.lat === known.lat && row.lng === known.lng);
  return row.name === known.name && samePoint ? 'up_to_date' : 'update';
}
