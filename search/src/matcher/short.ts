import type { JobFacts, LabourerFacts } from './model.ts';
import type { Short } from './result.ts';
import { unmetRules } from './rule.ts';

/** Jobs looked at to name the rule that shuts somebody out: enough to tell, the same for everybody. */
const SAMPLE = 50;

/**
 * Why those below the promise are: no suitable job at all → the rule unmet by most jobs; fewer suitable than owed →
 * few_suitable; else their vacancies were full.
 */
export function shortOf(
  labourers: readonly LabourerFacts[],
  jobs: readonly JobFacts[],
  had: Int32Array,
  suitable: Int32Array,
  promised: number,
): Short[] {
  const counts = new Map<Short['reason'], number>();
  const sample = jobs.filter((_, k) => k % Math.max(1, Math.ceil(jobs.length / SAMPLE)) === 0);
  labourers.forEach((l, i) => {
    if ((had[i] as number) >= promised) return;
    const reason = reasonOf(l, suitable[i] as number, sample, promised);
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  });
  const found = [...counts].map(([reason, count]) => ({ reason, count }));
  return found.sort((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}

function reasonOf(l: LabourerFacts, suitable: number, sample: readonly JobFacts[], promised: number): Short['reason'] {
  if (suitable === 0) return strictestRule(l, sample);
  return promised - l.offersThisYear > suitable ? 'few_suitable' : 'vacancies_full';
}

function strictestRule(l: LabourerFacts, jobs: readonly JobFacts[]): Short['reason'] {
  const shut = new Map<Short['reason'], number>();
  for (const job of jobs) for (const rule of unmetRules(l, job)) shut.set(rule, (shut.get(rule) ?? 0) + 1);
  const [strictest] = [...shut].sort((a, b) => b[1] - a[1]);
  return strictest ? strictest[0] : 'no_jobs';
}
