import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { fileAt, fileOfBytes, type RawRow, readRows } from '../../../api/src/kernel/row-file.ts';
import { writeWorkbook } from '../../../api/src/kernel/workbook.ts';

async function rowsOf(name: string, bytes: Buffer | string): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  for await (const row of readRows(fileOfBytes(name, Buffer.from(bytes as string)))) rows.push(row);
  return rows;
}

describe('rows of a file', () => {
  test('CSV: rows are counted as a person counts them, marks and brackets leave the head', async () => {
    expect(await rowsOf('a.csv', '\uFEFF姓名*,手机 （选填）\r\n甲 ,138\r\n\r\n"乙,丙",\r\n')).toEqual([
      { number: 2, cells: { 姓名: '甲', 手机: '138' } },
      { number: 3, cells: { 姓名: '乙,丙', 手机: '' } },
    ]);
  });

  test('CSV as Excel in Chinese saves it is GBK', async () => {
    const gbk = Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x0a, 0xc0, 0xee, 0x0a]); // 姓名\n李\n
    expect(await rowsOf('a.csv', gbk)).toEqual([{ number: 2, cells: { 姓名: '李' } }]);
  });

  test('JSON lines, packed', async () => {
    expect(await rowsOf('a.jsonl.gz', gzipSync('{"a":1}\n\n{"a":{"b":2}}\n'))).toEqual([
      { number: 1, cells: { a: 1 } },
      { number: 3, cells: { a: { b: 2 } } },
    ]);
  });

  test('a workbook: text, dates, numbers, the first sheet only', async () => {
    const columns = [{ head: '姓名*' }, { head: '登记日期' }, { head: '人数' }];
    const rows = [['甲', new Date('2026-01-02T00:00:00Z'), 3], [], ['乙丙', '', null]];
    const bytes = await writeWorkbook([
      { name: '数据', columns, rows },
      { name: '说明', columns: [{ head: '不读' }], rows: [['不读']] },
    ]);
    expect(await rowsOf('a.xlsx', bytes)).toEqual([
      { number: 2, cells: { 姓名: '甲', 登记日期: '2026-01-02', 人数: '3' } },
      { number: 4, cells: { 姓名: '乙丙', 登记日期: '', 人数: '' } },
    ]);
  });

  test('a large workbook in Chinese comes out letter by letter as it went in', async () => {
    const names = Array.from({ length: 6000 }, (_, i) => `${'褚墩镇旦子村䅟茬窑社区'.slice(i % 7)}${i}`);
    const columns = [{ head: '姓名' }, { head: '村' }];
    const bytes = await writeWorkbook([{ name: '数据', columns, rows: names.map((name) => [name, `村${name}`]) }]);
    const rows = await rowsOf('a.xlsx', bytes);
    expect(rows.map((row) => row.cells)).toEqual(names.map((name) => ({ 姓名: name, 村: `村${name}` })));
  });

  test('a small workbook is read every time: its sheet comes before its strings in the file', async () => {
    const bytes = await writeWorkbook([{ name: '数据', columns: [{ head: '姓名' }], rows: [['甲'], ['乙']] }]);
    for (let time = 0; time < 200; time += 1)
      expect((await rowsOf('a.xlsx', bytes)).map((row) => row.cells)).toEqual([{ 姓名: '甲' }, { 姓名: '乙' }]);
  });

  test('a workbook cut short anywhere is refused, never read in part', async () => {
    const bytes = await writeWorkbook([{ name: '数据', columns: [{ head: '姓名' }], rows: [['甲']] }]);
    for (let length = 0; length < bytes.length; length += 97)
      await expect(rowsOf('a.xlsx', bytes.subarray(0, length))).rejects.toMatchObject({
        code: 'import.file_unreadable',
      });
  });

  test.each([
    ['a.doc', '', 'import.file_kind_unknown'],
    ['a.csv', '姓名\n"没有结束', 'import.file_unreadable'],
    ['a.jsonl', '{"a":', 'import.file_unreadable'],
    ['a.jsonl', '5', 'import.file_unreadable'],
    ['a.csv.gz', '不是压缩文件', 'import.file_unreadable'],
    ['a.xlsx', '不是表格', 'import.file_unreadable'],
    ['a.csv', ',,\n1,2,3', 'import.head_missing'],
  ])('%s with %j is refused with %s', async (name, text, code) => {
    await expect(rowsOf(name, text)).rejects.toMatchObject({ code });
  });

  test('a file that is not there is refused by its name without the folder', async () => {
    const read = async () => {
      for await (const row of readRows(fileAt('/no/such/人员.csv'))) void row;
    };
    await expect(read()).rejects.toMatchObject({ code: 'import.file_unreadable', details: { name: '人员.csv' } });
  });
});
