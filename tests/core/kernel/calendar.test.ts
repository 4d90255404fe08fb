import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addWorkingDays,
  ageOn,
  dateAt,
  daysBetween,
  isCalendarDate,
  startOf,
} from '../../../api/src/kernel/calendar.ts';

describe('the calendar of Shanghai', () => {
  test('a day begins at 16:00 UTC of the day before', () => {
    expect(dateAt(new Date('2026-11-20T15:59:59Z'))).toBe('2026-11-20');
    expect(dateAt(new Date('2026-11-20T16:00:00Z'))).toBe('2026-11-21');
    expect(startOf('2026-11-21').toISOString()).toBe('2026-11-20T16:00:00.000Z');
  });

  test('days across months, years and a leap day', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(daysBetween('2028-02-01', '2028-03-01')).toBe(29);
    expect(daysBetween('2026-03-01', '2026-02-28')).toBe(-1);
  });

  test('months keep the day, or take the last one there is', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
    expect(addMonths('2026-11-20', 6)).toBe('2027-05-20');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  });

  test('days and months are counted as the calendar of the language counts them', () => {
    const iso = (at: Date) => at.toISOString().slice(0, 10);
    const day = fc.date({ min: new Date('1600-01-01'), max: new Date('2400-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.integer({ min: -1500, max: 1500 }), (at, count) => {
        const on = iso(at);
        const [year, month, date] = on.split('-').map(Number) as [number, number, number];
        expect(addDays(on, count)).toBe(iso(new Date(Date.UTC(year, month - 1, date + count))));
        const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate();
        expect(addMonths(on, count)).toBe(iso(new Date(Date.UTC(year, month - 1 + count, Math.min(date, last)))));
      }),
      { numRuns: 2000 },
    );
  });

  test('a person is a year older on the birthday, born on a leap day on 1 March', () => {
    expect(ageOn('1968-11-20', '2026-11-19')).toBe(57);
    expect(ageOn('1968-11-20', '2026-11-20')).toBe(58);
    expect(ageOn('2004-02-29', '2026-02-28')).toBe(21);
    expect(ageOn('2004-02-29', '2026-03-01')).toBe(22);
  });

  test('three working days from a Thursday end on the Tuesday', () => {
    expect(addWorkingDays('2026-11-19', 3)).toBe('2026-11-24');
    expect(addWorkingDays('2026-11-21', 1)).toBe('2026-11-23');
    expect(addWorkingDays('2026-11-20', 0)).toBe('2026-11-20');
  });

  test.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1', '', '今天'])('%s is no date', (text) => {
    expect(isCalendarDate(text)).toBe(false);
  });
});
