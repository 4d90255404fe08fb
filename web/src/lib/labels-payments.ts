/** Words of notices, payments and checks afterwards. */
import type { StateMark } from './labels.ts';

export const batchStates = {
  open: { text: '等人确认', icon: 'half', tone: 'warn' },
  confirmed: { text: '已确认，等送银行', icon: 'half', tone: 'accent' },
  sent: { text: '银行在办', icon: 'half', tone: 'accent' },
  settled: { text: '已回盘', icon: 'check', tone: 'good' },
  cancelled: { text: '作废', icon: 'cross', tone: 'idle' },
} as const satisfies Record<string, StateMark>;

export const batchActionLabels = { confirm: '核对无误，确认', send: '已经送到银行', cancel: '作废这一批' } as const;

export const lineStates = {
  waiting: { text: '等回盘', icon: 'half', tone: 'idle' },
  paid: { text: '已到账', icon: 'check', tone: 'good' },
  failed: { text: '没发成', icon: 'cross', tone: 'bad' },
  cancelled: { text: '作废', icon: 'cross', tone: 'idle' },
} as const satisfies Record<string, StateMark>;

export const payableBarLabels = {
  account_missing: '没有收款账户',
  account_other_name: '账户不是本人的',
  account_shared: '账户别人也在用',
  on_its_way: '已在别的批次里',
  second_look_missing: '有疑点没复核',
} as const;

export const unclearLabels = {
  number_unknown: '没有这个序号',
  amount_differs: '金额和发出的不一样',
  account_differs: '账号和发出的不一样',
  result_unknown: '看不懂处理结果',
  says_both: '同一行又说成功又说失败',
  was_paid: '这一行早先说已到账',
  was_failed: '这一行早先说没发成，可能已重发',
} as const;

export const bankFieldLabels = {
  number: '序号',
  batch: '批次号',
  account: '收款账号',
  holder: '收款户名',
  bank: '开户行',
  amountYuan: '金额（元）',
  amountFen: '金额（分）',
  purpose: '用途',
} as const;

export const checkStates = {
  drawn: { text: '还没去看', icon: 'ring', tone: 'warn' },
  visited: { text: '等单位答复', icon: 'half', tone: 'accent' },
  replied: { text: '已答复，等人定', icon: 'half', tone: 'warn' },
  passed: { text: '没有问题', icon: 'check', tone: 'good' },
  failed: { text: '不通过，要追回', icon: 'cross', tone: 'bad' },
} as const satisfies Record<string, StateMark>;

export const checkPointLabels = {
  person_at_work: '人在岗位上',
  contract_seen: '看到了合同',
  wages_paid_by_bank: '工资走银行，有流水',
  insurance_paid: '社保交着',
  post_as_recorded: '岗位和登记的一样',
  person_confirms: '本人当面说是真的',
} as const;

export const checkAnswerLabels = { yes: '是', no: '不是', unknown: '没看到' } as const;
