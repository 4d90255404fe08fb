/** Words of fairs and campaigns. */
export const fairKindLabels = {
  special: '专场',
  market_day: '赶大集',
  village: '送岗进村',
  labour_export: '劳务输出',
  public_welfare: '公益性岗位',
} as const;

export const fairActionLabels = {
  announce: '发通知',
  register: '开始报名',
  open: '开场',
  close: '散场',
  summarise: '写小结',
} as const;

export const boothLabels = { invited: '已邀请', accepted: '来', declined: '不来' } as const;
export const intentLabels = { open: '有意向', signed: '已签约', not_placed: '没成' } as const;
export const campaignStateLabels = { planned: '还没开始', running: '正在走访', finished: '都走完了' } as const;
