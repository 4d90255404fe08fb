/** What the law forbids a posting to say, product promise 6. */
export const LAW_CODES = [
  'sex',
  'marriage',
  'ethnicity',
  'household_registration',
  'illness',
  'disability',
  'fee',
  'papers_kept',
  'under_sixteen',
  'pay_below_minimum',
] as const;
export type LawCode = (typeof LAW_CODES)[number];

/** One way to say what is forbidden. `unless` is looked for in the same sentence, before and after the words found. */
export interface ForbiddenWords {
  readonly code: LawCode;
  readonly words: RegExp;
  readonly unlessBefore?: RegExp;
  readonly unlessAfter?: RegExp;
}

/** The clause that each code stands on, as the page quotes it. */
export const CLAUSE_OF: Record<LawCode, string> = {
  sex: '就业促进法 第二十七条',
  marriage: '就业促进法 第二十七条',
  ethnicity: '就业促进法 第二十八条',
  household_registration: '就业促进法 第三十一条',
  illness: '就业促进法 第三十条',
  disability: '就业促进法 第二十九条',
  fee: '劳动合同法 第九条',
  papers_kept: '劳动合同法 第九条',
  under_sixteen: '劳动法 第十五条',
  pay_below_minimum: '劳动法 第四十八条',
};

const ONLY = '(?:仅限?|只限|限|只招|只要|只收|限招|要求|须为?|必须|必须为|优先)';
const REFUSED = '(?:不要|不招|不收|不聘|不用|谢绝|拒绝|勿扰|除外|免谈)';
const SEX = '(?:男|女)(?:性|生|士|工|的|孩|员工)?';
/** 女职工宿舍, 男装 and 女鞋 speak of rooms and goods, not of who may apply. */
const NOT_A_PERSON =
  '(?!双全|朋友|孩|宝|婴|童|装|鞋|包|裤|裙|袜|士?内衣|科|厕|浴|更衣|宿舍|寝|公寓|职?工?宿舍|卫生间|洗手间|子|方)';
const WORKERS =
  '(?:普工|员工|工人|保安|服务员|店员|营业员|操作工|操作员|学徒|技工|保洁|司机|门卫|文员|前台|护工|主播|模特)';
const PEOPLES = '(?:少数民族|回族|维吾?尔?族|藏族|彝族|壮族|苗族|朝鲜族|蒙古?族|满族|哈萨克族)';
const FEES =
  '(?:押金|保证金|定金|服装费|工装费|培训费|体检费|报名费|中介费|介绍费|入职费|资料费|办卡费|建档费|手续费|管理费|伙食押金|住宿押金)';
const BOTH_SEXES = /不限|均可|皆可|都行|都可|都要|兼收|各\d|平等/;

