import path from 'node:path';
import type { Tx } from '../../db/client.ts';
import { fileAt, readRows } from '../../kernel/row-file.ts';
import { type RegionRow, readRegion } from './core/region-row.ts';
import { listCodes, upsertRegions } from './store.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../data/regions');
const SOURCE = '国家统计局统计用区划代码 2023';

/** The regions shipped with the product, widest first. */
export async function readSeed(): Promise<RegionRow[]> {
  const rows: RegionRow[] = [];
  for (const name of ['china.csv', 'places.csv']) {
    for await (const { cells, number } of readRows(fileAt(path.join(FOLDER, name)))) {
      const row = readRegion(cells);
      if (!row) throw new Error(`${name} row ${number} is no region`);
      rows.push(row);
    }
  }
  return rows;
}

/** Adds the shipped regions that are missing; what an import brought since stays. Returns how many were added. */
export async function seedRegions(tx: Tx): Promise<number> {
  const known = new Set(await listCodes(tx));
  const missing = (await readSeed()).filter((row) => !known.has(row.code));
  await upsertRegions(
    tx,
    missing.map((row) => ({ ...row, source: SOURCE })),
  );
  return missing.length;
}
