import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { encodeGbk } from '../../../api/src/kernel/gbk.ts';
import { plainWorkbook } from '../../../api/src/kernel/plain-workbook.ts';
import { fileOfBytes, readRows } from '../../../api/src/kernel/row-file.ts';

const ROWS = [
  ['序号', '户名', '金额'],
  ['1', '甲<某>&"乙"', '1200.00'],
  ['2', "'=SUM(A1)", '0.01'],
];

describe('a workbook of text cells', () => {
  test('is read back cell by cell, as text', async () => {
    const rows = await Array.fromAsync(readRows(fileOfBytes('a.xlsx', plainWorkbook('发放', ROWS))));
    expect(rows.map(({ cells }) => cells)).toEqual([
      { 序号: '1', 户名: '甲<某>&"乙"', 金额: '1200.00' },
      { 序号: '2', 户名: "'=SUM(A1)", 金额: '0.01' },
    ]);
  });

  test('is the same bytes for the same cells, and others for others', () => {
    const hash = (rows: string[][]) => createHash('sm3').update(plainWorkbook('发放', rows)).digest('hex');
    expect(hash(ROWS)).toBe(hash(structuredClone(ROWS)));
    expect(hash(ROWS)).not.toBe(hash([...ROWS, ['3', '丙', '1.00']]));
    // Written down when the code was made: another version of a library must not change what was hashed before.
    expect(hash(ROWS)).toMatchInlineSnapshot(`"c788da7276945fe6128b6aecb02e6b2d908bf6e957c504f89a1648dd5f3ce8d3"`);
  });
});

describe('GBK', () => {
  test('comes back as what went in, for every character of a name list', () => {
    const text = '序号,户名\r\n1,欧阳某某·阿依努尔 ￥(元)《镕》\r\n';
    const encoded = encodeGbk(text);
    expect(encoded.ok && new TextDecoder('gbk').decode(encoded.bytes)).toBe(text);
    expect(encoded.ok && encoded.bytes.subarray(0, 2)).toEqual(Buffer.from([0xd0, 0xf2]));
  });

  test('names the character it has no place for', () => {
    expect(encodeGbk('王𬭸')).toEqual({ ok: false, character: '𬭸' });
  });
});
