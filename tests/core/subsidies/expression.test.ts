import { describe, expect, test } from 'vitest';
import { textOf } from '../../../api/src/domains/subsidies/core/exact.ts';
import { readExpression } from '../../../api/src/domains/subsidies/core/expression.ts';
import { Declarations, readFacts } from '../../../api/src/domains/subsidies/core/facts.ts';

const declared = new Declarations(['a.x', 'a.y', 'a.z'].map((fact) => ({ fact, type: 'number' as const })));

function read(text: string) {
  const result = readExpression(text, (fact) => declared.reader(fact));
  if (!result.ok) throw new Error(`${result.at}: ${result.message}`);
  return result.expression;
}
function facts(given: Record<string, number>) {
  const result = readFacts(given, declared);
  if (!result.ok) throw new Error('refused');
  return result.facts;
}
const said = (text: string, given: Record<string, number>) => {
  const value = read(text).value(facts(given));
  return value === undefined ? undefined : textOf(value);
};

describe('an expression', () => {
  test.each([
    ['1 + 2 * 3', '7'],
    ['(1 + 2) * 3', '9'],
    ['8 / 4 / 2', '1'],
    ['8 - 4 - 2', '2'],
    ['min(3, 1, 2) + max(3, 1)', '4'],
    ['a.x / 160', '112.5'],
    ['0.1 + 0.2', '0.3'],
    ['10 / 3 * 3', '10'],
  ])('%s is %s', (text, value) => expect(said(text, { 'a.x': 18000 })).toBe(value));

  test('has no value while a fact is unknown, though the fact could not matter', () => {
    expect(said('min(1, a.x)', {})).toBeUndefined();
    expect(said('0 * a.x', {})).toBeUndefined();
    expect(read('a.x * a.y + a.z').lacking(facts({ 'a.y': 1 }))).toEqual(['a.x', 'a.z']);
  });

  test('has no value where a divisor is zero, and names it', () => {
    expect(said('min(1, a.x / (a.y - a.z))', { 'a.x': 1, 'a.y': 2, 'a.z': 2 })).toBeUndefined();
    expect(read('a.x / (a.y - a.z)').lacking(facts({ 'a.x': 1, 'a.y': 2, 'a.z': 2 }))).toEqual(['a.y', 'a.z']);
  });

  test.each([
    ['a.x +', 'ends too early'],
    ['a.x a.y', 'unexpected a.y'],
    ['(a.x', ') expected'],
    ['min(a.x', ') expected'],
    ['b.x', 'b.x is not declared'],
    ['a.x ** 2', 'unexpected *'],
    ['process.exit()', 'process.exit is not declared'],
    ['a.x; 1', 'not a decimal'],
    ['', 'ends too early'],
  ])('%j is refused: %s', (text, why) => {
    const result = readExpression(text, (fact) => declared.reader(fact));
    expect(result.ok ? '' : result.message).toContain(why);
  });
});
