/** The words of the registers at the desk: employers, postings in review, imports, the search index. */
import { employerStateLabels, type StateMark } from './labels.ts';

/** An employer as the desk marks it. */
export const employerStates = {
  registered: { text: employerStateLabels.registered, icon: 'half', tone: 'warn' },
  verified: { text: employerStateLabels.verified, icon: 'check', tone: 'good' },
  suspended: { text: employerStateLabels.suspended, icon: 'minus', tone: 'idle' },
  blacklisted: { text: employerStateLabels.blacklisted, icon: 'cross', tone: 'bad' },
} as const satisfies Record<string, StateMark>;

export const employerActionLabels = {
  verify: '核验通过',
  suspend: '暂停使用',
  restore: '恢复使用',
  blacklist: '列入黑名单',
} as const;

export const contactWayLabels = { visit: '上门', phone: '电话', message: '微信、短信' } as const;

/** The steps of a posting as the desk takes them. */
export const jobDeskActionLabels = {
  submit: '交审核',
  publish: '通过，发布',
  reject: '退回',
  pause: '先停一停',
  resume: '接着招',
  fill: '招满了',
  expire: '到期',
  withdraw: '撤下',
} as const;

export const importKindLabels = {
  labourers: '劳动力登记册',
  employers: '用人单位',
  jobs: '岗位',
  placements: '上岗',
} as const;

export const importFileStates = {
  staged: { text: '待确认', icon: 'half', tone: 'warn' },
  applied: { text: '已写入', icon: 'check', tone: 'good' },
  taken_back: { text: '已撤回', icon: 'undo', tone: 'idle' },
  dropped: { text: '已放弃', icon: 'minus', tone: 'idle' },
} as const satisfies Record<string, StateMark>;

export const importRowStates = {
  create: { text: '新增', icon: 'plus', tone: 'good' },
  update: { text: '更新', icon: 'arrow', tone: 'accent' },
  up_to_date: { text: '已一致', icon: 'check', tone: 'idle' },
  error: { text: '有误', icon: 'cross', tone: 'bad' },
} as const satisfies Record<string, StateMark>;

/** The search engines as an operator calls them. */
export const engineWords = {
  meilisearch: 'Meilisearch',
  postgres: '数据库自带的搜索（PostgreSQL）',
  failover: 'Meilisearch，数据库备用',
} as const;

/** The engine in front, as the switch behind it sees it. */
export const circuitWords = { closed: '在用', open: '停了，用着备用的', trying: '正在试着切回来' } as const;
