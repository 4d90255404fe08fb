import type { DeskHome } from '@songgang/api/contract/desk.ts';

type Kind = DeskHome['waiting'][number]['kind'];

/** What waits, as the desk calls it, and the page that opens on it. */
export const WAITING: Readonly<Record<Kind, { label: string; href: string }>> = {
  interested: { label: '想去的人待引荐', href: '/desk/deliveries?status=interested' },
  kiosk_wishes: { label: '一体机上说想去的人待确认', href: '/desk/deliveries/wishes' },
  job_reviews: { label: '岗位审核', href: '/desk/jobs' },
  employer_checks: { label: '用人单位核验', href: '/desk/employers?state=registered' },
  follow_ups: { label: '上岗回访', href: '/desk/placements?due=week' },
  visits: { label: '入户走访未回', href: '/desk/campaigns' },
  below_five: { label: '送岗不足五个的人', href: '/desk/labourers?wantsWork=1&offersBelow=5' },
  without_helper: { label: '没有联系人的户', href: '/desk/pairings' },
  imports: { label: '导入待确认', href: '/desk/imports?state=staged' },
  failed_messages: { label: '没发出去的短信和邮件', href: '/desk/outbox?status=failed' },
};

const ORDER = Object.keys(WAITING) as Kind[];

/** In the desk's own order: what is late first keeps its place by kind, so that a hand finds it again. */
export const inOrder = (waiting: DeskHome['waiting']): DeskHome['waiting'] =>
  waiting.toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));

const EVENTS: Readonly<Record<string, string>> = {
  'match_run.commit': '匹配完成，已排好送岗',
  'delivery.deliver': '送岗已送出',
  'delivery.see': '看了送来的岗位',
  'delivery.accept': '点了我想去',
  'delivery.wish': '自己找到岗位，说想去',
  'delivery.decline': '说不合适',
  'delivery.undo': '撤回了回答',
  'delivery.introduce': '已引荐',
  'delivery.fail': '引荐没成',
  'delivery.place': '送岗变成上岗',
  'delivery.close': '收回没答的送岗',
  'delivery.door_accept': '入户时说想去',
  'delivery.door_decline': '入户时说不合适',
  'delivery.door_none': '送岗送到家门口',
  'kiosk_wish.say': '一体机上有人说想去',
  'kiosk_wish.settle': '一体机上的想去已确认',
  'placement.record': '登记上岗',
  'placement.start': '到岗',
  'placement.end': '离岗',
  'follow_up.record': '做了回访',
  'visit.record': '做了入户走访',
  'campaign.plan': '安排送岗入户',
  'fair.plan': '筹备招聘会',
  'fair.invite': '招聘会发出邀请',
  'fair.announce': '招聘会发出通知',
  'fair.register': '招聘会开始报名',
  'fair.open': '招聘会开场',
  'fair.close': '招聘会散场',
  'fair.summarise': '招聘会小结',
  'fair.check_in': '招聘会签到',
  'fair.intent': '招聘会达成意向',
  'county.load_demo': '装入演示数据',
  'user.open': '开通账号',
  'word.add': '词库加了一个词',
  'word.take_back': '词库撤回一个词',
  'search_proposal.refuse': '搜索的说法不收进词库',
};

const KINDS: Readonly<Record<string, string>> = {
  labourer: '识别卡',
  household: '户',
  job: '岗位',
  employer: '用人单位',
  delivery: '送岗',
  import: '导入',
  pairing: '结对',
  placement: '上岗',
  visit: '走访',
  fair: '招聘会',
  campaign: '送岗入户',
  user: '账号',
};

const ACTIONS: Readonly<Record<string, string>> = {
  create: '新增',
  register: '登记',
  draft: '起草',
  edit: '修改',
  submit: '提交审核',
  publish: '发布',
  reject: '退回',
  pause: '暂停',
  resume: '恢复',
  fill: '招满',
  place: '有人上岗',
  expire: '到期',
  withdraw: '撤下',
  verify: '核验通过',
  suspend: '暂停使用',
  restore: '恢复使用',
  blacklist: '列入黑名单',
  apply: '写入',
  stage: '读入待确认',
  take_back: '撤回',
  drop: '放弃',
  check: '核对',
  close: '关闭',
  pair: '结对',
  unpair: '解除结对',
};

/** One event in words: what happened, to what kind of thing. */
export const eventWords = ({ subjectKind, action }: { subjectKind: string; action: string }): string =>
  EVENTS[`${subjectKind}.${action}`] ?? `${KINDS[subjectKind] ?? subjectKind}${ACTIONS[action] ?? action}`;

interface Told {
  at: string;
  words: string;
  actorName: string;
  /** How many of the same followed one another. */
  count: number;
}

/** What happened, newest first; the same thing done many times in a row is one line with its number. */
export function gathered(recent: DeskHome['recent']): Told[] {
  const told: Told[] = [];
  for (const event of recent) {
    const [words, last] = [eventWords(event), told.at(-1)];
    if (last?.words === words && last.actorName === event.actorName) last.count += 1;
    else told.push({ at: event.at, words, actorName: event.actorName, count: 1 });
  }
  return told;
}
