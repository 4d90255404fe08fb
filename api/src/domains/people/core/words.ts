/** The Chinese words of the import template, each value's first word the one that drop-downs offer; the others are understood. */
type Words<T extends string> = Readonly<Record<T, readonly [string, ...string[]]>>;

export const POVERTY_WORDS = {
  registered: ['建档立卡', '贫困户', '未脱贫', '一般贫困户'],
  exited: ['已脱贫', '脱贫户', '脱贫'],
  returned: ['返贫', '返贫户'],
  monitored: ['监测对象', '监测户', '脱贫不稳定户', '边缘易致贫户', '突发严重困难户'],
  none: ['非贫困户', '一般农户', '无'],
} as const satisfies Words<string>;

export const EDUCATION_WORDS = {
  none: ['没上过学', '文盲', '半文盲', '文盲或半文盲'],
  primary: ['小学'],
  junior: ['初中', '初级中学'],
  senior: ['高中', '中专', '技校', '职高', '高中、中专、技校', '普通中学', '中等', '技工'],
  college: ['大专', '专科', '高职'],
  bachelor: ['本科及以上', '本科', '大学', '硕士', '博士', '研究生', '研究生以上'],
} as const satisfies Words<string>;

export const HEALTH_WORDS = {
  healthy: ['健康', '良好'],
  chronic: ['长期慢性病', '慢性病'],
  serious: ['大病', '患有大病', '重病'],
  disabled: ['残疾'],
} as const satisfies Words<string>;

export const DISABILITY_WORDS = {
  visual: ['视力'],
  hearing: ['听力'],
  speech: ['言语'],
  physical: ['肢体'],
  intellectual: ['智力'],
  mental: ['精神'],
  multiple: ['多重'],
} as const satisfies Words<string>;

export const GRADE_WORDS = {
  1: ['一级', '1', '1级'],
  2: ['二级', '2', '2级'],
  3: ['三级', '3', '3级'],
  4: ['四级', '4', '4级'],
} as const satisfies Words<string>;

export const DEMAND_WORDS = {
  heavy_lifting: ['搬重物', '重体力'],
  long_standing: ['久站'],
  long_sitting: ['久坐'],
  climbing: ['登高'],
  bending: ['弯腰', '弯腰、下蹲', '下蹲'],
  both_hands: ['双手并用'],
  fine_eyesight: ['眼力好', '看细小东西'],
  colour_vision: ['分清颜色', '分得清颜色'],
  hearing: ['听得见', '听力'],
  speech: ['说得清', '说话'],
  dust_or_fumes: ['有粉尘气味', '有粉尘、气味', '粉尘'],
  heat_or_cold: ['高温低温', '高温、低温'],
  machine_pace: ['跟着机器走'],
  reading: ['看得懂字', '识字'],
} as const satisfies Words<string>;

export const CARE_WORDS = {
  small_children: ['带小孩', '照看幼儿'],
  school_children: ['接送上学', '接送学生'],
  elderly: ['照顾老人'],
  ill_or_disabled: ['照顾病人', '照顾病残', '照顾残疾人'],
} as const satisfies Words<string>;

export const EMPLOYMENT_WORDS = {
  unemployed: ['未就业', '失业', '返乡未就业', '无业', '无转移状态'],
  employed: ['在岗', '外出务工', '已就业', '务工', '本市县就业'],
  self_employed: ['自主创业', '创业', '个体'],
  flexible: ['灵活就业', '打零工'],
  farming: ['务农'],
  student: ['在校', '学生'],
  retired: ['退休', '退养'],
} as const satisfies Words<string>;

export const REACH_WORDS = {
  village: ['本村', '村内'],
  town: ['本乡镇', '乡镇内', '本镇'],
  county: ['本县', '县内', '本区'],
  prefecture: ['本市', '市内', '县外市内'],
  province: ['本省', '省内'],
  anywhere: ['哪里都行', '不限', '省外', '全国'],
} as const satisfies Words<string>;

export const SHIFT_WORDS = {
  day: ['白班', '常白班'],
  two_shift: ['两班倒'],
  three_shift: ['三班倒'],
  night: ['夜班'],
  flexible: ['时间自己定', '灵活'],
  part_time: ['半天零工', '半天、零工', '零工', '半天'],
} as const satisfies Words<string>;

export const INSURANCE_WORDS = {
  unknown: ['不清楚', '未知'],
  none: ['没参加', '未参保', '无'],
  resident: ['城乡居民', '居民'],
  employee: ['城镇职工', '职工'],
} as const satisfies Words<string>;

export const MEASURE_WORDS = {
  job_introduction: ['介绍岗位', '岗位推荐'],
  public_welfare_post: ['公益性岗位'],
  workshop: ['帮扶车间', '扶贫车间'],
  training: ['技能培训', '培训'],
  venture_support: ['创业扶持'],
  labour_export: ['劳务输出'],
} as const satisfies Words<string>;

export const YES_NO_WORDS = {
  yes: ['是', '有', '愿意', '想', '需要', '1', 'y', 'yes'],
  no: ['否', '无', '不愿意', '不想', '不需要', '0', 'n', 'no'],
} as const satisfies Words<string>;

/** What a drop-down offers. */
export const choicesOf = (words: Words<string>): string[] => Object.values(words).map(([first]) => first);

/** The value a word stands for, or undefined. */
export function meantBy<T extends string>(words: Words<T>, word: string): T | undefined {
  const plain = word.trim().toLowerCase();
  // Object.entries forgets that the keys are of T.
  return (Object.entries(words) as [T, readonly string[]][]).find(([, all]) => all.includes(plain))?.[0];
}
