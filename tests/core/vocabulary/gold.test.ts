import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { languageOf } from '../../../search/src/chinese/language.ts';
import { filesOf, makeSet } from '../../gold/make.ts';

const set = makeSet();

describe('the judged set', () => {
  test.each(['working', 'reported'] as const)('%s holds what its sources make', (half) => {
    for (const [name, content] of Object.entries(filesOf(set.postings, set[half]))) {
      const file = new URL(`../../gold/${half}/${name}`, import.meta.url);
      expect(readFileSync(file, 'utf8') === content, name).toBe(true);
    }
  });

  test('has four hundred queries and more, every class in both halves, and no query in both', () => {
    expect(set.working.length + set.reported.length).toBeGreaterThanOrEqual(400);
    const kinds = (queries: typeof set.working) => [...new Set(queries.map(({ kind }) => kind))].sort();
    expect(kinds(set.working)).toEqual(kinds(set.reported));
    expect(kinds(set.working)).toHaveLength(11);
    const ids = [...set.working, ...set.reported].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('the query and its first wanted posting share a trade, in the working half', () => {
    const { understand, meaningOf } = languageOf({});
    const postings = new Map(set.postings.map((posting) => [posting.id, posting]));
    const asked = set.working.filter(({ kind }) => !['initials', 'place', 'pay', 'sentence'].includes(kind));
    const missed = asked.filter(({ text, wanted }) => {
      const trades = understand(text).trades.map(({ code }) => code);
      const posting = postings.get(wanted[0] ?? '');
      return !posting || !meaningOf(posting).trades.some(({ code }) => trades.some((trade) => code.startsWith(trade)));
    });
    expect(missed.length / asked.length).toBeLessThan(0.03);
  });
});
