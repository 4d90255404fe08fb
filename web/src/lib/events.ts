/** What the log says, in words. */
import { deliveryDeskLabels } from './delivery-labels.ts';
import { importFileStates } from './desk-labels.ts';
import { employerStateLabels, fairStates, jobStates, placementStates, visitStates } from './labels.ts';
import { claimStates } from './labels-money.ts';

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
  kiosk_wish: '一体机上的想去',
  intent: '招聘会上的意向',
  match_run: '匹配',
  follow_up: '回访',
  claim: '补贴申领',
  policy: '政策',
  payment_batch: '发放批次',
  public_notice: '公示',
  budget_line: '资金',
  bank_format: '银行文件格式',
  sample: '抽查',
  sample_check: '抽查',
  employer_sheet: '工资社保表',
  minimum_wage: '最低工资',
  county: '县',
  word: '词库的词',
  search_proposal: '搜索的说法',
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
  terms: '改人数或日期',
  record: '记下',
  find: '查出',
  prepare: '整理好',
  approve: '同意',
  return: '退回',
  pay: '发放',
  recover: '追回',
  release: '转入待发放',
  raise: '提出异议',
  judge: '判定',
  look: '查看资料',
  look_up: '查看资料',
  disclose: '查看资料',
  open: '开始',
  enter: '登记',
  set: '设定',
  import: '导入',
  add: '新增',
  draw: '抽取',
  report: '上报',
  file: '装卷',
  paper: '出具文书',
  discard: '丢弃草稿',
  empty: '到期收起',
  state: '改状态',
  settle: '确认',
  account: '开通账号',
};

/** One event in words: what happened, to what kind of thing. */
export const eventWords = ({ subjectKind, action }: { subjectKind: string; action: string }): string =>
  EVENTS[`${subjectKind}.${action}`] ?? `${KINDS[subjectKind] ?? subjectKind}${ACTIONS[action] ?? action}`;

type States = Readonly<Record<string, string | { readonly text: string }>>;

/** The states of each kind of thing, as its own pages call them. */
const STATES: Readonly<Record<string, States>> = {
  job: jobStates,
  delivery: deliveryDeskLabels,
  employer: employerStateLabels,
  fair: fairStates,
  placement: placementStates,
  visit: visitStates,
  import: importFileStates,
  claim: claimStates,
};

/** States that several kinds of things share. */
const SHARED: States = {
  planned: '已安排',
  open: '待办',
  closed: '已关闭',
  active: '在册',
  done: '办完',
  confirmed: '已确认',
  refused: '不收',
  committed: '已排好',
  draft: '草稿',
  published: '已发布',
  hanging: '公示中',
  emptied: '已收起',
  paid: '已发放',
  found: '查到',
  not_wanted: '本人不要',
  not_found: '找不到人',
};

function stateOf(subjectKind: string, status: string): string {
  // Of a kind without words of its own: the first that has a word for it.
  const state = [STATES[subjectKind], SHARED, ...Object.values(STATES)].find((states) => states?.[status])?.[status];
  return typeof state === 'object' ? state.text : (state ?? status);
}

/** From which state to which, in the words of the thing's own pages; a thing that keeps its state has no arrow. */
export function statusWords({ subjectKind, fromStatus, toStatus }: Told): string {
  if (toStatus === null) return '—';
  const to = stateOf(subjectKind, toStatus);
  return fromStatus === null || fromStatus === toStatus ? to : `${stateOf(subjectKind, fromStatus)} → ${to}`;
}

interface Told {
  subjectKind: string;
  fromStatus: string | null;
  toStatus: string | null;
}
