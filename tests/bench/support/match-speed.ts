import { BatchJudge } from '@songgang/search/matcher/batch.ts';
import { settle } from '@songgang/search/matcher/match.ts';
import type { JobFacts } from '@songgang/search/matcher/model.ts';
import { packPeople } from '@songgang/search/matcher/people.ts';
import type { Sql } from 'postgres';
import { aCounty } from './county.ts';
import { compile, loopInC } from './native.ts';
import { assignInSql, loadRelations, type Population, sumUpInSql } from './sql.ts';
import { notHere, type Row, row } from './table.ts';
import { ms, sideBySide, time, times } from './timing.ts';

/** Jobs as a batch likes them. Columns are built outside the clock, as the tables and indexes of the others are. */
export const sortedByWork = (jobs: readonly JobFacts[]) => {
  const key = ({ occupationCode, id }: JobFacts) => `${occupationCode} ${id}`;
  return jobs.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
};

export async function againstSql(sql: Sql, county: Population): Promise<Row[]> {
  const jobs = sortedByWork(county.jobs);
  const { labourers } = county;
  await loadRelations(sql, [{ labourers, jobs }]);
  const people = packPeople(labourers);
  const judged = await sideBySide(
    (judge: BatchJudge) => judge.countSuitable(people),
    () => new BatchJudge(jobs),
    () => sumUpInSql(sql),
  );
  const equal =
    JSON.stringify(sumUp(new BatchJudge(jobs), labourers)) === JSON.stringify({ ...(await sumUpInSql(sql)) });
  const whole = await sideBySide(
    () => settle(labourers, jobs, 1),
    () => undefined,
    () => assignInSql(sql),
  );
  const [faster, allFaster] = [judged.other / judged.ours, whole.other / whole.ours];
  return [
    row(
      `${labourers.length.toLocaleString('en')} × ${jobs.length.toLocaleString('en')} pairs judged, versus a PostgreSQL set join`,
      '≥ 50 × faster, equal sets',
      `${times(faster)}: ${ms(judged.ours)} against ${ms(judged.other)}; sets ${equal ? 'equal' : 'differ'}`,
      faster >= 50 && equal,
    ),
    row(
      'judge + rank + assign, versus the same in SQL (greedy)',
      '≥ 10 × faster',
      `${times(allFaster)}: ${ms(whole.ours)} against ${ms(whole.other)}`,
      allFaster >= 10,
    ),
  ];
}

function sumUp(judge: BatchJudge, labourers: Population['labourers']) {
  const sums = { pairs: 0, one: 0, other: 0 };
  sums.pairs = judge.countSuitable(labourers, (row, job) => {
    sums.one += (row * 7_919 + job * 104_729) % 1_000_003;
    sums.other += (row * 15_485_863 + job * 32_452_843) % 2_038_074_743;
  });
  return sums;
}

/**
 * The same masks, ANDed and listed by a C loop over numbers prepared for it; ours also makes each person's masks.
 * Refusals, which are no masks, are left out on both sides.
 */
export async function againstC(folder: string): Promise<Row> {
  const [figure, goal] = ['versus a C loop of the same masks and ANDs, 25,000 × 50,000', '≤ 20 × slower'];
  const program = compile(new URL('loop.c', import.meta.url).pathname, folder, 'loop');
  if (!program) return notHere(figure, goal, 'no C compiler');
  const { labourers: people, jobs } = aCounty({ labourers: 25_000, jobs: 50_000, seed: 2 });
  const labourers = people.map((l) => ({ ...l, refusedEmployerIds: [], refusedOccupations: [] }));
  const sorted = sortedByWork(jobs);
  const native = loopInC(program, folder, labourers, sorted);
  const packed = packPeople(labourers);
  let pairs = 0;
  const ours = await time(
    (judge: BatchJudge) => {
      pairs = judge.countSuitable(packed);
    },
    () => new BatchJudge(sorted),
  );
  const slower = ours / native.ms;
  const isEqual = pairs === native.pairs;
  const found = `${times(slower)}: ${ms(ours)} against ${ms(native.ms)}; pairs ${isEqual ? 'equal' : 'differ'}`;
  return row(figure, goal, found, slower <= 20 && isEqual);
}

/** From a million pairs to a thousand million, the same density: judged and scored. */
export async function perPair(): Promise<{ row: Row; points: { pairs: number; ms: number }[] }> {
  const sizes: [number, number][] = [
    [1_000, 1_000],
    [4_000, 2_500],
    [22_198, 5_000],
    [25_000, 40_000],
  ];
  const points: { pairs: number; ms: number }[] = [];
  for (const [people, posts] of sizes) {
    const { labourers, jobs } = aCounty({ labourers: people, jobs: posts, seed: 5 });
    const [sorted, packed] = [sortedByWork(jobs), packPeople(labourers)];
    const taken = await time(
      (judge: BatchJudge) => judge.judge(packed, 64),
      () => new BatchJudge(sorted),
      people * posts > 2e8 ? 3 : 5,
    );
    points.push({ pairs: people * posts, ms: taken });
  }
  const each = points.map((point) => (point.ms * 1e6) / point.pairs);
  const growth = (each.at(-1) as number) / (each[0] as number);
  const measured = `${times(growth)}: ${each.map((ns) => `${ns.toFixed(2)} ns`).join(', ')}`;
  return {
    row: row('time per pair from 1 M to 1 G pairs, judged and scored', 'grows ≤ 1.5 ×', measured, growth <= 1.5),
    points,
  };
}
