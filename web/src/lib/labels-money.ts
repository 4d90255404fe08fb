/** Words of money: policies, claims, notices and payments. Each owner has a section. */
import type { StateMark } from './labels.ts';

export { beneficiaryLabels, fraudLabels, sourceOf, triggerLabels } from '@songgang/api/contract/subsidy-words.ts';

// Policies

export const categoryLabels = {
  'job-introduction': '职业介绍补贴',
  'employer-absorption': '吸纳就业奖补',
  workshop: '帮扶车间奖补',
  'home-based-work': '居家就业补助',
  'public-welfare-post': '公益性岗位补贴',
  'auxiliary-post': '农村辅助性岗位补贴',
  'social-insurance': '社会保险补贴',
  training: '职业培训补贴',
  'skill-appraisal': '技能鉴定补贴',
  'training-living-allowance': '培训生活费补助',
  'training-provider': '培训机构补贴',
  'technical-school': '技工院校资助',
  'work-study': '工学一体培养',
  internship: '就业见习补贴',
  'job-search-allowance': '求职创业补贴',
  startup: '创业补贴',
  'startup-loan': '创业担保贷款',
  'interest-subsidy': '贷款贴息',
  'startup-venue': '场地租金减免',
  'startup-base': '创业基地补助',
  transport: '交通补贴',
  'labour-export': '劳务输出服务补贴',
  'local-government-award': '乡镇街道奖补',
  'disability-quota': '按比例安排残疾人就业',
  pension: '养老保险待遇',
  'pension-premium': '代缴养老保险费',
  'medical-insurance': '医疗保险',
  'eligibility-gate': '资格认定',
  'fund-raising': '资金筹集',
  'social-assistance': '社会救助',
  'medical-assistance': '医疗救助',
} as const;

export const relevanceLabels = {
  core: '本部门发放',
  adjacent: '相关待遇',
  reference: '仅供参考，不由本部门发放',
} as const;

/** What another office says of a person for a time. */
export const spanLabels = {
  enrolled: '在校上学',
  retired: '已经退休、领养老金',
  jailed: '服刑、羁押',
  deceased: '已经去世',
} as const;

/** What the engine says of a question. */
export const policyVerdicts = {
  payable: { text: '能领', icon: 'check', tone: 'good' },
  'payable-with-flag': { text: '能领，要复核', icon: 'check', tone: 'warn' },
  'within-ceiling': { text: '能领，没到上限', icon: 'check', tone: 'good' },
  capped: { text: '能领，按上限', icon: 'check', tone: 'good' },
  'awaiting-rate': { text: '符合，等钱数定下来', icon: 'half', tone: 'warn' },
  'in-kind': { text: '能享受，不发钱', icon: 'check', tone: 'good' },
  recognised: { text: '符合这项资格', icon: 'check', tone: 'good' },
  'rate-changed': { text: '比例有优惠', icon: 'check', tone: 'good' },
  'needs-evidence': { text: '还要看几样', icon: 'half', tone: 'warn' },
  'not-eligible': { text: '这次不符合', icon: 'cross', tone: 'idle' },
  'rule-disabled': { text: '本县没有开办', icon: 'cross', tone: 'idle' },
  'configuration-refused': { text: '标准低于规定，没有算', icon: 'warn', tone: 'bad' },
  'wrong-jurisdiction': { text: '不归本县', icon: 'cross', tone: 'idle' },
  routed: { text: '转相应办法办理', icon: 'arrow', tone: 'idle' },
  enrolled: { text: '可以参保', icon: 'check', tone: 'good' },
  levied: { text: '要缴', icon: 'warn', tone: 'warn' },
  exempt: { text: '免缴', icon: 'check', tone: 'good' },
  waived: { text: '免收', icon: 'check', tone: 'good' },
} as const satisfies Readonly<Record<string, StateMark>>;

export const verdictOf = (status: string): StateMark =>
  (policyVerdicts as Readonly<Record<string, StateMark>>)[status] ?? { text: status, icon: 'info', tone: 'idle' };

export const whoLabels = {
  seeker: '我自己找活、上班、创业',
  employer: '我是用人单位',
  workshop: '我办帮扶车间',
  agency: '我是职业中介或培训机构',
} as const;

