import type { StateMark } from './labels.ts';

/** Words of placements: contracts, introducers, return visits. */
export const contractLabels = {
  labour_contract: '劳动合同',
  employment_agreement: '就业协议',
  service_agreement: '劳务协议',
  employment_proof: '就业证明',
  migrant_work_agreement: '务工协议',
  none: '没有签',
} as const;

export const introducerLabels = {
  township: '镇街人社所',
  village: '村里',
  bureau: '县局',
  agency: '中介机构',
  able_villager: '乡村能人',
  none: '没有引荐人',
} as const;

export const originLabels = {
  introduction: '引荐',
  fair: '招聘会',
  hand: '直接登记',
  import: '导入',
  self: '自己找到',
} as const;

export const endReasonLabels = {
  contract_over: '合同到期',
  resigned: '本人辞工',
  dismissed: '被辞退',
  employer_closed: '单位停了',
  health: '身体原因',
  family: '家里有事',
  moved_on: '换了工作',
  deceased: '去世',
  other: '其他',
} as const;

export const followUpWayLabels = {
  phone: '电话',
  visit: '上门',
  own_tap: '本人点的',
  employer_sheet: '单位报表',
} as const;
export const followUpOutcomeLabels = { at_work: '在岗', left: '已离岗', not_reached: '没联系上' } as const;
export const socialInsuranceLabels = {
  pension: '养老',
  medical: '医疗',
  unemployment: '失业',
  work_injury: '工伤',
  maternity: '生育',
  accident: '意外险',
} as const;

/** What became of a row of an employer's monthly sheet. */
export const sheetRowStates = {
  taken: { text: '能收', icon: 'check', tone: 'good' },
  unchanged: { text: '和以前一样', icon: 'check', tone: 'idle' },
  differs: { text: '和本人说的不一样', icon: 'warn', tone: 'warn' },
  not_ours: { text: '对不上人', icon: 'question', tone: 'bad' },
  faulty: { text: '有误', icon: 'cross', tone: 'bad' },
} as const satisfies Record<string, StateMark>;

export const sheetStates = {
  read: { text: '等您确认', icon: 'half', tone: 'accent' },
  taken_in: { text: '已收下', icon: 'check', tone: 'good' },
  dropped: { text: '没有要', icon: 'minus', tone: 'idle' },
} as const satisfies Record<string, StateMark>;

/** 2026-03 → 2026 年 3 月 */
export const monthName = (month: string): string => `${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月`;
