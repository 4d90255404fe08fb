import { spawnSync } from 'node:child_process';
import { type Row, row } from './table.ts';
import { ms, times } from './timing.ts';

interface Whole {
  readonly ms: number;
  readonly mib: number;
}

/** Longer than any figure that would meet its goal; a run that takes more is ended. */
const PATIENCE_MS = 1_200_000;

/** A county or prefecture in a process of its own; undefined where it did not come to its end. */
function whole(labourers: number, jobs: number, counties: number): Whole | undefined {
  const program = new URL('prefecture.ts', import.meta.url).pathname;
  const args = ['--max-old-space-size=1400', program, ...[labourers, jobs, counties].map(String)];
  const done = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: PATIENCE_MS,
  });
  return done.status === 0 ? (JSON.parse(done.stdout) as Whole) : undefined;
}

/** Every labourer of a prefecture against every job of it. */
export function prefectureRow(): Row {
  const county = whole(22_198, 5_000, 1);
  const prefecture = whole(250_000, 50_000, 10);
  const [figure, goal] = [
    '250,000 × 50,000, judge + rank + assign',
    'resident ≤ 2 GiB; ≤ 120 × one county’s time',
  ] as const;
  if (!county || !prefecture) return row(figure, goal, `did not end within ${PATIENCE_MS / 60_000} minutes`, false);
  const longer = prefecture.ms / county.ms;
  const measured = `${Math.round(prefecture.mib)} MiB; ${times(longer)}: ${ms(prefecture.ms)} against ${ms(county.ms)}`;
  const isMet = prefecture.mib <= 2_048 && longer <= 120;
  return row(figure, goal, measured, isMet);
}
