import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { missingFrom } from '../../../api/src/domains/jobs/core/complete.ts';
import { rawPosting } from '../../../api/src/domains/jobs/core/import-fields.ts';
import { readPosting } from '../../../api/src/domains/jobs/core/import-row.ts';
import {
  ageOf,
  boardIn,
  dateOf,
  educationOf,
  headCountOf,
  lodgingIn,
  perksOf,
  shiftOf,
} from '../../../api/src/domains/jobs/core/import-words.ts';
import { JOB_COLUMNS } from '../../../api/src/domains/jobs/core/template.ts';

describe('words of a posting in a file', () => {
  test.each([
    ['18-45岁', { min: 18, max: 45 }],
    ['50岁以下', { min: null, max: 50 }],
    ['18周岁以上', { min: 18, max: null }],
    ['不限', { min: null, max: null }],
    ['15-30岁', null],
    ['45-18', null],
    ['年轻', null],
  ])('age %s', (text, range) => expect(ageOf(text)).toEqual(range));

  test.each([
    ['2026-1-5', '2026-01-05'],
    ['2026/01/05', '2026-01-05'],
    ['2026年1月5日', '2026-01-05'],
    ['20260105', '2026-01-05'],
    ['2026-02-30', null],
    ['2026-06', null],
    ['长期', null],
  ])('date %s', (text, date) => expect(dateOf(text)).toBe(date));

  test.each([
    ['大专及以上', 'college'],
    ['统招本科', 'bachelor'],
    ['硕士', 'bachelor'],
    ['中专/中技', 'senior'],
    ['初中及以上', 'junior'],
    ['学历不限', 'none'],
    ['1-3年学历不限', 'none'],
    ['经验不限', null],
    ['3-5年', null],
  ])('schooling %s', (text, level) => expect(educationOf(text)).toBe(level));

  test('head counts, shifts, board and lodging', () => {
    expect(['3人', '2-3', '若干', '0', '１０名'].map(headCountOf)).toEqual([3, 2, null, null, 10]);
    expect(['两班倒', '三班两运转', '长白班', '夜班', '看情况'].map(shiftOf)).toEqual([
      'two_shift',
      'three_shift',
      'day',
      'night',
      null,
    ]);
    expect(['包吃住', '不包吃', '餐补300', '免费工作餐', '包食宿'].map(boardIn)).toEqual([
      true,
      false,
      false,
      true,
      true,
    ]);
    expect(['包吃住', '不包住', '提供宿舍', '附近有宿舍出租', '包食宿'].map(lodgingIn)).toEqual([
      true,
      false,
      true,
      false,
      true,
    ]);
    expect(perksOf('1-3年,本科,五险一金,全勤奖、五险一金', ['1-3年', '本科'])).toEqual(['五险一金', '全勤奖']);
  });

  test('what else a source says stands beside, under its own name', () => {
    const raw = rawPosting({
      title: '普工',
      salary: ' ',
      orig: { age: '18-45', industry: '服装' },
      招聘人数: 3,
      tags: ['a', 'b'],
    });
    expect(raw).toEqual({
      fields: { title: '普工', age: '18-45', headcount: '3' },
      others: { industry: '服装', tags: 'a,b' },
    });
  });

  test('no row raises, whatever its cells hold', () => {
    const readings = { placeOf: () => null, occupationOf: () => null };
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('title', 'salary', 'age', 'orig', 'deadline', 'benefits', '班次'), fc.anything()),
        (cells) => {
          expect(readPosting(rawPosting(cells), readings).columns.occupationCode).toBeNull();
        },
      ),
    );
  });
});

describe('the template', () => {
  test('every choice and head that it offers is understood by the reader', () => {
    const readings = { placeOf: () => null, occupationOf: () => null };
    for (const { head, choices = [] } of JOB_COLUMNS) {
      for (const choice of choices)
        expect(readPosting(rawPosting({ [head.replace('*', '')]: choice }), readings).unparsed, choice).toEqual([]);
      expect(Object.keys(rawPosting({ [head.replace('*', '')]: '字' }).fields), head).toHaveLength(1);
    }
  });
});

describe('what a posting lacks', () => {
  const whole = {
    occupationCode: '0101',
    monthlyMinFen: 1,
    monthlyMaxFen: 1,
    headCount: 1,
    regionCode: '371311001201',
    validUntilOn: '2026-11-20',
  };

  test.each([
    ['occupation', { occupationCode: null }],
    ['pay', { monthlyMinFen: null }],
    ['head_count', { headCount: null }],
    ['place', { regionCode: null }],
    ['place', { regionCode: '371300000000' }],
    ['validity', { validUntilOn: null }],
    ['validity', { validUntilOn: '2026-11-19' }],
  ])('%s', (requirement, over) => expect(missingFrom({ ...whole, ...over }, '2026-11-20')).toEqual([requirement]));

  test('nothing, on its last day and with a county as its place', () =>
    expect(missingFrom({ ...whole, regionCode: '371311000000' }, '2026-11-20')).toEqual([]));
});
