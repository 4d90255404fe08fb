import { describe, expect, test } from 'vitest';
import { sayRowReason } from '../../../api/contract/import-reasons.ts';
import { readEmployer } from '../../../api/src/domains/employers/core/read-employer.ts';
import type { FoundRegion } from '../../../api/src/domains/regions/core/find-region.ts';

const places: Record<string, FoundRegion> = {
  罗庄区褚墩镇: { kind: 'found', code: '371311101000', rest: '' },
  南山区: { kind: 'ambiguous', codes: ['230404000000', '440305000000'] },
};
const find = (text: string): FoundRegion => places[text] ?? { kind: 'unknown' };
const aRow = (over: Record<string, string> = {}) => ({
  统一社会信用代码: '91350100M000100Y43',
  单位名称: '甲厂',
  单位类型: '扶贫车间',
  车间类型: '居家式',
  所在地: '罗庄区褚墩镇',
  联系电话: '0539 8888888',
  ...over,
});
const reasons = (over: Record<string, string>) => readEmployer(aRow(over), find).errors.map(sayRowReason);

describe('a row of the employers’ template', () => {
  test('is read; old words mean the same', () => {
    expect(readEmployer(aRow(), find)).toEqual({
      errors: [],
      payload: {
        creditCode: '91350100M000100Y43',
        name: '甲厂',
        kind: 'workshop',
        workshopKind: 'home',
        regionCode: '371311101000',
        phone: '05398888888',
      },
    });
  });

  test('says nothing where a cell is empty, and the workshop kind belongs to workshops alone', () => {
    const { payload } = readEmployer(aRow({ 单位类型: '企业', 联系电话: '' }), find);
    expect(payload).toMatchObject({ kind: 'company', workshopKind: null });
    expect(payload).not.toHaveProperty('phone');
  });

  test.each([
    [{ 统一社会信用代码: '' }, ['统一社会信用代码：必填，这里空着']],
    [{ 统一社会信用代码: '91350100M000100Y44' }, ['统一社会信用代码：统一社会信用代码最后一位对不上']],
    [{ 单位名称: '' }, ['单位名称：必填，这里空着']],
    [{ 车间类型: '' }, ['车间类型：必填，这里空着']],
    [{ 车间类型: '流动式' }, ['车间类型：“流动式”不在可选的里面，可选：厂房式、居家式']],
    [{ 所在地: '南山区' }, ['所在地：“南山区”有好几个，请写明是哪个乡镇的']],
    [{ 所在地: '哪里' }, ['所在地：“哪里”在行政区划里找不到，请照区划写乡镇和村的全名']],
    [{ 联系电话: '123' }, ['联系电话：手机号不对，应是 11 位']],
    [{ 单位名称: '甲'.repeat(81) }, ['单位名称：太长了，最多 80 个字']],
  ])('%o is told as %o', (over, told) => {
    expect(reasons(over)).toEqual(told);
  });
});
