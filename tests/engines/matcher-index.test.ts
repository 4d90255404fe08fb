import { judgePlainly } from '@songgang/search/matcher/plain.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { INDEX_RUNS, populations } from '../core/matcher/populations.ts';
import { describeWhere } from '../support/skip.ts';
import { hasMeilisearch, type Opened, openMeilisearch, openPostgres } from './servers.ts';
import { indexedJobs, type Placed, placed, suitableByIndex } from './through-index.ts';

const IN_FLIGHT = 8;

/** Labourers whose suitable postings by way of the index are not those of the plain double loop. */
async function differing({ search }: Opened, all: readonly Placed[]) {
  const different: unknown[] = [];
  const sums = { suitable: 0, candidates: 0, pairs: 0 };
  const waiting = all.values();
  const lane = async () => {
    for (const population of waiting) {
      const { start, job } = judgePlainly(population.labourers, population.jobs);
      for (const [i, labourer] of population.labourers.entries()) {
        const plain = [...job.subarray(start[i], start[i + 1])];
        const { suitable, candidates } = await suitableByIndex(search, labourer, population);
        sums.suitable += suitable.length;
        sums.candidates += candidates;
        sums.pairs += population.jobs.length;
        if (String(suitable) !== String(plain)) different.push({ labourer, plain, suitable });
      }
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  return { different, ...sums };
}

const ENGINES = [
  { name: 'PostgreSQL', isHere: true, open: () => openPostgres('matcher') },
  { name: 'Meilisearch', isHere: hasMeilisearch, open: () => openMeilisearch(`matcher_${process.pid}`) },
];

for (const { name, isHere, open } of ENGINES) {
  describeWhere(isHere, `matcher through ${name} (not on this machine)`)(`matcher through ${name}`, () => {
    test('a labourer asked of the index, then judged by the rule, has the jobs of the plain double loop', async () => {
      const opened = await open();
      try {
        await opened.search.prepare();
        const all = placed(fc.sample(populations, { numRuns: INDEX_RUNS, seed: 31 }));
        await opened.search.put(all.flatMap(indexedJobs));
        const { different, suitable, candidates, pairs } = await differing(opened, all);
        expect(different.slice(0, 3)).toEqual([]);
        // The index does some of the work, and something is left of it.
        expect(suitable).toBeGreaterThan(INDEX_RUNS);
        expect(candidates).toBeLessThan(pairs / 2);
      } finally {
        await opened.close();
      }
    }, 600_000);
  });
}
