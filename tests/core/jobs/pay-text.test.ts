import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hoursAMonth, monthlyOf } from '../../../api/src/domains/jobs/core/pay.ts';
import { readPay } from '../../../api/src/domains/jobs/core/pay-text.ts';
import { besideProject, describeWhere } from '../../support/skip.ts';

const month = (min: number, max = min) => ({
  says: 'pay',
  pay: { kind: 'month', minFen: min * 100, maxFen: max * 100 },
});
const per = (kind: string, min: number, max = min) => ({ says: 'pay', pay: { kind, minFen: min, maxFen: max } });

describe('pay as sources write it', () => {
  test.each([
    ['1-1.5万', month(10_000, 15_000)],
    ['8千-1.2万·13薪', month(8_000, 12_000)],
    ['6-8千', month(6_000, 8_000)],
    ['10-15K', month(10_000, 15_000)],
    ['10k-15k', month(10_000, 15_000)],
    ['15-30K·14薪', month(15_000, 30_000)],
    ['8000-9000元/月', month(8_000, 9_000)],
    ['15001元以上', month(15_001)],
    ['5千及以下', month(0, 5_000)],
    ['三千到四千', month(3_000, 4_000)],
    ['三千五', month(3_500)],
    ['８０００－９０００元／月', month(8_000, 9_000)],
    ['8,000-9,000元', month(8_000, 9_000)],
    ['4000+', month(4_000)],
    ['年薪12万', month(10_000)],
    ['24-36万/年', month(20_000, 30_000)],
    ['200元/天', per('day', 20_000)],
    ['日薪180-220', per('day', 18_000, 22_000)],
    ['两百一天', per('day', 20_000)],
    ['18元/小时', per('hour', 1_800)],
    ['时薪20元', per('hour', 2_000)],
    ['20.23/时', per('hour', 2_023)],
    ['0.5元/件', per('piece', 50)],
    ['5角/个', per('piece', 50)],
    ['计件 0.3元/双', per('piece', 30)],
    ['面议', { says: 'negotiable' }],
    ['面谈', { says: 'negotiable' }],
    ['面议 24小时反馈', { says: 'negotiable' }],
  ])('%s', (text, reading) => expect(readPay(text)).toEqual(reading));

  test('a source that lists pay by the year is read by the year', () => {
    expect(readPay('18-24万 72小时反馈', 'year')).toEqual(month(15_000, 20_000));
    expect(readPay('1-1.5万', 'month')).toEqual(month(10_000, 15_000));
  });

  test('what nobody can be sure of stays text', () => {
    for (const text of ['', '150元', '待遇从优', '20-15K', '0元/月', '99999999999元']) expect(readPay(text)).toBeNull();
  });

  test('no text raises, and what is read is in order and whole fen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const reading = readPay(text);
        if (reading?.says !== 'pay') return;
        const { minFen, maxFen } = reading.pay;
        expect([Number.isSafeInteger(minFen), Number.isSafeInteger(maxFen), minFen <= maxFen]).toEqual([
          true,
          true,
          true,
        ]);
      }),
    );
  });
});

describe('the monthly equivalent', () => {
  test('a month is 21.75 paid days of eight hours, of four in part-time work', () => {
    expect([hoursAMonth('day'), hoursAMonth('part_time')]).toEqual([174, 87]);
    expect(monthlyOf({ kind: 'day', minFen: 20_000, maxFen: 20_000 }, 'day', null)).toEqual({
      minFen: 435_000,
      maxFen: 435_000,
    });
    expect(monthlyOf({ kind: 'hour', minFen: 2_000, maxFen: 2_500 }, 'day', null)).toEqual({
      minFen: 348_000,
      maxFen: 435_000,
    });
    expect(monthlyOf({ kind: 'hour', minFen: 2_000, maxFen: 2_000 }, 'part_time', null)?.minFen).toBe(174_000);
  });

  test('it is rounded down once', () =>
    expect(monthlyOf({ kind: 'day', minFen: 10_001, maxFen: 10_001 }, 'day', null)?.minFen).toBe(217_521));

  test('of piece work it is what the employer says, and nothing where it says nothing', () => {
    const piece = { kind: 'piece', minFen: 50, maxFen: 50 } as const;
    expect(monthlyOf(piece, 'day', { minFen: 300_000, maxFen: 400_000 })).toEqual({ minFen: 300_000, maxFen: 400_000 });
    expect(monthlyOf(piece, 'day', null)).toBeNull();
  });
});

const folder = besideProject('data/jobs');
describeWhere(folder, 'pay texts of seven sources (no ../shared/data/jobs)')('the files of seven sources', () => {
  test.each(folder ? fs.readdirSync(folder) : [])(
    '%s: pay is read in at least 97 of 100 rows that carry one',
    (file) => {
      const lines = gunzipSync(fs.readFileSync(path.join(folder ?? '', file)))
        .toString('utf8')
        .trim()
        .split('\n');
      // Written by the sources' crawlers: each row has at least a source.
      const rows = lines.map((line) => JSON.parse(line) as { source: string; salary?: string });
      const carrying = rows.filter(({ salary }) => salary);
      const read = carrying.filter(({ salary = '', source }) =>
        readPay(salary, source.startsWith('liepin') ? 'year' : 'month'),
      );
      expect(read.length / carrying.length).toBeGreaterThanOrEqual(0.97);
    },
  );
});
