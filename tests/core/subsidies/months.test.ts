import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, textOf } from '../../../api/src/domains/subsidies/core/exact.ts';
import {
  completedMonths,
  completedOn,
  deadlineOn,
  monthsSince,
  monthsUntil,
  monthsWithShare,
  stableEmployment,
} from '../../../api/src/domains/subsidies/core/months.ts';
import { addDays } from '../../../api/src/kernel/calendar.ts';

describe('months of work (GD-02)', () => {
  test.each([
    ['2016-06-01', '2016-11-29', 5],
    ['2016-06-01', '2016-11-30', 6],
    ['2016-06-15', '2016-12-13', 5],
    ['2016-06-15', '2016-12-14', 6],
    ['2016-08-31', '2017-02-27', 5],
    ['2016-08-31', '2017-02-28', 6],
    ['2019-08-30', '2020-02-28', 5],
    ['2019-08-30', '2020-02-29', 6],
    ['2024-01-31', '2024-02-28', 0],
    ['2024-01-31', '2024-02-29', 1],
    ['2024-01-31', '2024-03-30', 2],
    ['2024-02-29', '2025-02-27', 11],
    ['2024-02-29', '2025-02-28', 12],
    ['2024-05-10', '2024-05-10', 0],
    ['2024-05-10', '2024-05-09', 0],
    ['2023-12-01', '2023-12-31', 1],
  ])('%s to %s: %i complete', (start, last, months) => expect(completedMonths(start, last)).toBe(months));

  test.each([
    ['2016-01-01', '2016-12-30', 'eleven and thirty of thirty-one days', 11 + 30 / 31],
    ['2016-01-01', '2016-12-31', 'twelve', 12],
    ['2016-01-01', '2016-01-01', 'one of thirty-one days', 1 / 31],
    ['2016-01-01', '2015-12-31', 'none', 0],
  ])('%s to %s is %s', (start, last, _words, months) =>
    expect(Number(textOf(monthsWithShare(start, last)))).toBeCloseTo(months, 7),
  );

  const day = fc.integer({ min: 0, max: 12_000 }).map((days) => addDays('1999-12-25', days));

  test('one day more never makes fewer months, and the day of completion is the first that has them', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 120 }), (start, months) => {
        const on = completedOn(start, months);
        expect(completedMonths(start, on)).toBe(months);
        expect(completedMonths(start, addDays(on, -1))).toBe(months - 1);
        expect(compare(monthsWithShare(start, on), months)).toBe(0);
        expect(compare(monthsWithShare(start, addDays(on, -1)), months)).toBeLessThan(0);
      }),
    );
  });
});

describe('a period to act (GD-20)', () => {
  test.each([
    ['2010-03-10', 1, '2010-04-10'],
    ['2010-01-31', 1, '2010-02-28'],
    ['2010-11-30', 3, '2011-02-28'],
  ])('from %s, %i months end with %s', (notice, months, end) => expect(deadlineOn(notice, months)).toBe(end));

  test('the last day is within the month and the next one is not', () => {
    expect(monthsSince('2010-03-10', '2010-04-10')).toBe(1);
    expect(textOf(monthsSince('2010-03-10', '2010-04-11'))).toBe('1.03333333');
    expect(monthsSince('2010-03-10', '2010-03-10')).toBe(0);
  });
});

test('sixty calendar months to the pension are exactly sixty, and one day fewer is less (GD-07)', () => {
  expect(monthsUntil('2016-05-13', '2021-05-13')).toBe(60);
  expect(compare(monthsUntil('2016-05-13', '2021-05-12'), 60)).toBeLessThan(0);
  expect(monthsUntil('2016-05-13', '2016-05-13')).toBe(0);
});

describe('stable employment (GD-03)', () => {
  const a = { employerId: 'a', startOn: '2024-01-01', endOn: '2024-03-31' };
  const next = { employerId: 'a', startOn: '2024-04-01', endOn: '2024-06-30' };
  const gap = { employerId: 'a', startOn: '2024-04-02' };

  test('a contract that follows on the next day goes on', () =>
    expect(stableEmployment([next, a], 'a', '2024-12-31')).toEqual({
      employerId: 'a',
      startOn: '2024-01-01',
      endOn: '2024-06-30',
    }));
  test('one day between breaks it off', () =>
    expect(stableEmployment([a, gap], 'a', '2024-05-01')).toEqual({
      employerId: 'a',
      startOn: '2024-04-02',
      endOn: '2024-05-01',
    }));
  test('unless that much is allowed', () =>
    expect(stableEmployment([a, gap], 'a', '2024-05-01', 1)).toEqual({
      employerId: 'a',
      startOn: '2024-01-01',
      endOn: '2024-05-01',
    }));
  test('another employer does not count', () => expect(stableEmployment([a], 'b', '2024-12-31')).toBeUndefined());
  test('a short contract inside a long one shortens nothing', () =>
    expect(stableEmployment([{ ...a, endOn: '2024-12-31' }, next], 'a', '2025-12-31')?.endOn).toBe('2024-12-31'));
});
