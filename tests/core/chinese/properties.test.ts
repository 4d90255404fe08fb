import fc from 'fast-check';
import { expect, test } from 'vitest';
import { languageOf } from '../../../search/src/chinese/language.ts';
import { PERKS, SAID_SHIFTS } from '../../../search/src/chinese/model.ts';
import { occupationOf } from '../../../search/src/vocabulary/occupations.ts';

const language = languageOf({ places: [{ code: '371311000000', name: '罗庄区' }] });

const PIECES = [
  '缝纫工',
  '不要',
  '夜班',
  '包吃住',
  '四千以上',
  '罗庄',
  '离家近',
  '58岁',
  '压露机',
  'ylj',
  ' ',
  '，',
  '*',
  '"',
  "'",
  '-',
  '(',
  ')',
  '\\',
  '\u0000',
  '\u200b',
  '\ud83d',
  '👩‍🌾',
  '%',
  '_',
  ';DROP TABLE jobs;--',
  ' OR 1=1',
  'trades = 1',
  '[]{}',
  '十百千万',
  '9'.repeat(30),
  '용접공',
];

const queries = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')),
);

test('any query is understood without raising, in values of the model', () => {
  fc.assert(
    fc.property(queries, (text) => {
      const read = language.understand(text, { countyCode: '371311' });
      expect(read.said.length).toBeLessThanOrEqual(200);
      expect(read.said).not.toMatch(/\p{Cc}/u);
      expect(read.words.length).toBeLessThanOrEqual(10);
      expect(read.perks.every((perk) => PERKS.includes(perk))).toBe(true);
      expect(read.shifts.every((shift) => SAID_SHIFTS.includes(shift))).toBe(true);
      expect(new Set(read.trades.map(({ code }) => code)).size).toBe(read.trades.length);
      expect(new Set(read.chips.map(({ key }) => key)).size).toBe(read.chips.length);
      for (const { code, strength } of read.trades) {
        expect(occupationOf(code)).toBeDefined();
        expect(strength).toBeGreaterThan(0);
        expect(strength).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 500 },
  );
});

test('words for the engine carry no syntax of it', () => {
  fc.assert(
    fc.property(queries, (text) => {
      for (const word of language.understand(text).rest) expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
    }),
    { numRuns: 300 },
  );
});

test('removing every chip leaves none', () => {
  fc.assert(
    fc.property(queries, (text) => {
      const { chips } = language.understand(text);
      const drop = chips.map(({ key }) => key);
      const left = language.understand(text, { drop }).chips.filter(({ key }) => drop.includes(key));
      expect(left).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('what is longer than a page is cut before it is read', () => {
  const long = '压路机'.repeat(40_000);
  expect(language.understand(long).said).toHaveLength(200);
  expect(language.meaningOf({ title: long, description: long }).trades[0]?.code).toBe('1202');
  expect(language.suggest(long, 5)).toEqual([]);
});

test('any posting has a meaning', () => {
  fc.assert(
    fc.property(queries, queries, queries, (title, description, salary) => {
      const meaning = language.meaningOf({ title, description, salary });
      expect(meaning.pinyin.every((sound) => sound !== '')).toBe(true);
      expect(meaning.payMinFen ?? 0).toBeLessThan(Number.MAX_SAFE_INTEGER);
    }),
    { numRuns: 300 },
  );
});
