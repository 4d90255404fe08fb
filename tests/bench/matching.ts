import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chartOf } from './support/chart.ts';
import { aCounty } from './support/county.ts';
import { type BenchEngines, openBenchEngines } from './support/engines.ts';
import { fairnessRows } from './support/match-fairness.ts';
import { againstMeilisearch } from './support/match-meili.ts';
import { commitRow, oneChangedRow, openProduct, searchDuringRow } from './support/match-product.ts';
import { againstOptimum } from './support/match-quality.ts';
import { prefectureRow } from './support/match-scale.ts';
import { againstC, againstSql, perPair } from './support/match-speed.ts';
import { yearRow } from './support/match-year.ts';
import { type Row, report } from './support/table.ts';

const CHART = new URL('../../docs/matching-time.svg', import.meta.url);

/** What is measured, by name. `npm run bench -- matching sql year` measures these two alone. */
const PARTS = {
  sql: (bed) => bed.withEngines(({ sql }) => againstSql(sql, bed.county)),
  meilisearch: (bed) => bed.withEngines(({ server }) => againstMeilisearch(server, bed.county)),
  c: async (bed) => [await againstC(bed.folder)],
  pairs: async () => {
    const { row, points } = await perPair();
    writeFileSync(CHART, chartOf(points));
    return [row];
  },
  optimum: async (bed) => againstOptimum(bed.county, bed.folder),
  product: (bed) => bed.withEngines(productRows),
  year: async () => [yearRow()],
  fairness: async () => fairnessRows(),
  prefecture: async () => [prefectureRow()],
} satisfies Record<string, (bed: Bed) => Promise<Row[]>>;

type Part = keyof typeof PARTS;

/** What the parts share: one county of 22,198 labourers × 5,000 jobs, a folder, servers for who needs some. */
interface Bed {
  readonly county: ReturnType<typeof aCounty>;
  readonly folder: string;
  withEngines(measure: (engines: BenchEngines) => Promise<Row[]>): Promise<Row[]>;
}

async function productRows(engines: BenchEngines): Promise<Row[]> {
  const product = await openProduct(engines);
  try {
    return [await commitRow(product), await oneChangedRow(product), await searchDuringRow(product)];
  } finally {
    await product.close();
  }
}

async function withEngines(measure: (engines: BenchEngines) => Promise<Row[]>): Promise<Row[]> {
  const engines = await openBenchEngines();
  try {
    return await measure(engines);
  } finally {
    await engines.close();
  }
}

const isPart = (word: string): word is Part => word in PARTS;

/** All parts, or those named; every ratio measured side by side. */
export async function bench(args: readonly string[]): Promise<boolean> {
  const named = args.filter(isPart);
  const folder = mkdtempSync(join(tmpdir(), 'songgang-matching-'));
  const bed = { county: aCounty({ labourers: 22_198, jobs: 5_000, seed: 1 }), folder, withEngines };
  const rows: Row[] = [];
  try {
    for (const part of named.length > 0 ? named : Object.keys(PARTS).filter(isPart)) {
      const measured = await PARTS[part](bed);
      rows.push(...measured);
      for (const { figure, measured: found } of measured) console.error(`${figure}: ${found}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return report(rows);
}
