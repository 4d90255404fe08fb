import { beforeEach, describe, expect, test } from 'vitest';
import type { IndexedJob } from '../../search/src/documents.ts';
import type { JobSearch } from '../../search/src/port.ts';
import { driftOf, type JobSource, reconcile } from '../../search/src/reconcile.ts';
import { aJob, idOf } from './job-builder.ts';

/** A database as reconcile sees one: postings by id. */
function sourceOf(jobs: readonly IndexedJob[]): JobSource {
  const byId = [...jobs].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    async *fingerprints() {
      for (let from = 0; from < byId.length; from += 700)
        yield byId.slice(from, from + 700).map(({ id, hash }) => ({ id, hash }));
    },
    load: async (ids) => byId.filter(({ id }) => ids.includes(id)),
  };
}

/** Part of the contract: an index that has gone astray is found out and brought back. */
export function describeReconcile(search: () => JobSearch) {
  describe('reconcile', () => {
    beforeEach(async () => {
      for await (const batch of search().fingerprints()) await search().drop(batch.map(({ id }) => id));
    });

    test('finds and repairs what is missing, extra and stale, and then finds nothing', async () => {
      const jobs = Array.from({ length: 1_500 }, (_, n) => aJob({ id: idOf(n), kind: 'market' }));
      const source = sourceOf(jobs);
      const stale = Array.from({ length: 20 }, (_, n) => aJob({ id: idOf(900 + n), kind: 'workshop' }));
      await search().put([...jobs.slice(0, 900), ...stale, aJob({ id: idOf(5_000) }), aJob({ id: '0' })]);
      const drift = { missing: 580, extra: 2, stale: 20 };
      expect(await driftOf(source, search())).toEqual(drift);
      expect(await reconcile(source, search())).toEqual(drift);
      expect(await driftOf(source, search())).toEqual({ missing: 0, extra: 0, stale: 0 });
      expect(await search().count()).toBe(1_500);
    });

    test('does not drop what was published while it read', async () => {
      const late = aJob({ id: idOf(9) });
      await search().put([aJob({ id: idOf(1) }), late]);
      const source = { ...sourceOf([aJob({ id: idOf(1) })]), load: sourceOf([late]).load };
      expect(await reconcile(source, search())).toEqual({ missing: 0, extra: 1, stale: 0 });
      expect(await search().count()).toBe(2);
    });

    test('a source that does not rise is refused, and nothing is touched', async () => {
      await search().put([aJob({ id: idOf(1) })]);
      const source: JobSource = {
        async *fingerprints() {
          yield [idOf(2), idOf(1)].map((id) => ({ id, hash: 'x' }));
        },
        load: async () => [],
      };
      await expect(reconcile(source, search())).rejects.toThrow('rising order');
      expect(await search().count()).toBe(1);
    });
  });
}
