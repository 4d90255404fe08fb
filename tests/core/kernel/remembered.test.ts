import { expect, test } from 'vitest';
import { remembered } from '../../../api/src/kernel/remembered.ts';

test('a result is made once, and again after it was forgotten: the one not asked for the longest first', () => {
  const made: string[] = [];
  const ask = remembered((key) => ({ key, nth: made.push(key) }), 2);
  expect(ask('a')).toBe(ask('a'));
  ask('b');
  ask('a');
  ask('c');
  expect(ask('a')).toEqual({ key: 'a', nth: 1 });
  expect(ask('b')).toEqual({ key: 'b', nth: 4 });
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});
