import { expect, test } from 'vitest';
import { bandOf } from '../../../api/src/domains/jobs/core/bands.ts';

test('nobody can tell nobody from four', () => {
  expect([0, 1, 4].map(bandOf)).toEqual(['under_5', 'under_5', 'under_5']);
  expect([5, 9, 10, 19, 20, 49, 50, 99, 100, 22_198].map(bandOf)).toEqual([
    '5_to_9',
    '5_to_9',
    '10_to_19',
    '10_to_19',
    '20_to_49',
    '20_to_49',
    '50_to_99',
    '50_to_99',
    '100_and_more',
    '100_and_more',
  ]);
});
