/** The Chinese word for every value the api can send. Keys are the contract's own; nothing else is translated here. */
import type { IconName } from './ui/icons.ts';
import type { Tone } from './ui/tone.ts';

/** How far from home, as the desk writes it. */
export const reachLabels = {
  village: '本村',
  town: '本乡镇',
  county: '本县',
  prefecture: '本市',
  province: '本省',
  anywhere: '哪里都行',
} as const;

export const educationLabels = {
  none: '没上过学',
  primary: '小学',
  junior: '初中',
  senior: '高中、中专、技校',
  college: '大专',
  bachelor: '本科及以上',
} as const;

/** What a job asks of the body, as the job states it. */
export const demandLabels = {
  heavy_lifting: '搬重物',
  long_standing: '久站',
  long_sitting: '久坐',
  climbing: '登高',
  bending: '弯腰、下蹲',
  both_hands: '双手并用',
  fine_eyesight: '眼力好',
  colour_vision: '分得清颜色',
  hearing: '听得见',
  speech: '说得清',
  dust_or_fumes: '有粉尘、气味',
  heat_or_cold: '高温、低温',
  machine_pace: '跟着机器走',
  reading: '看得懂字',
} as const;

export const shiftLabels = {
  day: '白班',
  two_shift: '两班倒',
  three_shift: '三班倒',
  night: '夜班',
  flexible: '时间自己定',
  part_time: '半天、零工',
} as const;

export const jobKindLabels = {
  market: '企业岗位',
  workshop: '就业帮扶车间',
  home_based: '居家就业',
  public_welfare: '公益性岗位',
  auxiliary: '辅助性岗位',
} as const;

export const skillGradeLabels = {
  learning: '正在学',
  can_do: '会',
  skilled: '熟练',
  certified: '有证',
} as const;

/** Desk only. A labourer and an employer read the help, never the kind. */
export const disabilityLabels = {
  visual: '视力',
  hearing: '听力',
  speech: '言语',
  physical: '肢体',
  intellectual: '智力',
  mental: '精神',
  multiple: '多重',
} as const;

export const employerStateLabels = {
  registered: '还在核实',
  verified: '已核实',
  suspended: '已暂停',
  blacklisted: '黑名单',
} as const;

export { ruleLabels } from '@songgang/api/contract/verdicts.ts';

/** What comes with a job, beside board and lodging. */
export const perkLabels = {
  meals: '管饭',
  lodging: '管住',
  daily_pay: '干一天结一天',
  weekly_pay: '一星期一结',
  piece_pay: '多劳多得',
  social_insurance: '上社保',
  no_experience: '生手也要',
  training: '有人教',
  transport: '有车接送',
  weekends_off: '周末休息',
  short_term: '短期也行',
  immediate: '马上就能上班',
  sitting: '坐着干',
  light_work: '活不重',
  older_welcome: '年纪大些也要',
  women_welcome: '女同志也合适',
  couples_welcome: '两口子一起来也行',
  disabled_welcome: '行动不便也能干',
  paid_on_time: '按时发钱',
  shuttle: '有班车',
  overtime_pay: '加班另算钱',
  insurance: '给上保险',
} as const;

/** What an employer ticks off as coming with the job. */
export const OFFERED_PERKS = [
  'shuttle',
  'training',
  'no_experience',
  'social_insurance',
  'overtime_pay',
  'weekends_off',
  'sitting',
] as const satisfies readonly (keyof typeof perkLabels)[];

/** Who else may be offered the job. */
export const sharedWithLabels = { county: '只在本县', prefecture: '全市', province: '全省', anywhere: '全国' } as const;

export const employerKindLabels = {
  company: '企业',
  workshop: '就业帮扶车间',
  agency: '人力资源机构',
  public_body: '机关、村委会、公益单位',
} as const;

export const workshopKindLabels = { factory: '厂房式，来车间干', home: '居家式，领料回家做' } as const;

/** How many people a posting would fit, told so that nobody can be made out. */
export const fitBandLabels = {
  under_5: '不到 5\u00a0人',
  '5_to_9': '5 到 9\u00a0人',
  '10_to_19': '10 多人',
  '20_to_49': '20 到 50\u00a0人',
  '50_to_99': '50 到 100\u00a0人',
  '100_and_more': '100 多人',
} as const;

/** The steps of a posting as its employer takes them. */
export const jobActionLabels = {
  submit: '交给镇里审',
  publish: '发布',
  reject: '退回',
  pause: '先停一停',
  resume: '接着招',
  fill: '招满了',
  expire: '到期',
  withdraw: '撤下来',
} as const;

/** What was let go of where nothing fitted exactly. */
export const widenedLabels = {
  perks: '吃住这些条件',
  shifts: '上班时间',
  pay: '工钱',
  place: '地方',
  trade: '工种',
} as const;

export const payKindLabels = { month: '按月', day: '按天', hour: '按小时', piece: '按件' } as const;

export const roleLabels = {
  visitor: '访客',
  labourer: '劳动力',
  employer: '用人单位',
  liaison: '帮扶联系人',
  township_officer: '乡镇经办人',
  county_officer: '县局经办人',
  finance_officer: '财务复核人',
  auditor: '审计',
  administrator: '管理员',
  system: '系统',
} as const;

