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
