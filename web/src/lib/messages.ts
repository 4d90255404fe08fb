import { say } from '@songgang/api/contract/sentences.ts';

// The sentence for every refusal of the api stands in the contract: the command line says the same.
export { hasSentence, say } from '@songgang/api/contract/sentences.ts';

/** Every sentence the web says of its own accord. */

export const sentences = {
  ourFault: say('server.failed'),
  notFound: say('request.not_found'),
  noSuchJob: '可能已经撤下了，也可能网址不对。去看看别的活。',
  notYours: say('auth.role_not_allowed'),
  signInFirst: say('auth.required'),
  backAfter: '登录好了，就回到刚才那一页。隔得久了会自己退出；刚才填了没交上的，要再填一遍。',
  wrongAddress: '网址里有认不出的字，可能抄漏了、抄错了。请从首页再进来。',
  noNetwork: '没网，存下了。有网自己就送出去，不用再点。',
  payNothing: '谁叫您先交钱，都别交',
  payNothingWhy: '押金、体检费、服装费都不行。碰上了打 12333。',
} as const;

/** Why a posting is over, to whoever comes to it by an old address. */
export const closedSentences = {
  filled: '人招满了。下面是差不多的，看看有没有合适的。',
  expired: '到期了，不再招了。下面是差不多的，看看有没有合适的。',
  withdrawn: '招人的单位撤下了。下面是差不多的，看看有没有合适的。',
  paused: '招人的单位先停一停，过些天再来看看。',
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
