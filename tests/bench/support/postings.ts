import type { Ad } from '@songgang/search/eval/postings.ts';
import { OCCUPATIONS } from '@songgang/search/vocabulary/occupations.ts';
import { random } from './random.ts';

const TRADES = OCCUPATIONS.filter(({ level }) => level > 1);
const DECORATIONS = ['', '', '', '急招', '诚聘', '长期招'];
const PERKS = [
  '包吃住',
  '包吃',
  '五险一金',
  '月休四天',
  '日结',
  '提供工作服',
  '夫妻房',
  '车接车送',
  '计件多劳多得',
  '长白班',
];
const DUTIES = [
  '按班长安排完成当天的活',
  '保持工位干净',
  '看图纸干活',
  '下班前交接清楚',
  '出活快、返工少',
  '服从调配，注意安全',
];
const NEEDS = [
  '身体健康，能吃苦',
  '会不会都行，师傅带',
  '有经验的优先',
  '五十五岁以下',
  '能上两班倒',
  '本地人优先，离家近',
];
const PLACES = [
  '罗庄区盛庄街道',
  '罗庄区册山街道',
  '洋县马畅镇',
  '通榆县开通镇',
  '汪清县汪清镇',
  '日照市东港区',
  '临沂市兰山区',
];
const FIRMS = ['宏达', '鑫源', '鲁兴', '金秋', '顺发', '永盛', '惠民', '东方', '嘉和', '同心'];
const KINDS = [
  '服装厂',
  '建材厂',
  '食品厂',
  '物业公司',
  '建筑队',
  '家政公司',
  '农业合作社',
  '机械厂',
  '物流公司',
  '饭店',
];

/** Generated postings over the whole occupation tree, the same for the same seed: title, perks, duties, pay, place. */
export function* generatedAds(count: number, seed: number): Generator<Ad> {
  const r = random(seed);
  for (let n = 0; n < count; n += 1) {
    const trade = r.pick(TRADES);
    const pay = 2_500 + 100 * r.below(60);
    yield {
      id: `g${String(n).padStart(7, '0')}`,
      title: `${r.pick(DECORATIONS)}${r.pick(trade.aliases)}`,
      company: `${r.pick(FIRMS)}${r.pick(KINDS)}`,
      region: r.pick(PLACES),
      salary: `${pay}-${pay + 500 * (1 + r.below(4))}元/月`,
      benefits: [r.pick(PERKS), r.pick(PERKS)].join('、'),
      description: `${r.pick(DUTIES)}；${r.pick(DUTIES)}；${r.pick(NEEDS)}。${trade.name}岗位，${r.pick(NEEDS)}。`,
      posted: new Date(Date.UTC(2026, 0, 1 + r.below(60))).toISOString(),
    };
  }
}
