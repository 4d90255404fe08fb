import { describe, expect, test } from 'vitest';
import { differs, isMonth, monthSpan, readSheetLine } from '../../../api/src/domains/placements/core/sheet.ts';
import { anIdNumber } from '../../support/people.ts';

const read = (row: Record<string, string>) => readSheetLine({ 姓名: '甲', 实发工资: '3800', ...row }, '2026-11-20');
const paid = (typed: string) => read({ 实发工资: typed }).line.wage.paidFen;

describe('a row of a monthly sheet', () => {
  test('sums are read to the fen, and what is no sum is a mistake', () => {
    expect(paid('3,800.5')).toBe(380_050);
    expect(paid('3800.05 元')).toBe(380_005);
    expect(paid('0')).toBe(0);
    for (const typed of ['三千', '-1', '3800.123', '99999999', '']) {
      expect(read({ 实发工资: typed }).errors.map((e) => e.field)).toEqual(['实发工资']);
    }
  });

  test('an old ID number becomes the new one, and a wrong digit is told', () => {
    const whole = anIdNumber(7);
    const old = `${whole.slice(0, 6)}${whole.slice(8, 17)}`;
    expect(read({ 身份证号: old }).line.idNumber).toBe(whole);
    expect(read({ 身份证号: `${whole.slice(0, 17)}${whole.endsWith('1') ? '2' : '1'}` }).errors).toMatchObject([
      { code: 'row.id_number_wrong' },
    ]);
  });

  test('days and insurances are read as people write them', () => {
    const { line, errors } = read({ 发放日期: '2026.11.15', 参加的保险: '养老、工伤保险', 单位缴费: '612.30' });
    expect(errors).toEqual([]);
    expect(line.wage).toEqual({
      paidFen: 380_000,
      paidOn: '2026-11-15',
      insurances: ['pension', 'work_injury'],
      employerPartFen: 61_230,
    });
    expect(read({ 发放日期: '昨天', 参加的保险: '车险' }).errors.map((e) => e.code)).toEqual([
      'row.date_wrong',
      'row.choice_unknown',
    ]);
  });

  test('a month spans to the first of the next, over the year too', () => {
    expect(monthSpan('2026-12')).toEqual({ from: '2026-12-01', until: '2027-01-01' });
    expect(['2026-13', '2026-1'].map(isMonth)).toEqual([false, false]);
  });

  test('only two who both spoke can differ', () => {
    expect(differs({ paidFen: 1, saidPaidFen: 2 })).toBe(true);
    expect([differs({ paidFen: 1, saidPaidFen: null }), differs({ paidFen: 0, saidPaidFen: 0 })]).toEqual([
      false,
      false,
    ]);
  });
});
