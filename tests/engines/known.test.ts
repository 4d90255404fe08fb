import { describe, expect, test } from 'vitest';
import type { IndexedJob } from '../../search/src/documents.ts';
import { knownPostings, MOST_ORDERED_HERE } from '../../search/src/engines/meilisearch/known.ts';
import type { DocumentsAsked, Server } from '../../search/src/engines/meilisearch/query.ts';
import { findPage } from '../../search/src/engines/meilisearch/query.ts';
import type { Tier } from '../../search/src/port.ts';
import { aJob, idOf } from './job-builder.ts';

/** A server that holds these postings, whatever the filter; of each it tells what is asked for. */
function aServer(held: IndexedJob[]) {
  const asked: DocumentsAsked[] = [];
  const server: Server = {
    large: new Set(),
    known: knownPostings(),
    async documents(question) {
      asked.push(question);
      const { fields, limit } = question;
      const picked = held.map((job) =>
        Object.fromEntries(fields.map((field) => [field, job[field as keyof IndexedJob]])),
      );
      return { hits: picked.slice(0, limit) as never, total: held.length };
    },
    searches: async () => [],
  };
  const page = async (tiers: Tier[], offset = 0, limit = 20) =>
    (await findPage(server, { where: {}, tiers, offset, limit }, 'test')).hits.map(({ id }) => Number(id.slice(-6)));
  return { page, held, asked, server };
}

const trade = (code: string): Tier => ({ name: code, trades: [`n${code}`] });

describe('what is known of postings', () => {
  test('is asked for once: then hashes are enough', async () => {
    const { page, asked } = aServer([
      aJob({ id: idOf(1), occupationCode: '6203' }),
      aJob({ id: idOf(2), occupationCode: '6301' }),
    ]);
    expect(await page([trade('6301'), trade('6203')])).toEqual([2, 1]);
    expect(asked.map(({ fields }) => fields.length)).toEqual([1, 4]);
    expect(await page([trade('6203'), trade('6301')])).toEqual([1, 2]);
    expect(asked.map(({ fields }) => fields)[2]).toEqual(['hash']);
    expect(asked).toHaveLength(3);
  });

  test('is asked for again where a question needs other fields of them', async () => {
    const { page, asked } = aServer([aJob({ id: idOf(1) }), aJob({ id: idOf(2), perks: ['meals'] })]);
    await page([trade('62'), trade('63')]);
    expect(await page([{ name: 'perks', perks: ['meals'] }, { name: 'all' }])).toEqual([2, 1]);
    expect(asked).toHaveLength(4);
    await page([{ name: 'perks', perks: ['meals'], trades: ['n62'] }, { name: 'all' }]);
    expect(asked).toHaveLength(5);
  });

  test('is never that of a posting that has changed since', async () => {
    const { page, held } = aServer([
      aJob({ id: idOf(1), occupationCode: '6203' }),
      aJob({ id: idOf(2), occupationCode: '6301' }),
    ]);
    expect(await page([trade('6203'), trade('6301')])).toEqual([1, 2]);
    held[0] = aJob({ id: idOf(1), occupationCode: '6301', publishedAt: 1 });
    held[1] = aJob({ id: idOf(2), occupationCode: '6203' });
    expect(await page([trade('6203'), trade('6301')])).toEqual([2, 1]);
  });

  test('makes of one answer what each question wants of it', async () => {
    const { page, server } = aServer(
      [1, 2, 3].map((n) => aJob({ id: idOf(n), publishedAt: n, perks: n === 1 ? ['meals'] : [] })),
    );
    const answers = new Map<string, Awaited<ReturnType<Server['documents']>>>();
    const same: Server['documents'] = async (asked) => {
      const key = JSON.stringify(asked.fields);
      const answer = answers.get(key) ?? (await documents(asked));
      answers.set(key, answer);
      return answer;
    };
    const { documents } = server;
    server.documents = same;
    const all = [{ name: 'all' }];
    expect([await page(all), await page(all), await page(all)]).toEqual([
      [3, 2, 1],
      [3, 2, 1],
      [3, 2, 1],
    ]);
    expect([await page(all, 1, 1), await page(all, 0, 2), await page(all, 5)]).toEqual([[2], [3, 2], []]);
    const fed = [{ name: 'fed', perks: ['meals'] }, { name: 'all' }];
    expect([await page(fed), await page(all), await page(fed)]).toEqual([
      [1, 3, 2],
      [3, 2, 1],
      [1, 3, 2],
    ]);
  });

  test('of more than are put in order here nothing is asked but hashes', async () => {
    const many = Array.from({ length: MOST_ORDERED_HERE + 1 }, (_, n) => aJob({ id: idOf(n) }));
    const { page, asked } = aServer(many);
    await page([trade('62')]);
    expect(asked[0]).toMatchObject({ fields: ['hash'], limit: MOST_ORDERED_HERE });
    expect(asked.slice(1).every(({ limit }) => limit <= 20)).toBe(true);
  });

  test('is forgotten, the oldest first, where there is too much of it', () => {
    const known = knownPostings(2);
    const fields = ['id'] as const;
    known.learn(['a', 'b', 'c'].map((hash) => ({ hash, id: hash })));
    expect(known.of(['a'], fields)).toBeUndefined();
    expect(known.of(['c', 'b'], fields)).toEqual([{ id: 'c' }, { id: 'b' }]);
    expect(known.of(['c'], ['id', 'trades'])).toBeUndefined();
  });
});
