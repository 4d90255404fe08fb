import type { IndexedJob } from './documents.ts';
import type { Fingerprint, JobSearch } from './port.ts';

/** How far an index is from the database, in postings. */
export interface Drift {
  missing: number;
  extra: number;
  stale: number;
}

export interface JobSource {
  /** Id and content hash of every posting that should be found, by rising id (binary order), in batches. */
  fingerprints(): AsyncIterable<readonly Fingerprint[]>;
  /** Those of the ids that should be found, ready to be indexed. */
  load(ids: readonly string[]): Promise<readonly IndexedJob[]>;
}

const BATCH = 500;

/** Counts what differs and changes nothing. Both sides are read once, side by side: memory stays flat. */
export async function driftOf(source: Pick<JobSource, 'fingerprints'>, search: JobSearch): Promise<Drift> {
  const drift: Drift = { missing: 0, extra: 0, stale: 0 };
  for await (const { kind } of differences(source, search)) drift[kind] += 1;
  return drift;
}

/**
 * Repairs what differs and says how much it was. What to do with a posting is asked of the source once more when its turn comes:
 * one that was published while we read is then put, not dropped.
 */
export async function reconcile(source: JobSource, search: JobSearch): Promise<Drift> {
  const drift: Drift = { missing: 0, extra: 0, stale: 0 };
  let ids: string[] = [];
  for await (const { id, kind } of differences(source, search)) {
    drift[kind] += 1;
    ids.push(id);
    if (ids.length < BATCH) continue;
    await bringUpToDate(source, search, ids);
    ids = [];
  }
  await bringUpToDate(source, search, ids);
  return drift;
}

/** Makes the index say of these postings what the source says now. */
export async function bringUpToDate(
  source: Pick<JobSource, 'load'>,
  search: JobSearch,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const jobs = await source.load(ids);
  const wanted = new Set(jobs.map(({ id }) => id));
  const gone = ids.filter((id) => !wanted.has(id));
  if (jobs.length > 0) await search.put(jobs);
  if (gone.length > 0) await search.drop(gone);
}

interface Difference {
  readonly id: string;
  readonly kind: keyof Drift;
}

/** Walks two rising lists at once. */
async function* differences(source: Pick<JobSource, 'fingerprints'>, search: JobSearch): AsyncGenerator<Difference> {
  const wanted = rising(source.fingerprints(), 'the source of postings');
  const held = rising(search.fingerprints(), search.engine);
  let [one, other] = [await wanted.next(), await held.next()];
  while (!one.done || !other.done) {
    if (other.done || (!one.done && one.value.id < other.value.id)) {
      if (!one.done) yield { id: one.value.id, kind: 'missing' };
      one = await wanted.next();
    } else if (one.done || other.value.id < one.value.id) {
      yield { id: other.value.id, kind: 'extra' };
      other = await held.next();
    } else {
      if (one.value.hash !== other.value.hash) yield { id: one.value.id, kind: 'stale' };
      [one, other] = [await wanted.next(), await held.next()];
    }
  }
}

/** One by one; a list that does not rise would make every posting look missing, so it is an error. */
async function* rising(
  batches: AsyncIterable<readonly Fingerprint[]>,
  name: string,
): AsyncGenerator<Fingerprint, undefined> {
  let last = '';
  for await (const batch of batches) {
    for (const one of batch) {
      if (one.id <= last) throw new Error(`${name} must list ids in rising order: ${last}, then ${one.id}`);
      last = one.id;
      yield one;
    }
  }
}
