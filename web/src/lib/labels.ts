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

export const ruleLabels = {
  employer_state: '单位状态',
  occupation: '工种',
  skill: '技能',
  reach: '远近',
  home_every_night: '天天回家',
  lodging: '吃住',
  pay_floor: '工资',
  age: '年龄',
  education: '文化',
  health: '身体',
  shift: '工时',
  refusal: '说过不去的',
  repeat: '送过没有',
} as const;

export const payPeriodLabels = { month: '按月', day: '按天', hour: '按小时', piece: '按件' } as const;

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
} as const;

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
