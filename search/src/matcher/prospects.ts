import { BatchJudge } from './batch.ts';
import type { JobFacts, LabourerFacts } from './model.ts';
import { byWork } from './order.ts';

/** Taken for somebody whose prospects were never counted: what an ordinary register comes to. */
const USUAL = 20;

export const prospectsOf = ({ prospects }: Pick<LabourerFacts, 'prospects'>): number => prospects ?? USUAL;

/** How many of the postings suit each. */
export function suitableCounts(labourers: readonly LabourerFacts[], postings: readonly JobFacts[]): Int32Array {
  const counts = new Int32Array(labourers.length);
  if (postings.length === 0) return counts;
  new BatchJudge(byWork(postings, 1, (job) => job)).countSuitable(labourers, (row) => {
    counts[row] = (counts[row] as number) + 1;
  });
  return counts;
}

/**
 * Counts what everybody may hope for in a year: the postings of the past twelve months, open ones included, that suit
 * them, and those they were offered already.
 */
export function withProspects(
  labourers: readonly LabourerFacts[],
  postings: readonly JobFacts[],
): (LabourerFacts & { readonly prospects: number })[] {
  const counts = suitableCounts(labourers, postings);
  return labourers.map((l, row) => ({ ...l, prospects: l.offersThisYear + (counts[row] as number) }));
}
