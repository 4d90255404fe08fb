/** Words of what a county settles itself: the policy desk and the printed case file say them. */

/** A question that a policy's text leaves open, and what holds until the county settles it. */
interface SettingWords {
  readonly question: string;
  readonly standard: string;
}

/** By the key of the policy library, in the words of a clerk. A key without words is not shown. */
export const settingWords: Readonly<Record<string, SettingWords>> = {
  'luozhuang.job_introduction.year_basis': { question: '一年一次，按哪天算是哪一年的？', standard: '按签劳动合同那天' },
  'luozhuang.job_introduction.limit_scope': {
    question: '一年一次，是按劳动者算，还是按“机构加劳动者”算？',
    standard: '按劳动者算：同一年第二家机构不再给',
  },
  'luozhuang.job_introduction.local_area': { question: '“当地企业”指本区，还是全市？', standard: '工作地点在本区' },
  'placement.max_gap_days': { question: '满六个月，必须一直在介绍去的那家吗？', standard: '同一家，中间不能断' },
  'wording.inclusive': { question: '“以上”“以内”，正好够数的算不算？', standard: '算，包括本数' },
  'luozhuang.job_introduction.agency_kinds': { question: '个人介绍的算不算？', standard: '不算，只给依法登记的机构' },
  'luozhuang.transport.frequency': {
    question: '多久给一次？',
    standard: '一次上岗给一次；定成“是”，同一人一年也只给一次',
  },
  'geo.county_test': { question: '去同一个市的别的县区，算不算外出？', standard: '算：和户籍不是同一个县区就算' },
  'luozhuang.transport.min_days': { question: '要不要干满几天？', standard: '不要求，审核时看得到干了几天' },
  'luozhuang.workshop.term_basis': { question: '期限按约定的算，还是按实际干的算？', standard: '按短的那个' },
  'luozhuang.workshop.min_term_months': { question: '“一定期限”是多长？', standard: '没有定，不设最短' },
  'luozhuang.workshop.accepted_contracts': { question: '签了劳动合同，算不算有务工协议？', standard: '算' },
  'luozhuang.workshop.kinds': { question: '居家式的车间算不算？', standard: '算，厂房式、居家式都算' },
  'luozhuang.workshop_loan.ceiling_rule': {
    question: '生产经营主体贷款的上限，管不管车间这笔贷款？',
    standard: '同时招了符合条件的人，就按那个上限',
  },
  'luozhuang.workshop.si_subsidy_scope': { question: '只给办车间的企业，还是哪家都给？', standard: '只给办车间的企业' },
  'luozhuang.difficulty.includes_registered_poor': {
    question: '建档立卡的人，是不是都算困难人员？',
    standard: '就业困难人员另外认定；建档立卡的也算够条件',
  },
  'luozhuang.public_post.formula': {
    question: '工作时间怎么折成钱？',
    standard: '月最低工资 × 实际工时 ÷ 全月工时，最多一个月最低工资',
  },
  'pension.extension_test': {
    question: '离领养老待遇不到五年，审一次，还是每年审？',
    standard: '第一次批的时候审一次',
  },
  'luozhuang.public_post.extension_groups': {
    question: '持残疾证、离领养老待遇超过五年的，能不能延长？',
    standard: '不能，只有不到五年的能延长',
  },
  'luozhuang.public_post.market_proof': {
    question: '怎么证明从市场上找不到活？',
    standard: '有送岗和回答的记录，村或镇确认',
  },
  'luozhuang.public_post.disability_grades': { question: '残疾证几级都行吗？', standard: '都行' },
  'luozhuang.loan_individual.checklist': { question: '“符合条件”是哪些条件？', standard: '没有另列' },
  'luozhuang.loan_entity.min_hires': { question: '最少要招几个？', standard: '一个' },
  'luozhuang.startup_one_off.enabled': { question: '本县区开不开这项补贴？', standard: '开' },
  'luozhuang.startup_one_off.business_kinds': {
    question: '只给个体工商户，还是小企业、合作社也给？',
    standard: '只给个体工商户',
  },
  'luozhuang.startup_one_off.registered_from': { question: '“新注册”从哪天算起？', standard: '2016-05-13 起注册的' },
  'luozhuang.startup_one_off.normal_operation_test': {
    question: '怎么算“正常经营”？',
    standard: '登记还在，干部去看过一次',
  },
  'luozhuang.incubator.terms': { question: '减多少、减多久？', standard: '各个基地自己定；这里只登记，不发钱' },
  'luozhuang.free_training.once_is_cap': {
    question: '“一次”是保证一次，还是最多一次？',
    standard: '保证一次；还有名额可以再学',
  },
  'luozhuang.short_training.payee_rule': {
    question: '本人、培训机构、企业都来申请，给谁？',
    standard: '一人一门课只给一次，谁出的钱给谁',
  },
  'luozhuang.short_training.day_basis': { question: '几天按日历算，还是按上课算？', standard: '按考勤表上上课的天数' },
  'luozhuang.training.long_course_rule': {
    question: '五天以上的培训怎么办？',
    standard: '不归这条，按上级的培训补贴办',
  },
  'luozhuang.technical_school.age_range': { question: '“适龄”是多大？', standard: '学校收就行' },
  'luozhuang.technical_school.work_study_postings': {
    question: '勤工俭学的岗位要不要挂出来？',
    standard: '挂，只有学生看得到',
  },
  'disability.severe_grades': { question: '哪几级算重度？', standard: '一级、二级' },
  'env.resident_pension_lowest_tier_yuan': { question: '最低缴费档次是多少钱？', standard: '由县里录入' },
  'medical.segment_uplift_mode': { question: '提高 5%，是 5 个百分点，还是原比例的 5%？', standard: '5 个百分点' },
  'medical.ceiling_from': { question: '“从 2016 年起”是从哪天起？', standard: '2016-01-01' },
};

const valueWords: Readonly<Record<string, string>> = {
  true: '是',
  false: '否',
  apply: '按上限发',
  flag: '只提示',
  'contract-date': '签合同那天',
  'qualification-date': '干满六个月那天',
  'claim-date': '申领那天',
};
export const settingValue = (value: unknown): string => valueWords[String(value)] ?? String(value);
