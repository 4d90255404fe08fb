/** Every sentence the web says of its own accord, and the sentence for every refusal of the api. */

export const sentences = {
  ourFault: '是我们这边的毛病，您填的东西没丢。过一会儿再试一次。',
  notFound: '没有这一页。可能是地址写错了，也可能这条已经撤下了。',
  notYours: '这一页不归您现在的身份看。换一个账号登录，或者回首页。',
  signInFirst: '先登录，再来办这件事。',
  noNetwork: '没网，存下了。有网自己就送出去，不用再点。',
  payNothing: '谁叫您先交钱，都别交',
  payNothingWhy: '押金、体检费、服装费都不行。碰上了打 12333。',
} as const;

/** The plain words: what the bureau writes, and what villagers read. */
export const plainWords = {
  job: '活',
  duties: '干什么活',
  pay: '一个月挣多少',
  payday: '什么时候发',
  place: '在哪儿，怎么去',
  hours: '几点上班，几点下班',
  board: '管不管吃住',
  employer: '谁家在招',
  verified: '已核实',
  unverified: '还在核实',
  homeBased: '在家做',
  liaison: '帮扶干部',
  reasons: '为什么推给您',
  interested: '我想去',
  declined: '不合适',
  undo: '撤回',
  entitlements: '能领的钱',
  inProgress: '正在办',
  paid: '到卡了',
  notHired: '没成',
  looks: '谁看过我的资料',
} as const;

type Details = Readonly<Record<string, unknown>>;
type Sentence = string | ((details: Details) => string);

/** One sentence per refusal code: what is wrong and what to do about it. Each domain's codes stand together. */
const REFUSALS: Readonly<Record<string, Sentence>> = {
  'web.api_unreachable': sentences.ourFault,
  'web.unreadable': sentences.ourFault,
  'server.failed': sentences.ourFault,
  'request.invalid': (details) => `有的地方没填对：${fieldsOf(details)}。改了再交，别的都还在。`,
  'request.not_found': sentences.notFound,
  'request.foreign_origin': '这一页是从别处打开的，没有办。请从送岗的页面再点一次。',
  'request.too_large': '文件太大了，没有收。请分成几份再传，每份不超过 30 MB。',
  'auth.required': sentences.signInFirst,
  'auth.role_not_allowed': sentences.notYours,
  'auth.wrong_password': '名字或密码不对，请再输一次。',
  'auth.wrong_code': '验证码不对或过时了，请看清短信再输一次，或者再要一个。',
  'auth.code_too_soon': '验证码刚发过，请等一分钟再要。',
  'auth.too_many_tries': '试的次数太多了，请过一会儿再来。',
  'auth.login_taken': '这个登录名有人用了，请换一个。',
  'auth.password_weak': '密码太简单：至少 10 位，别用常见的词。',
  'auth.region_outside': '这个地方不归您管，没有办。',
  'region.not_found': '没有这个村镇，请从列出来的里面选。',
  'region.county_not_here': '这个县还没有开通送岗。',
  'region.county_exists': '这个县已经开通了。',
  'region.outside': '这个地方不归您管，没有办。',
};

/** Reasons that many domains share. A domain that has more to say gives its own code a sentence above. */
const REASONS: Readonly<Record<string, Sentence>> = {
  not_found: '找不到这一条。可能已经撤下，也可能不在您管的范围里。',
  stale: '别人刚改过这一条。新的已经在下面，请看一看再办一次。',
};

/** The sentence for a refusal. A code without one of its own still says what was kept and what to do. */
export function say(code: string, details: Details = {}): string {
  const sentence = sentenceOf(code);
  if (sentence === undefined) return `没有办成，您填的都在。请再试一次；还不行，打电话报这个号：${code}。`;
  return typeof sentence === 'string' ? sentence : sentence(details);
}

/** Whether a refusal has a sentence of its own. */
export const hasSentence = (code: string): boolean => sentenceOf(code) !== undefined;

/** A code's own sentence, else the one for its reason: `claim.stale` is told as every stale thing is. */
const sentenceOf = (code: string): Sentence | undefined => REFUSALS[code] ?? REASONS[code.slice(code.indexOf('.') + 1)];

function fieldsOf({ fields }: Details): string {
  return Array.isArray(fields) && fields.length > 0 ? fields.join('、') : '请从头看一遍';
}
