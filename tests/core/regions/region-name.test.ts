import { expect, test } from 'vitest';
import { isRung, shortNameOf } from '../../../api/src/domains/regions/core/region-name.ts';
import type { RegionLevel } from '../../../api/src/kernel/region-code.ts';

test.each<[string, RegionLevel, string]>([
  ['山东省', 'province', '山东'],
  ['内蒙古自治区', 'province', '内蒙古'],
  ['广西壮族自治区', 'province', '广西'],
  ['新疆维吾尔自治区', 'province', '新疆'],
  ['香港特别行政区', 'province', '香港'],
  ['延边朝鲜族自治州', 'prefecture', '延边'],
  ['海西蒙古族藏族自治州', 'prefecture', '海西'],
  ['克孜勒苏柯尔克孜自治州', 'prefecture', '克孜勒苏'],
  ['兴安盟', 'prefecture', '兴安'],
  ['喀什地区', 'prefecture', '喀什'],
  ['罗庄区', 'county', '罗庄'],
  ['洋县', 'county', '洋县'],
  ['城区', 'county', '城区'],
  ['津市市', 'county', '津市'],
  ['浦东新区', 'county', '浦东'],
  ['管城回族区', 'county', '管城'],
  ['积石山保安族东乡族撒拉族自治县', 'county', '积石山'],
  ['龙胜各族自治县', 'county', '龙胜'],
  ['东乡族自治县', 'county', '东乡'],
  ['莫力达瓦达斡尔族自治旗', 'county', '莫力达瓦'],
  ['褚墩镇', 'town', '褚墩'],
  ['罗庄街道办事处', 'town', '罗庄'],
  ['龙潭社区居民委员会', 'village', '龙潭'],
  ['马厂村村民委员会', 'village', '马厂'],
  ['黎明村委会', 'village', '黎明'],
  ['新村村委会', 'village', '新村'],
  ['育才社区', 'village', '育才'],
])('%s (%s) is called %s', (name, level, short) => {
  expect(shortNameOf(name, level)).toBe(short);
});

test('a rung of the tree is no place, 郊区 is one', () => {
  expect(['市辖区', '省直辖县级行政区划', '县'].every(isRung)).toBe(true);
  expect(isRung('郊区')).toBe(false);
});
