import type { Candidates } from './flow.ts';
import type { JobFacts, LabourerFacts } from './model.ts';
import { fits } from './rule.ts';
import { score } from './score.ts';

/** Every pair in turn by the plain rule: what every faster way must equal. Candidates in the order given. */
export function judgePlainly(labourers: readonly LabourerFacts[], jobs: readonly JobFacts[]): Candidates {
  const start = new Int32Array(labourers.length + 1);
  const [job, worth]: [number[], number[]] = [[], []];
  labourers.forEach((l, i) => {
    jobs.forEach((j, k) => {
      if (!fits(l, j)) return;
      job.push(k);
      worth.push(score(l, j));
    });
    start[i + 1] = job.length;
  });
  return { start, job: Int32Array.from(job), score: Int32Array.from(worth) };
}
