import { beforeAll, describe, expect, test } from 'vitest';
import type { JobFilter, JobSearch, Tier } from '../../search/src/port.ts';
import { aJob, idOf } from './job-builder.ts';

const HOSTILE: Readonly<Record<string, string>> = {
  'filter syntax': '" OR id EXISTS',
  'query syntax': "' | 'a",
  SQL: "'; drop table search_documents; --",
  'a backslash': '\\',
  'an excluded word': '-宇航员',
  'a phrase': '"宇航员"',
  NUL: '\0',
  emoji: '😀',
  'half an emoji': '\ud83d',
  '100 KB': 'a'.repeat(100_000),
};

/** Part of the contract: whatever stands in a query or a posting is a value, never a part of the question. */
export function describeHostileInput(search: () => JobSearch) {
  describe('nothing typed is syntax', () => {
    const KIND = 'hostile';
    const [electrician, hand] = [idOf(200_001), idOf(200_002)];
    const find = async (tier: Tier, where: JobFilter = {}) => {
      const found = await search().find({ where: { kinds: [KIND], ...where }, tiers: [tier], offset: 0, limit: 10 });
      return found.hits.map(({ id }) => id);
    };
    beforeAll(() =>
      search().put([
        aJob({ id: electrician, kind: KIND, title: '电工' }),
        aJob({ id: hand, kind: KIND, title: '普工', publishedAt: 0 }),
      ]),
    );

    test.each(Object.keys(HOSTILE))('%s as a word, a code, a perk and a sound', async (name) => {
      const text = HOSTILE[name] ?? '';
      const codes = { areaCodes: [text], countyCode: text, occupationCodes: [text], kinds: [text] };
      expect(await find({ name: 'all' }, { ...codes, perks: [text], shifts: [text] })).toEqual([]);
      expect(await find({ name: 'sounds', sounds: [text] })).toEqual([]);
      expect(await find({ name: 'trade', trades: [text], areaCodes: [text] })).toEqual([]);
      expect(await find({ name: 'words', words: [text] })).toEqual([]);
      expect(await find({ name: 'all' })).toEqual([electrician, hand]);
    });

    test('a word with a sign before it is the word', async () => {
      expect(await find({ name: 'words', words: ['-普工'] })).toEqual([hand]);
    });

    test('a posting full of it is stored like any other', async () => {
      const all = Object.values(HOSTILE);
      const id = idOf(200_003);
      await search().put([aJob({ id, kind: 'stored', title: all.join(' '), perks: all, meaning: { pinyin: all } })]);
      expect(await find({ name: 'all' }, { kinds: ['stored'] })).toEqual([id]);
    });

    test('numbers that are none do not raise', async () => {
      for (const number of [Number.NaN, Number.POSITIVE_INFINITY, 1e300, -1e300]) {
        await find({ name: 'pay', surePayFen: number }, { payMinFen: number, age: number });
      }
      expect(await find({ name: 'all' })).toEqual([electrician, hand]);
    });
  });
}
