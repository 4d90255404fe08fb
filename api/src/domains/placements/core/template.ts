import type { JobKind } from '@songgang/search/matcher/model.ts';
import type { Column } from '../../../kernel/workbook.ts';
import type { CONTRACT_KINDS, END_REASONS, INTRODUCER_KINDS } from './placement.ts';
import { SOCIAL_INSURANCE_WORDS } from './sheet.ts';

type Words<T extends string> = Readonly<Record<T, readonly [string, ...string[]]>>;

export const CONTRACT_WORDS = {
  labour_contract: ['劳动合同', '合同'],
  employment_agreement: ['就业协议'],
  service_agreement: ['劳务协议', '劳务合同'],
  employment_proof: ['就业证明'],
  migrant_work_agreement: ['务工协议'],
  none: ['没有签', '无', '没签'],
} as const satisfies Words<(typeof CONTRACT_KINDS)[number]>;

export const INTRODUCER_WORDS = {
  township: ['镇街人社所', '乡镇人社所', '人社所'],
  village: ['村里', '村委会', '村'],
  bureau: ['县局', '人社局'],
  agency: ['中介机构', '人力资源机构', '中介'],
  able_villager: ['乡村能人', '劳务经纪人'],
  none: ['没有引荐人', '无', '没有'],
} as const satisfies Words<(typeof INTRODUCER_KINDS)[number]>;

export const POST_WORDS = {
  market: ['市场', '企业', '市场岗位'],
  workshop: ['就业帮扶车间', '车间', '扶贫车间'],
  home_based: ['居家', '居家加工'],
  public_welfare: ['公益性岗位', '公益岗'],
  auxiliary: ['辅助性岗位', '辅助岗'],
} as const satisfies Words<JobKind>;

export const END_WORDS = {
  contract_over: ['合同到期'],
  resigned: ['本人辞工', '辞职'],
  dismissed: ['被辞退', '辞退'],
  employer_closed: ['单位停了', '单位关闭'],
  health: ['身体原因'],
  family: ['家里有事'],
  moved_on: ['换了工作'],
  deceased: ['去世'],
  other: ['其他'],
} as const satisfies Words<(typeof END_REASONS)[number]>;

/** What drop-downs offer: the first word of each value. */
const offered = (words: Readonly<Record<string, readonly [string, ...string[]]>>): string[] =>
  Object.values(words).map(([first]) => first);

/** The columns of the placements' template; a star marks what must be filled. */
export const PLACEMENT_COLUMNS: readonly Column[] = [
  { head: '姓名*' },
  { head: '身份证号*', asText: true, width: 22, hint: '要先在劳动力登记册里；15 位老证会自动补成 18 位' },
  { head: '用人单位', width: 28, hint: '没登记的单位写全名；和信用代码至少填一个' },
  { head: '统一社会信用代码', asText: true, width: 24, hint: '登记过的单位填这个最准，要先在用人单位登记册里' },
  { head: '岗位*', width: 18, hint: '干什么活，如：缝纫工' },
  { head: '岗位类型', width: 16, choices: offered(POST_WORDS), hint: '空着按市场岗位' },
  { head: '上班日期', width: 14, hint: '第一天上班，如 2026-03-02；只说好了还没去的空着' },
  { head: '引荐人类型', width: 16, choices: offered(INTRODUCER_WORDS), hint: '空着按没有引荐人' },
  { head: '引荐人', width: 20, hint: '有引荐人必填：单位或人的名字' },
  { head: '引荐确定日期', width: 14, hint: '有引荐人必填，不能晚于合同签订日期' },
  { head: '合同种类*', width: 14, choices: offered(CONTRACT_WORDS) },
  { head: '合同签订日期', width: 14, hint: '如 2026-03-01' },
  { head: '合同到期日期', width: 14, hint: '没有期限的空着' },
  { head: '工作地点', width: 28, hint: '写到县、乡镇或村，如：罗庄区褚墩镇' },
  { head: '月工资', hint: '元，如 3800' },
  { head: '参加的保险', width: 24, hint: `可以填几个，用顿号隔开：${offered(SOCIAL_INSURANCE_WORDS).join('、')}` },
  { head: '离岗日期', width: 14, hint: '已经不干了才填' },
  { head: '离岗原因', width: 14, choices: offered(END_WORDS), hint: '填了离岗日期必填' },
  { head: '备注', width: 28 },
];
