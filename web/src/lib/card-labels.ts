import type { StateMark } from './labels.ts';

/** The words of the card (识别卡). Desk only: a labourer and an employer read the help, never the label. */

export const povertyLabels = {
  registered: '建档立卡',
  exited: '脱贫',
  returned: '返贫',
  monitored: '监测对象',
  none: '一般户',
} as const;

export const sexLabels = { male: '男', female: '女' } as const;

export const employmentLabels = {
  employed: '在岗',
  self_employed: '自己干',
  flexible: '灵活就业',
  farming: '务农',
  unemployed: '没有活',
  student: '上学',
  retired: '已退休',
} as const;

export const healthLabels = { healthy: '健康', chronic: '慢性病', serious: '大病', disabled: '残疾' } as const;

export const careLabels = {
  small_children: '带小娃',
  school_children: '接送学生',
  elderly: '照看老人',
  ill_or_disabled: '照看病人、残疾人',
} as const;

export const insuranceLabels = { none: '没有参保', resident: '城乡居民', employee: '职工', unknown: '待核实' } as const;

export const measureLabels = {
  job_introduction: '送岗',
  public_welfare_post: '公益性岗位',
  workshop: '帮扶车间',
  training: '培训',
  venture_support: '扶持创业',
  labour_export: '组织外出',
} as const;

/** The poverty status as a list marks it: whom to look after stands out. */
export const povertyMarks = {
  registered: { text: povertyLabels.registered, icon: 'half', tone: 'accent' },
  exited: { text: povertyLabels.exited, icon: 'ring', tone: 'idle' },
  returned: { text: povertyLabels.returned, icon: 'late', tone: 'bad' },
  monitored: { text: povertyLabels.monitored, icon: 'half', tone: 'warn' },
  none: { text: povertyLabels.none, icon: 'ring', tone: 'idle' },
} as const satisfies Record<string, StateMark>;

/** The five blocks of the card, in the order of the form. */
export const blockLabels = {
  basic: '基本情况',
  needs: '就业创业需求',
  training: '培训意愿',
  security: '社会保障',
  measures: '帮扶措施',
} as const;

/** What a block may still lack. */
export const missingLabels = {
  skills: '会做什么',
  disabilityKind: '残疾类别',
  wantsVenture: '想不想创业',
  ventureWish: '想创什么业',
  wantsTraining: '想不想培训',
  trainingWishes: '想学什么',
  pension: '养老保险',
  medical: '医疗保险',
  measures: '帮扶措施',
} as const;

/** What of a person's body a job must not ask: the demands of jobs, said as what is beyond them. */
export const limitLabels = {
  heavy_lifting: '搬重物',
  long_standing: '久站',
  long_sitting: '久坐',
  climbing: '登高',
  bending: '弯腰、下蹲',
  both_hands: '要用双手的活',
  fine_eyesight: '费眼的细活',
  colour_vision: '要分颜色的活',
  hearing: '要听得清的活',
  speech: '要说话的活',
  dust_or_fumes: '有粉尘、气味的活',
  heat_or_cold: '高温、低温',
  machine_pace: '跟着机器走的活',
  reading: '要看字的活',
} as const;

/** What a number is looked at for. The last asks for words of one's own. */
export const PURPOSES = ['核对补贴申领', '更正登记', '签合同、办社保', '联系本人', '配合检查审计', '本人要求'] as const;
