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
/** 女缝纫工, 男保安: a sex before a trade; not 女员工 of a list of benefits, nor the trades of women's goods. */
const WORKER =
  '(?:男|女)性?(?!职工|员工|性|士|子|孩|儿|童|宝|婴|友|朋|科|款|式|表|装|鞋|包|裤|裙|袜|内衣)[^男女\\P{Script=Han}]{0,2}' +
  '(?:工|员|师|匠|司机|裁缝|保安|学徒|模特)(?!宿舍|公寓|浴室|休息|权益|委员|保护|产假|福利|卫生)';
const PROVINCES =
  '北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙|广西|西藏|宁夏|新疆|东北|外地|外省';
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
  { code: 'sex', words: new RegExp(`(?<![男女/、和或子])${WORKER}`, 'gu') },
  // 女18-45岁, 女士2名 and 保洁（女）; where the other sex stands beside it, both may come.
  {
    code: 'sex',
    words: /(?:男|女)(?:性|士|生)?[，,：:\s]{0,2}\d+\s?(?:名|人|个|周?岁|[-~—至到]\s?\d+\s?周?岁)/g,
    unlessBefore: /[男女]/,
    unlessAfter: /[男女]/,
  },
  {
    code: 'sex',
    words: /(?<=[，,（(\s])(?:男|女)(?:性|士)?(?=[，,。；;）)\s]|$)/g,
    unlessBefore: /[男女]/,
    unlessAfter: /[男女]/,
  },
  { code: 'sex', words: /(?<!不)要(?:男|女)(?:的|生|性|士)/g },
  { code: 'sex', words: /(?:招聘?|聘用?|急聘|诚聘|急招)(?:男|女)(?:性)?员工/g },
  { code: 'sex', words: /性别(?:要求)?[:：为]?\s?(?:男|女)(?![女男/、]|性?均|不限)/g },
  {
    code: 'sex',
    words: new RegExp(`${REFUSED}(?:男|女)(?:性|生|士|工|的)|(?:男|女)(?:性|生|士|工)(?:勿扰|免谈|除外)`, 'g'),
  },
  {
    code: 'marriage',
    words: /(?:限|仅限|要求|须|必须)?(?:已婚已育|未婚未育|已婚|未婚|已育|未育|单身)(?:者|女性|人士)?优先/g,
  },
  { code: 'marriage', words: /(?:限|仅限|只招|要求|须|必须)(?:已婚|未婚|已育|未育|单身)/g },
  {
    code: 'marriage',
    words: /(?:入职|合同期内?|工作期间|[一二两三\d]年内)[^，。；,;]{0,6}(?:不得|不能|不准|禁止)(?:结婚|怀孕|生育)/g,
  },
  { code: 'marriage', words: /(?:孕妇|怀孕|哺乳期)(?:者|女性)?(?:勿扰|免谈|除外|不要|不招)/g },
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
  { code: 'household_registration', words: /(?:农村|外地)?(?:户籍|户口)(?:勿扰|免谈|除外|不要|不招)/g },
  {
    code: 'household_registration',
    words: new RegExp(`(?:${PROVINCES})人?(?:勿扰|免谈|除外|不要|不招)|${REFUSED}(?:${PROVINCES})人`, 'g'),
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
    words:
      /(?:押|扣押|扣留|抵押|收取|代管|统一保管)(?:员工|本人)?(?:的)?(?:身份证|毕业证|学历证|证件)(?!复印件)|(?:身份证|毕业证|证件)(?:原件)?(?:抵押|扣押|作押)/g,
    unlessBefore: /(?:不|无|免|没有?|禁止|严禁)[^，。；,;]{0,3}$/,
  },
  {
    code: 'under_sixteen',
    words: /(?:年龄|年满|满|招收?)[^，。；,;\d]{0,4}(?:1[0-5]|十[一二三四五])(?:周)?岁?(?=周?岁|\s?[-~—至到])/g,
    unlessBefore: /(?:不招|不|未|小于|禁止)$/,
  },
  { code: 'under_sixteen', words: /(?<!\d|-)1[0-5]周?岁(?:以上|起|即可)(?!的?(?:儿童|学生|孩子|少儿))/g },
  {
    code: 'under_sixteen',
    words: /(?:未成年人?|初中在读|童工)(?:也|亦|都|均)?(?:可|行|要)/g,
    unlessBefore: /(?:不|禁止)$/,
  },
];