export const FORBIDDEN: readonly ForbiddenWords[] = [
  {
    code: 'sex',
    words: new RegExp(`${ONLY}${SEX}(?![女男])${NOT_A_PERSON}`, 'g'),
    unlessAfter: BOTH_SEXES,
    unlessBefore: /不$/,
  },
  { code: 'sex', words: new RegExp(`(?<![男女/、])${SEX}优先`, 'g') },
  { code: 'sex', words: new RegExp(`(?<![男女/、和或])(?:男|女)(?:性|士)?${WORKERS}(?!宿舍|公寓|浴室)`, 'g') },
  {
    code: 'sex',
    words: /(?<![男女/、和或子])女工(?!宿舍|公寓|浴室|权益|委员|保护)|(?<![男女/、和或])男工(?!宿舍|公寓|浴室)/g,
  },
  { code: 'sex', words: /性别(?:要求)?[:：为]?\s?(?:男|女)(?![女男/、]|性?均|不限)/g },
  {
    code: 'sex',
    words: new RegExp(`${REFUSED}(?:男|女)(?:性|生|士|工|的)|(?:男|女)(?:性|生|士|工)(?:勿扰|免谈|除外)`, 'g'),
  },
  {
    code: 'marriage',
    words: /(?:限|仅限|要求|须|必须)?(?:已婚已育|未婚未育|已婚|未婚|已育|未育)(?:者|女性|人士)?优先/g,
  },
  { code: 'marriage', words: /(?:限|仅限|只招|要求|须|必须)(?:已婚|未婚|已育|未育|单身)/g },
  {
    code: 'marriage',
    words: /(?:入职|合同期内?|工作期间|[一二两三\d]年内)[^，。；,;]{0,6}(?:不得|不能|不准|禁止)(?:结婚|怀孕|生育)/g,
  },
  { code: 'ethnicity', words: new RegExp(`${ONLY}汉族?(?!语|字|堡|服)|汉族优先|民族[:：]\\s?汉`, 'g') },
  { code: 'ethnicity', words: new RegExp(`${REFUSED}${PEOPLES}|${PEOPLES}(?:勿扰|除外|免谈)`, 'g') },
  {
    code: 'household_registration',
    words:
      /(?:仅限|只限|限|只招|只要|要求|须|必须|需)[^，。；,;！!\n]{0,8}(?:户籍|户口)(?!本)|(?:户籍|户口)(?:者|人员)?优先/g,
    unlessAfter: /^(?:不限|均可)/,
    unlessBefore: /(?:不|无|没有)$/,
  },
  {
    code: 'household_registration',
    words: /(?:仅限|只限|限|只招|只要)(?:本地|本市|本县|本省|城镇|城市)(?:人|居民)|(?:本地|本市|城镇)(?:人|居民)优先/g,
  },
  {
    code: 'household_registration',
    words: new RegExp(
      `${REFUSED}(?:(?:外地|外省|外来|农村|农民|乡下)(?:人员?|户口|户籍|籍)|[一-龥]{2,3}(?:省人?|籍|户口|户籍))`,
      'g',
    ),
  },
  {
    code: 'illness',
    words: /乙肝|乙型肝炎|HBV|hbv|两对半/g,
    unlessBefore: /(?:不查|不检|不检测|不体检|不得|禁止|不做|不含|无需|接受|不歧视)[^，。；,;]{0,6}$/,
    unlessAfter: /^[^，。；,;]{0,8}(?:不限|均可|也可|亦可|可以|平等|不歧视|免疫|疫苗|药|治疗|研发|试剂|诊断)/,
  },
  { code: 'illness', words: /(?:无|没有|不招|拒绝|谢绝)[^，。；,;]{0,4}(?:传染病|艾滋|慢性病|病史)(?:史|者)?/g },
  { code: 'disability', words: new RegExp(`${REFUSED}(?:残疾|残障|聋哑)人?`, 'g') },
  {
    code: 'fee',
    words: new RegExp(
      `(?:交|缴|收|扣|付|押)(?:纳|取|除)?[^，。；,;！!\\n]{0,6}${FEES}|${FEES}[:：]?\\s?\\d+|押金\\d+`,
      'g',
    ),
    unlessBefore: /(?:不|无|免|没有?|零|勿|禁止|严禁|拒绝|公司|单位|我司|报销|承担|均不|概不|不另)[^，。；,;]{0,6}$/,
    unlessAfter: /^[^，。；,;]{0,6}(?:报销|全免|免费|由公司|公司承担|单位承担|公司出|都不|一律不)/,
  },
  {
    code: 'papers_kept',
    words: /(?:押|扣押|扣留|抵押|收取|代管|统一保管)(?:员工|本人)?(?:的)?(?:身份证|毕业证|学历证|证件)(?!复印件)/g,
    unlessBefore: /(?:不|无|免|没有?|禁止|严禁)[^，。；,;]{0,3}$/,
  },
  {
    code: 'under_sixteen',
    words: /(?:年龄|年满|满|招收?)[^，。；,;\d]{0,4}(?:1[0-5]|十[一二三四五])(?:周)?岁?(?=周?岁|\s?[-~—至到])/g,
    unlessBefore: /(?:不招|不满|未满|禁止)$/,
  },
  {
    code: 'under_sixteen',
    words: /(?:未成年人?|初中在读|童工)(?:也|亦|都|均)?(?:可|行|要)/g,
    unlessBefore: /(?:不|禁止)$/,
  },
];
