import type { JobFacts } from './model.ts';

/** A repeatable order that favours nobody: by a hash of seed and id, so neither input order nor age of a card counts. */
export function inDrawnOrder<T>(rows: readonly T[], seed: number, idOf: (row: T) => string): T[] {
  const lots = Float64Array.from(rows, (row) => lotOf(idOf(row), seed));
  const before = (a: number, b: number) =>
    (lots[a] as number) - (lots[b] as number) || (idOf(rows[a] as T) < idOf(rows[b] as T) ? -1 : 1);
  const order = Uint32Array.from(rows.keys()).sort(before);
  return Array.from(order, (k) => rows[k] as T);
}

/** A whole number below 2³² drawn for an id. */
export function lotOf(id: string, seed: number): number {
  let hash = Math.imul(seed, 0x9e3779b1) ^ 0x811c9dc5;
  for (let k = 0; k < id.length; k++) hash = Math.imul(hash ^ id.charCodeAt(k), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** By occupation, as the masks like it; jobs of one occupation in the order drawn. */
export function byWork<T>(jobs: readonly T[], seed: number, factsOf: (job: T) => JobFacts): T[] {
  const codeOf = (job: T) => factsOf(job).occupationCode;
  const work = (a: T, b: T) => (codeOf(a) < codeOf(b) ? -1 : codeOf(a) > codeOf(b) ? 1 : 0);
  return inDrawnOrder(jobs, seed, (job) => factsOf(job).id).sort(work);
}
