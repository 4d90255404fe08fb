import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  maskId,
  NOTICE_FIELDS,
  noticeEndsOn,
  noticeLine,
  scanNotice,
  showsNotice,
  withEighteen,
} from '../../../api/src/domains/subsidies/core/notice.ts';

/** Generated numbers: no region 999999 exists. */
const SUBJECT = {
  name: '张三',
  village: '测试村',
  idNumber: '999999197001010010',
  policy: '交通补助',
  amountFen: 30_000,
  period: '2026-03',
  employer: '测试车间',
};

describe('what a notice shows', () => {
  test('only what the policy permits, and of that only what any notice may show', () => {
    expect(noticeLine(SUBJECT, ['name', 'amountFen', 'idNumber', 'phone', 'disability'])).toEqual({
      name: '张三',
      amountFen: 30_000,
    });
  });

  test('the number only with its mask', () => {
    const line = noticeLine(SUBJECT, NOTICE_FIELDS);
    expect(line.maskedId).toBe('**************0010');
    expect(JSON.stringify(line)).not.toContain('1970');
  });

  test('the old form of a number gets its century and its check digit', () => {
    expect(withEighteen('110105491231002')).toBe('11010519491231002X');
    expect(withEighteen('11010519491231002x')).toBe('11010519491231002X');
  });

  const digits = (n: number) => fc.array(fc.nat({ max: 9 }), { minLength: n, maxLength: n }).map((all) => all.join(''));

  test('two notices laid side by side show no more than one of them', () => {
    fc.assert(
      fc.property(digits(15), fc.subarray([...NOTICE_FIELDS]), fc.subarray([...NOTICE_FIELDS]), (old, one, other) => {
        const lines = [
          noticeLine({ ...SUBJECT, idNumber: old }, one),
          noticeLine({ ...SUBJECT, idNumber: withEighteen(old) }, other),
        ];
        const shown = lines.flatMap(({ maskedId }) => (typeof maskedId === 'string' ? [maskedId] : []));
        const union = Array.from({ length: 18 }, (_, i) => shown.some((mask) => mask[i] !== '*'));
        expect(union.filter(Boolean).length).toBe(shown.length > 0 ? 4 : 0);
        expect(new Set(shown.map((mask) => mask.length)).size).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('a masked number never holds more than its last four', () => {
    fc.assert(
      fc.property(digits(18), (id) => {
        expect(maskId(id)).toBe(`${'*'.repeat(14)}${id.slice(14)}`);
      }),
    );
  });
});

test('seven days are seven whole days after the day it is put up', () => {
  const ends = noticeEndsOn('2026-02-25', 7);
  expect(ends).toBe('2026-03-04');
  expect(showsNotice(ends, '2026-03-04')).toBe(true);
  expect(showsNotice(ends, '2026-03-05')).toBe(false);
});

describe('the second reading of a rendered notice', () => {
  test.each([
    ['999999197001010010', 'id-number'],
    ['99999919700101001X', 'id-number'],
    ['999999700101001', 'id-number'],
    ['13800138000', 'phone'],
    ['138 0013 8000', 'phone'],
    ['0539-1234567', 'phone'],
    ['6222 0000 0000 0000 004', 'bank-card'],
    ['测试村3号楼2单元', 'address'],
    ['测试村第三村民小组', 'address'],
    ['测试村123号', 'address'],
    ['二级残疾', 'disability'],
    ['视力障碍', 'disability'],
  ])('%s goes no further: %s', (text, leak) => {
    const found = scanNotice(`张三,测试村,${text},300元`);
    expect(found.map((one) => one.leak)).toContain(leak);
    expect(found.every(({ at }) => at >= 0)).toBe(true);
  });

  test('names, villages, sums, dates, masked numbers and document numbers pass', () => {
    const text =
      '张三 测试村 **************0010 交通补助 300.00元 2026-03-20 罗人社发〔2016〕23号文 罗人社发〔2016〕23号 三(一)3 公示期7天 合计 1234567.89 元';
    expect(scanNotice(text)).toEqual([]);
  });
});
