import { describe, expect, test } from 'vitest';
import { gathering } from '../../../api/src/kernel/gathering.ts';

/** A question whose answers are given by hand. */
function byHand() {
  const asked: (PromiseWithResolvers<string> & { readonly keys: readonly string[] })[] = [];
  const ask = gathering((keys) => {
    const question = { keys, ...Promise.withResolvers<string>() };
    asked.push(question);
    return question.promise;
  });
  return { ask, asked };
}

describe('questions gathered', () => {
  test('the first goes at once, those that come meanwhile together, each key once', async () => {
    const { ask, asked } = byHand();
    const answers = [ask(['a', 'b']), ask(['b', 'c']), ask(['c', 'd'])];
    expect(asked.map(({ keys }) => keys)).toEqual([['a', 'b']]);
    asked[0]?.resolve('first');
    expect(await answers[0]).toBe('first');
    expect(asked.map(({ keys }) => keys)).toEqual([
      ['a', 'b'],
      ['b', 'c', 'd'],
    ]);
    asked[1]?.resolve('second');
    expect(await Promise.all(answers)).toEqual(['first', 'second', 'second']);
  });

  test('nothing that was asked before serves who asks after', async () => {
    const { ask, asked } = byHand();
    const before = ask(['a']);
    const after = ask(['a']);
    asked[0]?.resolve('old');
    expect(await before).toBe('old');
    asked[1]?.resolve('new');
    expect(await after).toBe('new');
  });

  test('one that fails fails for those it was put for, and the next goes on', async () => {
    const { ask, asked } = byHand();
    const answers = [ask(['a']), ask(['b']), ask(['c'])];
    asked[0]?.reject(new Error('gone'));
    await expect(answers[0]).rejects.toThrow('gone');
    asked[1]?.reject(new Error('gone again'));
    await expect(answers[1]).rejects.toThrow('gone again');
    await expect(answers[2]).rejects.toThrow('gone again');
    const later = ask(['d']);
    asked[2]?.resolve('here');
    expect(await later).toBe('here');
  });
});