/** A state as the desk marks it: a shape and a word, then a colour. */
export interface StateMark {
  text: string;
  icon: IconName;
  tone: Tone;
}

export const jobStates = {
  draft: { text: '草稿', icon: 'ring', tone: 'idle' },
  submitted: { text: '待审核', icon: 'half', tone: 'warn' },
  rejected: { text: '已退回', icon: 'cross', tone: 'bad' },
  published: { text: '正在招', icon: 'check', tone: 'good' },
  paused: { text: '先停一停', icon: 'half', tone: 'idle' },
  filled: { text: '招满了', icon: 'check', tone: 'idle' },
  expired: { text: '到期了', icon: 'clock', tone: 'idle' },
  withdrawn: { text: '已撤下', icon: 'minus', tone: 'idle' },
} as const satisfies Record<string, StateMark>;

/** What of a person was looked at, as they read it. */
export const lookLabels = { id_number: '身份证号', phone: '电话', email: '邮箱', health: '身体情况' } as const;

/** What the law forbids a posting to say; the clause comes with the finding. */
export const lawLabels = {
  sex: '不能限男女',
  marriage: '不能问婚育',
  ethnicity: '不能限民族',
  household_registration: '不能看户口',
  illness: '不能因病拒人',
  disability: '不能因残疾拒人',
  fee: '不能收钱、收押金',
  papers_kept: '不能扣证件',
  under_sixteen: '不能招未满 16 岁的人',
  pay_below_minimum: '工资不能低于最低工资',
} as const;

export { requirementLabels } from '@songgang/api/contract/sentences.ts';

export const visitStates = {
  assigned: { text: '待走访', icon: 'ring', tone: 'idle' },
  done: { text: '见到了', icon: 'check', tone: 'good' },
  absent: { text: '不在家', icon: 'question', tone: 'warn' },
  refused: { text: '不愿谈', icon: 'cross', tone: 'warn' },
  moved: { text: '搬走了', icon: 'exit', tone: 'idle' },
} as const satisfies Record<string, StateMark>;

export const fairStates = {
  planned: { text: '在筹备', icon: 'ring', tone: 'idle' },
  announced: { text: '已发通知', icon: 'mail', tone: 'accent' },
  registration: { text: '正在报名', icon: 'half', tone: 'accent' },
  open: { text: '正在开', icon: 'half', tone: 'accent' },
  closed: { text: '已散场', icon: 'check', tone: 'idle' },
  summarised: { text: '已小结', icon: 'check', tone: 'good' },
} as const satisfies Record<string, StateMark>;

export const placementStates = {
  agreed: { text: '说定了', icon: 'half', tone: 'accent' },
  started: { text: '在岗', icon: 'check', tone: 'good' },
  stable: { text: '稳定在岗', icon: 'check', tone: 'good' },
  ended: { text: '离岗', icon: 'minus', tone: 'idle' },
  dropped: { text: '没有成', icon: 'cross', tone: 'idle' },
} as const satisfies Record<string, StateMark>;

export const importStates = {
  toCreate: { text: '要新增', icon: 'plus', tone: 'good' },
  toUpdate: { text: '要更新', icon: 'arrow', tone: 'accent' },
  upToDate: { text: '已一致', icon: 'check', tone: 'idle' },
  withErrors: { text: '有误', icon: 'cross', tone: 'bad' },
} as const satisfies Record<string, StateMark>;

/** Whether a condition holds on the facts known: the four marks of judging. */
export const verdicts = {
  met: { text: '符合', icon: 'check', tone: 'good' },
  unmet: { text: '不符合', icon: 'cross', tone: 'bad' },
  unknown: { text: '待证实', icon: 'question', tone: 'warn' },
  late: { text: '逾期', icon: 'late', tone: 'bad' },
} as const satisfies Record<string, StateMark>;

/** Why people end a run below five: the reason, and what the bureau can do about it. */
export const shortLabels: Readonly<Record<string, readonly [reason: string, help: string]>> = {
  few_suitable: ['合适的岗位不够五个', '向单位多要这一带的岗位'],
  vacancies_full: ['合适的岗位名额都送满了', '请单位多招，或再找同类岗位'],
  reach: ['离家太远', '就近开发岗位，或当面问能不能走远些'],
  occupation: ['没有本人想干的活', '当面问还愿意干什么，或安排培训'],
  skill: ['岗位要的手艺不会', '安排技能培训'],
  pay_floor: ['工资低于本人要求', '请单位涨一涨，或当面问最低要多少'],
  age: ['年龄不在岗位范围', '请单位放宽年龄'],
  health: ['身体干不了', '找轻一些的活，或公益性岗位'],
  shift: ['上班时间对不上', '找白班、计时的活'],
  education: ['文化要求高于本人', '请单位放宽，或安排培训'],
  lodging: ['外出没有住处', '找包住的岗位'],
  home_every_night: ['每天要回家', '就近开发岗位'],
  refusal: ['本人回绝过同类岗位', '当面问为什么'],
  repeat: ['能送的都送过了', '需要新岗位'],
  employer_state: ['单位没有核实', '先核验单位'],
};

export const messageStates = {
  queued: { text: '等着发', icon: 'clock', tone: 'accent' },
  sent: { text: '已发', icon: 'check', tone: 'good' },
  failed: { text: '没发出去', icon: 'cross', tone: 'bad' },
} as const satisfies Record<string, StateMark>;
