import { describe, expect, test } from 'vitest';
import { screen } from '../../../api/src/domains/subsidies/core/fraud.ts';
import {
  FRAUD_PATTERNS,
  type FraudPattern,
  type FraudRows,
} from '../../../api/src/domains/subsidies/core/fraud-rows.ts';
import { cleanCounty, merge, PLANTED } from './fraud-county.ts';

const small = cleanCounty(60);

describe('each pattern', () => {
  test.each(FRAUD_PATTERNS)('%s: the planted one is hit and names its rows', (pattern) => {
    const { rows, claimIds, standsOn } = PLANTED[pattern];
    const hits = screen(merge(small, rows)).filter((one) => one.pattern === pattern);
    expect([...new Set(hits.map(({ claimId }) => claimId))].sort()).toEqual([...claimIds].sort());
    for (const { rows: named } of hits) {
      expect(named.length).toBeGreaterThan(0);
      for (const { table, id } of named) expect(all(merge(small, rows), table).some((row) => row.id === id)).toBe(true);
      expect(new Set(named.map(({ table }) => table))).toEqual(new Set(standsOn));
    }
  });

  test.each(FRAUD_PATTERNS)('%s: what lies just beside it is none', (pattern) => {
    const hits = screen(merge(small, PLANTED[pattern].beside));
    expect(hits.filter((one) => one.pattern === pattern)).toEqual([]);
  });
});

const all = (rows: FraudRows, table: keyof Omit<FraudRows, 'deadlines'>): readonly { id: string }[] => rows[table];

test('a clean county gives no hit', () => expect(screen(cleanCounty(500))).toEqual([]));

test('twenty planted frauds among 50,000 clean claims: all found, and nobody else', { timeout: 180_000 }, () => {
  const patterns: FraudPattern[] = [...FRAUD_PATTERNS, ...FRAUD_PATTERNS.slice(0, 3)];
  const planted = patterns.map((pattern, i) => relabelled(PLANTED[pattern].rows, `#${i}`));
  const county = planted.reduce(merge, cleanCounty(50_000));
  const hits = screen(county);
  const expected = patterns.flatMap((pattern, i) => PLANTED[pattern].claimIds.map((id) => `${id}#${i}`));
  const found = new Set(hits.map(({ claimId }) => claimId));
  expect(expected.filter((id) => !found.has(id))).toEqual([]);
  expect([...found].filter((id) => !expected.includes(id))).toEqual([]);
});

/** The same fraud once more under other ids. */
function relabelled(rows: Partial<FraudRows>, suffix: string): Partial<FraudRows> {
  const visit = (value: unknown, key = ''): unknown => {
    if (Array.isArray(value)) return value.map((one) => visit(one, key));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, visit(one, name)]));
    return typeof value === 'string' && /(^id|Ids?|Hash|Hashes)$/.test(key) ? value + suffix : value;
  };
  const { wages, deadlines, ...rest } = rows;
  return { ...(visit(rest) as Partial<FraudRows>), ...(wages && { wages }), ...(deadlines && { deadlines }) };
}
