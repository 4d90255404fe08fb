import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort } from 'node:worker_threads';
import type { BatchJudge } from '@songgang/search/matcher/batch.ts';
import type { Candidates } from '@songgang/search/matcher/flow.ts';
import { type JobFacts, type LabourerFacts, RULES } from '@songgang/search/matcher/model.ts';
import { judgePlainly } from '@songgang/search/matcher/plain.ts';
import type * as Rule from '@songgang/search/matcher/rule.ts';
import fc from 'fast-check';
import { aJob, aLabourer } from '../../core/matcher/builders.ts';
import { CASES } from '../../core/matcher/cases.ts';
import { type Population, populations } from '../../core/matcher/populations.ts';

/**
 * Tries mutants of the matcher in a thread of its own, since one may never come to an end: those of the rule by its
 * cases, those of the packed columns by the plain double loop over the rule as it stands.
 */
export type Trial = { readonly folder: string; readonly by: 'cases' | 'populations' };

const POPULATIONS = 400;
const KEPT = 3;

const sample: readonly Population[] = fc.sample(populations, { numRuns: POPULATIONS, seed: 17 });
const plain = sample.map(({ labourers, jobs }) => judgePlainly(labourers, jobs));

const same = (a: Candidates, b: Candidates) =>
  String(a.start) === String(b.start) && String(a.job) === String(b.job) && String(a.score) === String(b.score);

function isCaughtByCases({ unmetRules, fits }: typeof Rule): boolean {
  return RULES.some((rule) => {
    const { met, unmet } = CASES[rule];
    const says = (l: Partial<LabourerFacts>, j: Partial<JobFacts>, expected: string) => {
      const [labourer, job] = [aLabourer(l), aJob(j)];
      return String(unmetRules(labourer, job)) === expected && fits(labourer, job) === (expected === '');
    };
    return !met.every(([, l, j]) => says(l, j, '')) || !unmet.every(([, l, j]) => says(l, j, rule));
  });
}

/** The greatest scores of every row, as `judge` keeps them. */
const bestOf = ({ start, score }: Candidates, row: number, most = KEPT) =>
  String(
    score
      .slice(start[row], start[row + 1])
      .sort()
      .reverse()
      .slice(0, most),
  );

/** Whether with room for so many all told rows keep their best, as many as any other, and no fewer than need be. */
function isCutWell(cut: Candidates, all: Candidates, room: number): boolean {
  const lengths = Array.from(cut.start.subarray(1), (end, row) => end - (cut.start[row] as number));
  const most = Math.max(1, ...lengths);
  const total = cut.job.length;
  const isBest = lengths.every((_, row) => bestOf(cut, row, most) === bestOf(all, row, most));
  return isBest && (most === 1 || total <= room) && total >= Math.min(all.job.length, 0.37 * room);
}

function isCaughtByPopulations(Judge: typeof BatchJudge): boolean {
  return sample.some(({ labourers, jobs }, k) => {
    const expected = plain[k] as Candidates;
    const judge = new Judge(jobs);
    if (!same(judge.judge(labourers, Number.POSITIVE_INFINITY), expected)) return true;
    const counted = labourers.map(() => 0);
    const count = (row: number) => counted.splice(row, 1, (counted[row] as number) + 1);
    if (judge.countSuitable(labourers, count) !== expected.job.length) return true;
    if (counted.some((own, row) => own !== (expected.start[row + 1] as number) - (expected.start[row] as number)))
      return true;
    const total = expected.job.length;
    if (!same(judge.judge(labourers, 1, undefined, Math.max(1, total)), expected)) return true;
    for (const room of [1, Math.ceil(0.5 * total), Math.ceil(0.8 * total)]) {
      if (room > 0 && !isCutWell(judge.judge(labourers, 1, undefined, room), expected, room)) return true;
    }
    const kept = judge.judge(labourers, KEPT);
    return labourers.some((_, row) => bestOf(kept, row) !== bestOf(expected, row));
  });
}

async function isCaught({ folder, by }: Trial): Promise<boolean> {
  const load = (name: string) => import(pathToFileURL(join(folder, name)).href);
  try {
    // The casts: what a module written a moment ago exports cannot be known to the compiler.
    if (by === 'cases') return isCaughtByCases((await load('rule.mjs')) as typeof Rule);
    return isCaughtByPopulations(((await load('batch.mjs')) as { BatchJudge: typeof BatchJudge }).BatchJudge);
  } catch {
    // A mutant that throws fails every test that calls it.
    return true;
  }
}

parentPort?.on('message', (trial: Trial) => {
  isCaught(trial).then((caught) => parentPort?.postMessage({ caught }));
});
parentPort?.postMessage({ ready: true });
