import type { JobCardView } from '#lib/ui/job-card.ts';

/** Made-up postings that show a card's parts at their usual and at their longest. */
export const SEWING: JobCardView = {
  href: '/gallery/job',
  title: '缝纫工，会踩平车就行',
  pay: { period: '一个月', from: '3000', to: '3800' },
  distance: '离家 1.2 公里',
  perks: [{ icon: 'bowl', text: '管午饭' }],
  reasons: ['离家近', '您会缝纫'],
  employer: '样例村服装帮扶车间',
  isVerified: true,
};
export const KITCHEN: JobCardView = {
  href: '/gallery/job',
  title: '食堂帮厨',
  pay: { period: '一个月', from: '2600' },
  payWhen: '每月 10 号发',
  distance: '离家 5 公里',
  perks: [{ icon: 'bowl', text: '管两顿饭' }],
  reasons: ['下午 2 点下班，能接娃'],
  employer: '样例镇中心小学',
  isVerified: true,
};
export const BEADS: JobCardView = {
  href: '/gallery/job',
  title: '串珠、穿挂件，领料回家做',
  pay: { period: '做一件', from: '0.8' },
  payWhen: '熟手一天做 90 件上下',
  distance: '在家做',
  isHome: true,
  perks: [{ icon: 'bus', text: '送料上门' }],
  reasons: ['您说过家里走不开'],
  employer: '样例县某某手工艺品合作社',
  isVerified: false,
};
export const LONGEST: JobCardView = {
  href: '/gallery/job',
  title: '农产品冷链分拣打包装车兼夜间仓库值守工（长期、管三顿饭、管住）',
  pay: { period: '一个月', from: '12,000', to: '15,000' },
  distance: '离家 1286.5 公里',
  perks: [
    { icon: 'bowl', text: '管三顿饭' },
    { icon: 'bed', text: '管住' },
  ],
  reasons: ['您去年在冷库干过'],
  employer: '样例县某某山地特色农产品深加工冷链物流配送有限责任公司',
  isVerified: true,
};