export const topicLabels = {
  work: '上班、招人、外出务工',
  training: '培训、考证',
  school: '上技工院校',
  startup: '创业、贷款',
  insurance: '养老、医疗保险',
  hardship: '生活困难',
} as const;

export const differenceLabels = {
  name: '名称',
  days: '有效期',
  wording: '条款原文',
  condition: '条件',
  limit: '次数与期限',
  amount: '金额',
  paper: '材料',
  excludes: '不能同享',
  workflow: '经办人',
  notice: '公示',
  other: '其他数据',
} as const;

export const noticeFieldLabels = {
  name: '姓名',
  village: '村',
  maskedId: '身份证号后四位',
  policy: '补贴名称',
  amountFen: '金额',
  period: '所属期间',
  employer: '单位',
} as const;

export const perLabels = {
  person: '每人',
  'person-month': '每人每月',
  'person-day': '每人每天',
  'person-year': '每人每年',
  year: '每年',
  month: '每月',
  project: '每个项目',
} as const;
export const stageDaysLabels = {
  found: '找出来以后，备齐材料',
  prepared: '备齐以后，报上来',
  submitted: '报上来以后，核验',
  checked: '核验以后，审批',
  approved: '批准以后，公示或转付款',
  payable: '可以付款以后，发到卡',
} as const;

// Claims

export const claimStates = {
  found: { text: '查到该发', icon: 'half', tone: 'accent' },
  prepared: { text: '整理好了', icon: 'half', tone: 'accent' },
  submitted: { text: '待核', icon: 'half', tone: 'accent' },
  checked: { text: '待批', icon: 'half', tone: 'accent' },
  approved: { text: '批了', icon: 'check', tone: 'good' },
  on_notice: { text: '公示中', icon: 'half', tone: 'accent' },
  payable: { text: '待发放', icon: 'half', tone: 'warn' },
  paid: { text: '已发放', icon: 'check', tone: 'good' },
  returned: { text: '退回', icon: 'warn', tone: 'warn' },
  rejected: { text: '不予批准', icon: 'cross', tone: 'bad' },
  withdrawn: { text: '撤下', icon: 'cross', tone: 'idle' },
  recovered: { text: '已追回', icon: 'cross', tone: 'idle' },
} as const satisfies Readonly<Record<string, StateMark>>;

export const claimActionLabels = {
  prepare: '整理好了',
  submit: '提交',
  check: '核对无误',
  approve: '同意',
  publish: '公示',
  closeNotice: '公示结束',
  release: '转入待发放',
  pay: '发放',
  sendBack: '退回',
  resume: '补好了，接着办',
  reject: '不予批准',
  withdraw: '撤下',
  reopen: '重新办',
  recover: '追回',
} as const;

/** What a line of a claim's history says. */
export const claimStepLabels: Readonly<Record<string, string>> = {
  ...claimActionLabels,
  find: '查到该发',
  enter: '手工登记',
  prepare: '整理',
  check: '核对',
  judge: '情况变了，重新算',
  doubt: '查出疑点',
  look: '复核疑点',
  paper: '收到材料',
  state: '录入一条情况',
  account: '登记收款账户',
};

export const stageLabels = {
  found: '刚查到的时候',
  prepared: '整理好以后',
  submitted: '核对以前',
  checked: '批准以前',
  approved: '公示以前',
  on_notice: '公示',
  payable: '发放以前',
  paid: '发放',
} as const;

export const rowLabels: Readonly<Record<string, string>> = {
  claims: '补贴',
  placements: '上岗',
  people: '人',
  accounts: '账户',
  employers: '单位',
  insurance: '参保',
  spans: '外部门信息',
  hours: '考勤',
  attendances: '招聘会',
  relatives: '亲属申报',
  wages: '最低工资',
};

/** 2026-05-01 to 2026-05-31, or the day it came about. */
export const periodOf = (claim: { periodFrom: string | null; periodTo: string | null; eventOn: string }): string =>
  claim.periodFrom && claim.periodTo ? `${claim.periodFrom} 至 ${claim.periodTo}` : claim.eventOn;
