import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type BankFormat,
  bankRows,
  csvText,
  fenOfCell,
  harmless,
  troubleOf,
  yuanText,
} from '../../../api/src/domains/subsidies/core/bank-file.ts';
import { judgeReturn, type SentLine } from '../../../api/src/domains/subsidies/core/bank-return.ts';

const FORMAT: BankFormat = {
  kind: 'csv',
  encoding: 'gbk',
  hasHead: true,
  columns: [
    { head: '序号', field: 'number' },
    { head: '账号', field: 'account' },
    { head: '户名', field: 'holder' },
    { head: '金额', field: 'amountYuan' },
  ],
  returns: {
    number: '序号',
    amount: '金额',
    amountIn: 'yuan',
    account: '账号',
    result: '结果',
    reason: '原因',
    paidWords: ['成功'],
    failedWords: ['失败'],
  },
};

const aLine = (over: Partial<SentLine> = {}): SentLine => ({
  id: 'line-1',
  number: 1,
  account: '6200000000001234',
  amountFen: 120_050,
  status: 'waiting',
  ...over,
});
const aRow = (over: Record<string, string> = {}, row = 2) => ({
  row,
  cells: { 序号: '1', 金额: '1200.50', 账号: '************1234', 结果: '成功', 原因: '', ...over },
});
const judge = (rows: ReturnType<typeof aRow>[], lines = [aLine()]) => judgeReturn(rows, lines, FORMAT.returns);

describe('the file for the bank', () => {
  test('has the columns of the county in their order, sums with two decimals', () => {
    const line = { batch: 'B', bank: '某行', purpose: '补贴', number: 1, account: '62', holder: '甲', amountFen: 5 };
    expect(csvText(bankRows(FORMAT, [line]))).toBe('序号,账号,户名,金额\r\n1,62,甲,0.05\r\n');
    expect(bankRows({ ...FORMAT, hasHead: false }, [line])).toHaveLength(1);
  });

  test.each(['=1+1', '+86', '-1', '@SUM(A1)', '\t=1', ' =1', '＝1', '|calc'])(
    '%j does not run in a spreadsheet',
    (cell) => {
      expect(harmless(cell)).toBe(`'${cell}`);
    },
  );

  test('names and numbers stay as they are', () => {
    for (const cell of ['甲某某', '6200', '12.00', '阿依·努尔', '']) expect(harmless(cell)).toBe(cell);
  });

  test('quotes what would break a line', () => {
    expect(csvText([['a"b', 'c,d', 'e\nf']])).toBe('"a""b","c,d","e\nf"\r\n');
  });

  test('a format without a way to read its return is refused', () => {
    const { columns, returns } = FORMAT;
    expect(troubleOf(FORMAT)).toBeNull();
    expect(troubleOf({ ...FORMAT, columns: columns.slice(1) })).toBe('field_missing');
    expect(troubleOf({ ...FORMAT, columns: [...columns, { head: '户名', field: 'bank' }] })).toBe('head_twice');
    expect(troubleOf({ ...FORMAT, columns: [...columns, { head: ' ', field: 'bank' }] })).toBe('head_empty');
    expect(troubleOf({ ...FORMAT, returns: { ...returns, failedWords: ['成功'] } })).toBe('words_overlap');
    expect(troubleOf({ ...FORMAT, returns: { ...returns, paidWords: [] } })).toBe('words_missing');
  });

  test('every sum is read back to the fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (fen) => {
        expect(fenOfCell(yuanText(fen), 'yuan')).toBe(fen);
        expect(fenOfCell(String(fen), 'fen')).toBe(fen);
      }),
    );
  });

  test.each([
    ['1,200.5', 120_050],
    ['¥1200.50', 120_050],
    ['1200', 120_000],
    ['1200.500', 120_050],
    ['1200.505', null],
    ['-5', null],
    ['1e3', null],
    ['', null],
  ])('%s yuan are %s fen', (cell, fen) => {
    expect(fenOfCell(cell, 'yuan')).toBe(fen);
  });
});

describe('the return of the bank', () => {
  test('a row that agrees in number, sum and account is paid, or failed with its reason', () => {
    expect(judge([aRow()])).toMatchObject([{ kind: 'paid', line: { id: 'line-1' } }]);
    expect(judge([aRow({ 结果: '失败', 原因: '户名不符' })])).toMatchObject([{ kind: 'failed', reason: '户名不符' }]);
  });

  test.each([
    [{ 序号: '7' }, 'number_unknown'],
    [{ 序号: '' }, 'number_unknown'],
    [{ 金额: '1200.51' }, 'amount_differs'],
    [{ 账号: '6200000000001235' }, 'account_differs'],
    [{ 账号: '6100000000001234' }, 'account_differs'],
    [{ 账号: '234' }, 'account_differs'],
    [{ 结果: '处理中' }, 'result_unknown'],
  ])('%j changes nothing: %s', (cells, why) => {
    expect(judge([aRow(cells)])).toMatchObject([{ kind: 'unclear', why }]);
  });

  test('what is known already is known; what contradicts it is for a person', () => {
    expect(judge([aRow()], [aLine({ status: 'paid' })])).toMatchObject([{ kind: 'known' }]);
    expect(judge([aRow({ 结果: '失败' })], [aLine({ status: 'paid' })])).toMatchObject([{ why: 'was_paid' }]);
    expect(judge([aRow()], [aLine({ status: 'failed' })])).toMatchObject([{ why: 'was_failed' }]);
  });

  test('a line named twice counts once, and not at all where the rows disagree', () => {
    expect(judge([aRow(), aRow({}, 3)]).map(({ kind }) => kind)).toEqual(['paid', 'known']);
    expect(judge([aRow(), aRow({ 结果: '失败' }, 3)])).toMatchObject([{ why: 'says_both' }, { why: 'says_both' }]);
  });
});
