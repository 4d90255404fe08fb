import fs from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { findRegion, indexNames, type NameIndex } from '../../../api/src/domains/regions/core/find-region.ts';
import { readSeed } from '../../../api/src/domains/regions/seed.ts';
import { besideProject, describeWhere } from '../../support/skip.ts';

const LUOZHUANG = '371311000000';
let index: NameIndex;
beforeAll(async () => {
  index = indexNames(await readSeed());
});

test.each([
  ['广西-南宁', '450100000000', ''],
  ['广西/青秀区', '450103000000', ''],
  ['深圳·南山区', '440305000000', ''],
  ['深圳深圳南山区后海', '440305000000', '后海'],
  ['北京北京海淀区', '110108000000', ''],
  ['湖北省武汉东湖新技术产业开发区', '420100000000', '东湖新技术产业开发区'],
  ['山东省青岛市北区', '370203000000', ''],
  ['深圳 龙华新区', '440309000000', ''],
  ['郑州 - 管城', '410104000000', ''],
  ['吉林船营区', '220204000000', ''],
  ['吉林', '220000000000', ''],
  ['上海 东新区', '310000000000', '东新区'],
  ['深圳 黄浦区', '440300000000', '黄浦区'],
  ['广西/广州', '440100000000', ''],
  ['山东省临沂市罗庄区褚墩镇', '371311101000', ''],
  ['罗庄区朱陈西村', '371311001232', ''],
  ['罗庄街道朱陈西村村民委员会', '371311001232', ''],
])('%s is %s and leaves "%s"', (text, code, rest) => {
  expect(findRegion(index, text)).toEqual({ kind: 'found', code, rest });
});

test('a name that several places bear is told as such, and the area decides', () => {
  expect(findRegion(index, '南山区')).toMatchObject({ kind: 'ambiguous' });
  expect(findRegion(index, '南山区', '440000000000')).toMatchObject({ kind: 'found', code: '440305000000' });
});

test('inside an area its own village comes before a county of that name', () => {
  expect(findRegion(index, '朱陈西', LUOZHUANG)).toMatchObject({ kind: 'found', code: '371311001232' });
});

test('a village that is not there leaves the rest to be seen', () => {
  expect(findRegion(index, '罗庄区无此村')).toEqual({ kind: 'found', code: LUOZHUANG, rest: '无此村' });
});

test.each(['全国', '不限', '', '  ', '-', '𠀀'])('"%s" is no place', (text) => {
  expect(findRegion(index, text)).toEqual({ kind: 'unknown' });
});

const jobs = besideProject('data/jobs');
describeWhere(jobs, 'region texts of seven sources (no ../shared/data/jobs)')('region texts of seven sources', () => {
  const files = jobs ? fs.readdirSync(jobs) : [];
  test.each(files)('%s: at least 97 in 100 are placed', (file) => {
    const lines = gunzipSync(fs.readFileSync(`${jobs}/${file}`))
      .toString()
      .trim()
      .split('\n');
    // The file is ours to trust: one object a line, `region` a text where present.
    const texts = lines.flatMap((line) => (JSON.parse(line) as { region?: string }).region ?? []);
    const found = texts.filter((text) => findRegion(index, text).kind === 'found');
    expect(texts.length).toBeGreaterThan(100);
    expect(found.length / texts.length).toBeGreaterThanOrEqual(0.97);
  });
});
describe('the shipped regions', () => {
  test('every one hangs below one that is there', async () => {
    const rows = await readSeed();
    const codes = new Set(rows.map((r) => r.code));
    expect(rows.filter((r) => r.parentCode !== null && !codes.has(r.parentCode))).toEqual([]);
    expect(rows.filter((r) => r.level === 'county').length).toBeGreaterThan(2900);
    expect(rows.filter((r) => r.code.startsWith('371311')).map((r) => r.level)).toHaveLength(1 + 8 + 155);
  });
});
