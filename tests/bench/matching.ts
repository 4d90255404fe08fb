import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chartOf } from './support/chart.ts';
import { aCounty } from './support/county.ts';
import { openBenchEngines } from './support/engines.ts';
import { againstMeilisearch } from './support/match-meili.ts';
import { againstOptimum } from './support/match-quality.ts';
import { prefectureRow } from './support/match-scale.ts';
import { againstC, againstSql, oneAtATime, perPair } from './support/match-speed.ts';
import { yearRow } from './support/match-year.ts';
import { notHere, type Row, report } from './support/table.ts';

const withoutPrefecture = notHere(
  '250,000 × 50,000, judge + rank + assign',
  'resident ≤ 2 GiB',
  'asked to leave it out',
);

const CHART = new URL('../../docs/matching-time.svg', import.meta.url);

/**
 * One county of 22,198 labourers × 5,000 jobs and, last, a prefecture (left out with `--county`, for it takes minutes);
 * every ratio measured side by side.
 */
export async function bench(args: readonly string[]): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'songgang-matching-'));
  const county = aCounty({ labourers: 22_198, jobs: 5_000, seed: 1 });
  const rows: Row[] = [];
  const say = (...more: Row[]) => {
    rows.push(...more);
    for (const { figure, measured } of more) console.error(`${figure}: ${measured}`);
  };
  const engines = await openBenchEngines();
  try {
    say(...(await againstSql(engines.sql, county)));
    say(...(await againstMeilisearch(engines.server, county)));
  } finally {
    await engines.close();
  }
  say(await oneAtATime(county), ...againstOptimum(county, folder));
  const scaling = await perPair();
  say(scaling.row, yearRow(), await againstC(folder), args.includes('--county') ? withoutPrefecture : prefectureRow());
  say(notHere('commit of deliveries and outbox versus a bare COPY', '≤ 1.5 ×', 'no run of the service here'));
  say(notHere('public search during a county run', 'p50 ≤ 1.2 ×, p99 ≤ 2 ×', 'no run of the service here'));
  writeFileSync(CHART, chartOf(scaling.points));
  rmSync(folder, { recursive: true });
  return report(rows);
}
