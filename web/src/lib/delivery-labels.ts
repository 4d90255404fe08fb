/** The words of what was brought to a person: its states, its answers, its ways. */
import type { StateMark } from './labels.ts';

/** As the labourer reads it on 我的. */
export const deliveryStates = {
  planned: { text: '待送', icon: 'ring', tone: 'idle' },
  delivered: { text: '等您回话', icon: 'info', tone: 'warn' },
  seen: { text: '等您回话', icon: 'info', tone: 'warn' },
  interested: { text: '等干部联系', icon: 'clock', tone: 'accent' },
  declined: { text: '您说不合适', icon: 'cross', tone: 'idle' },
  introduced: { text: '约着去看', icon: 'clock', tone: 'accent' },
  placed: { text: '上岗了', icon: 'check', tone: 'good' },
  not_placed: { text: '没成', icon: 'cross', tone: 'idle' },
  closed: { text: '这个不招了', icon: 'minus', tone: 'idle' },
} as const satisfies Record<string, StateMark>;

/** The same states as the desk counts them. */
export const deliveryDeskLabels = {
  planned: '待送',
  delivered: '已送，没答',
  seen: '看过，没答',
  interested: '想去',
  declined: '不去',
  introduced: '已引荐',
  placed: '已上岗',
  not_placed: '没成',
  closed: '已收回',
} as const;

/** What a labourer can say against an offer, in their own words. */
export const declineReasonLabels = {
  too_far: '太远了',
  pay_low: '钱少了',
  hours: '时间对不上',
  not_my_work: '不会干这个',
  too_hard: '身体干不了',
  employer: '不想去这家',
  not_now: '眼下走不开',
  other: '别的',
} as const;

export const closeReasonLabels = {
  job_closed: '岗位不招了',
  placed_elsewhere: '已在别处上岗',
  person_closed: '本人已销户',
  personalised_refused: '本人不要推荐',
} as const;

/** The same, as the labourer reads it on 我的 in place of the state. */
export const closedForYou = {
  job_closed: '这个不招了',
  placed_elsewhere: '您上别家了',
  person_closed: '登记已注销',
  personalised_refused: '您说不要推荐',
} as const satisfies Record<keyof typeof closeReasonLabels, string>;

export const notPlacedReasonLabels = {
  employer_declined: '单位没要',
  labourer_declined: '看了不想去',
  job_filled: '人招满了',
  no_show: '没去见面',
  other: '别的',
} as const;

export const channelLabels = {
  in_app: '网页',
  sms: '短信',
  email: '邮件',
  sheet: '送岗单',
  visit: '入户',
  fair: '招聘会',
  kiosk: '一体机',
} as const;
