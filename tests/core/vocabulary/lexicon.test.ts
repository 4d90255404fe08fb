import { expect, test } from 'vitest';
import { baseLexicon, withEntries } from '../../../search/src/vocabulary/lexicon.ts';
import { phrasesOf } from '../../../search/src/vocabulary/phrases.ts';

test('verbs and objects are crossed into what people say and what ads write', () => {
  const codesOf = (phrase: string) =>
    baseLexicon()
      .get(phrase)
      .map(({ code }) => code);
  for (const phrase of ['开压路机', '驾驶压路机', '压路机司机', '压路机操作手'])
    expect(codesOf(phrase)).toContain('1202');
});

test('a crossed word stays with the trade that bears it as its name', () => {
  const codes = baseLexicon()
    .get('针车工')
    .map(({ code }) => code);
  expect(codes).toContain('0101');
  expect(codes).not.toContain('0803');
});

test('entries that staff add are known in the new lexicon and not in the old one', () => {
  const own = withEntries([{ phrase: '打嘎嘎', code: '2204', strength: 1 }]);
  expect(own.get('打嘎嘎')).toEqual([{ phrase: '打嘎嘎', code: '2204', strength: 1 }]);
  expect(own.get('放羊')).toEqual(baseLexicon().get('放羊'));
  expect(baseLexicon().get('打嘎嘎')).toEqual([]);
});

test('the vocabulary holds thousands of words', () => {
  expect(baseLexicon().size).toBeGreaterThan(30_000);
});

test('longer phrases win, and letters are not cut out of a word but for its plural', () => {
  const phrases = phrasesOf(
    new Map([
      ['压路', [1]],
      ['压路机', [2]],
      ['driver', [3]],
      ['er', [4]],
    ]),
  );
  const found = (text: string) => phrases.spans(text).map(({ entries }) => entries[0]);
  expect(found('开压路机压路')).toEqual([2, 1]);
  expect(found('two drivers')).toEqual([3]);
  expect(found('screwdriver')).toEqual([]);
});
