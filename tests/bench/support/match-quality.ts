import { existsSync } from 'node:fs';
import { assign, FLOOR } from '@songgang/search/matcher/assign.ts';
import { BatchJudge } from '@songgang/search/matcher/batch.ts';
import { sortedByWork } from './match-speed.ts';
import { compile, optimum } from './native.ts';
import type { Population } from './sql.ts';
import { notHere, type Row, row } from './table.ts';

const OPTIMUM = new URL('../../../../shared/bench/optimum.cpp', import.meta.url).pathname;
const PROMISED = 5;

/** Coverage and weight of the floor against an optimum of somebody else's making, at three factors of the cap. */
export function againstOptimum({ labourers, jobs }: Population, folder: string): Row[] {
  const figures = [1, 2, 6].map(
    (factor) => `coverage and weight versus the independent optimum, cap ${factor} × head count`,
  );
  const goal = 'coverage 100 %, weight ≥ 99.5 %';
  const why = existsSync(OPTIMUM) ? 'no C++ compiler with LEMON' : 'no ../shared/bench/optimum.cpp';
  const program = compile(OPTIMUM, folder, 'optimum');
  if (!program) return figures.map((figure) => notHere(figure, goal, why));
  const sorted = sortedByWork(jobs);
  const edges = new BatchJudge(sorted).judge(labourers, Number.POSITIVE_INFINITY);
  const places = new Int32Array(labourers.length).fill(PROMISED);
  return [1, 2, 6].map((factor, k) => {
    const cap = Int32Array.from(sorted, (job) => job.headCount * factor);
    const best = optimum(program, edges, PROMISED, cap);
    const { tier } = assign(edges, { floor: places, total: places }, cap);
    let [coverage, weight] = [0, 0];
    tier.forEach((mark, e) => {
      if (mark !== FLOOR) return;
      coverage++;
      weight += edges.score[e] as number;
    });
    const [kept, worth] = [(100 * coverage) / best.coverage, (100 * weight) / best.weight];
    const found = `coverage ${kept.toFixed(3)} % (${coverage} of ${best.coverage}), weight ${worth.toFixed(4)} %`;
    return row(figures[k] as string, goal, found, coverage === best.coverage && worth >= 99.5);
  });
}
