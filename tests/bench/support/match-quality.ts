import { existsSync } from 'node:fs';
import { assign, FLOOR, type Places } from '@songgang/search/matcher/assign.ts';
import { BatchJudge } from '@songgang/search/matcher/batch.ts';
import type { Candidates } from '@songgang/search/matcher/flow.ts';
import { sortedByWork } from './match-speed.ts';
import { compile, optimum } from './native.ts';
import type { Population } from './sql.ts';
import { notHere, type Row, row } from './table.ts';

const OPTIMUM = new URL('../../../../shared/bench/optimum.cpp', import.meta.url).pathname;
const PROMISED = 5;
const GOAL = 'coverage 100 %, weight ≥ 99.5 %';

/**
 * Coverage and weight of the promise against an optimum of somebody else's making, at three factors of the cap: as a
 * county's first run of the year assigns, everybody owed five and the open postings all that is known of a year.
 */
export function againstOptimum({ labourers, jobs }: Population, folder: string): Row[] {
  const figures = [1, 2, 6].map(
    (factor) => `coverage and weight versus the independent optimum, cap ${factor} × head count`,
  );
  const why = existsSync(OPTIMUM) ? 'no C++ compiler with LEMON' : 'no ../shared/bench/optimum.cpp';
  const program = compile(OPTIMUM, folder, 'optimum');
  if (!program) return figures.map((figure) => notHere(figure, GOAL, why));
  const sorted = sortedByWork(jobs);
  const edges = new BatchJudge(sorted).judge(labourers, Number.POSITIVE_INFINITY);
  const floor = new Int32Array(labourers.length).fill(PROMISED);
  const standing = { had: new Int32Array(labourers.length), prospects: edges.suitable };
  return [1, 2, 6].map((factor, k) => {
    const cap = Int32Array.from(sorted, (job) => job.headCount * factor);
    const best = optimum(program, edges, PROMISED, cap);
    const made = promised(edges, { floor, total: floor, standing }, cap);
    const alone = promised(edges, { floor, total: floor }, cap);
    const [kept, weight] = [(100 * made.offers) / best.coverage, (100 * made.weight) / best.weight];
    const found =
      `coverage ${kept.toFixed(3)} % (${made.offers} of ${best.coverage}), weight ${weight.toFixed(4)} %; ` +
      `without an offer though something suits them: ${made.without} (by scores alone ${alone.without})`;
    return row(figures[k] as string, GOAL, found, made.offers === best.coverage && weight >= 99.5);
  });
}

/** Offers of the promise, the sum of their scores, and how many get none though something suits them. */
function promised(edges: Candidates, places: Places, cap: Int32Array) {
  const { tier } = assign(edges, places, cap);
  const sums = { offers: 0, weight: 0, without: 0 };
  for (let i = 0; i + 1 < edges.start.length; i++) {
    const [from, end] = [edges.start[i] as number, edges.start[i + 1] as number];
    const before = sums.offers;
    for (let e = from; e < end; e++) {
      if (tier[e] !== FLOOR) continue;
      sums.offers++;
      sums.weight += edges.score[e] as number;
    }
    if (end > from && sums.offers === before) sums.without++;
  }
  return sums;
}
