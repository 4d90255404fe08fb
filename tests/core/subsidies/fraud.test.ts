import { describe, expect, test } from 'vitest';
import { screen } from '../../../api/src/domains/subsidies/core/fraud.ts';
import {
  FRAUD_PATTERNS,
  type FraudPattern,
  type FraudRows,
} from '../../../api/src/domains/subsidies/core/fraud-rows.ts';
import { cleanCounty, countyWith, merge, PLANTED } from './fraud-county.ts';

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
  const { county, claimIds: expected } = countyWith(patterns, 50_000);
  const found = new Set(screen(county).map(({ claimId }) => claimId));
  expect(expected.filter((id) => !found.has(id))).toEqual([]);
  expect([...found].filter((id) => !expected.includes(id))).toEqual([]);
});
