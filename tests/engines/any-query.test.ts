import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askJobs } from '../../search/src/ask.ts';
import { languageOf } from '../../search/src/chinese/language.ts';
import type { JobFilter } from '../../search/src/port.ts';
import { describeWhere } from '../support/skip.ts';
import { aJob, idOf } from './job-builder.ts';
import { hasMeilisearch, type Opened, openMeilisearch, openPostgres } from './servers.ts';

const language = languageOf({ places: [{ code: '371311000000', name: '罗庄区' }] });

const SYNTAX = [
  '"',
  "'",
  '\\',
  '&',
  '|',
  '!',
  ':*',
  '<->',
  '(',
  ')',
  ' OR ',
  ' AND ',
  'NOT ',
  'IN [',
  '--',
  ';',
  '\0',
  '\u202e',
  '$1',
];
const WORDS = ['瓦工', '不要', '夜班', '罗庄', '四千以上', '包吃住', 'wagong', 'wg', '미장공', '58岁', '😀', '\ud800'];
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.constantFrom(...SYNTAX, ...WORDS), { maxLength: 30 }).map((parts) => parts.join('')),
  fc.constantFrom(...SYNTAX, ...WORDS).map((part) => part.repeat(20_000)),
);
const anyFilter: fc.Arbitrary<JobFilter> = fc.record(
  {
    areaCodes: fc.array(anyText, { maxLength: 2 }),
    perks: fc.array(anyText, { maxLength: 2 }),
    countyCode: anyText,
    age: fc.double(),
  },
  { requiredKeys: [] },
);

/** Some queries are widened step by step, each a question to a server that may be busy with other tests. */
const LONG_MS = 300_000;

/** Whatever is asked, the answer is a list, the index stands as it was, and nothing was let through that a filter forbids. */
function describeAnyQuery(open: () => Promise<Opened>, runs: number) {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
    await opened.search.prepare();
    await opened.search.put([
      aJob({ id: idOf(1), title: '瓦工', kind: 'workshop' }),
      aJob({ id: idOf(2), kind: 'market' }),
    ]);
  });
  afterAll(async () => {
    await opened?.search.remove();
    await opened?.close();
  });

  test(
    'no query raises or is syntax',
    async () => {
      const ask = (text: string, filter: JobFilter) =>
        askJobs(opened.search, language.understand, { text, filter, from: {}, offset: 0, limit: 20 });
      const property = fc.asyncProperty(anyText, anyFilter, async (text, filter) => {
        const { hits, total } = await ask(text, { ...filter, kinds: ['workshop'] });
        expect(hits.length).toBeLessThanOrEqual(total);
        expect(hits.map(({ id }) => id)).not.toContain(idOf(2));
      });
      await fc.assert(property, { numRuns: runs, seed: 20260302 });
      expect((await ask('瓦工', {})).hits[0]?.id).toBe(idOf(1));
      expect(await opened.search.count()).toBe(2);
    },
    LONG_MS,
  );
}

describe('any query on PostgreSQL', () => describeAnyQuery(() => openPostgres('any_query'), 300));

describeWhere(hasMeilisearch, 'any query on Meilisearch (no Meilisearch)')('any query on Meilisearch', () =>
  describeAnyQuery(() => openMeilisearch(`any_query_${process.pid}`), 60),
);
