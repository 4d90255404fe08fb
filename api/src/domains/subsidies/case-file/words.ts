import { fraudLabels, triggerLabels } from '../../../../contract/subsidy-words.ts';

/** How the printed case file names what the program calls by codes. */
const STATUSES: Readonly<Record<string, string>> = {
  found: '发现应享',
  prepared: '已备料',
  submitted: '已提交',
  checked: '已核对',
  approved: '已批准',
  on_notice: '公示中',
  payable: '待发放',
  paid: '已发放',
  returned: '退回补正',
  rejected: '不予发放',
  withdrawn: '已撤回',
  recovered: '已追回',
  open: '待确认',
  confirmed: '已确认',
  sent: '已送银行',
  settled: '已回盘',
  cancelled: '已作废',
  hanging: '张挂',
  emptied: '已撤下',
  waiting: '等银行回盘',
  failed: '未成功',
};

const ACTIONS: Readonly<Record<string, string>> = {
  find: '发现',
  found: '发现',
  judge: '重新判断',
  prepare: '备料',
  submit: '提交',
  check: '核对',
  approve: '批准',
  publish: '公示',
  closeNotice: '公示期满',
  release: '转待发放',
  pay: '发放',
  sendBack: '退回',
  resume: '接着办',
  reject: '不予发放',
  withdraw: '撤回',
  reopen: '重新打开',
  recover: '全部追回',
  recoverPart: '部分追回',
  orderRecovery: '责令退回',
  object: '收到异议',
  answerObjection: '答复异议',
  make: '编入发放批次',
  confirm: '批次确认',
  send: '批次送银行',
  cancel: '批次作废',
  readReturn: '读入银行回盘',
  empty: '公示撤下',
  doubt: '疑点',
  look: '第二次核查',
  enter: '手工登记',
  paper: '收到材料',
  state: '录入情况',
  account: '登记收款账户',
};

const RESULTS: Readonly<Record<string, string>> = { met: '符合', unmet: '不符合', unknown: '还不知道' };
const LOOKS: Readonly<Record<string, string>> = { cleared: '排除', confirmed: '属实' };

const TRIGGERS: Readonly<Record<string, string>> = triggerLabels;

export const triggerWord = (trigger: string): string => TRIGGERS[trigger] ?? trigger;
export const doubtWord = (pattern: string): string => fraudLabels[pattern] ?? pattern;
export const statusWord = (status: string | null): string => (status === null ? '' : (STATUSES[status] ?? status));
export const actionWord = (action: string): string => ACTIONS[action] ?? action;
export const resultWord = (result: string): string => RESULTS[result] ?? result;
export const lookWord = (result: string | null): string => (result === null ? '未核查' : (LOOKS[result] ?? result));

const ROLE_WORDS: Readonly<Record<string, string>> = {
  labourer: '本人',
  employer: '用人单位',
  liaison: '帮扶干部',
  township_officer: '乡镇经办',
  county_officer: '县人社',
  finance_officer: '财务',
  auditor: '审计',
  administrator: '管理员',
  system: '系统',
  visitor: '访客',
};
export const roleWord = (role: string): string => ROLE_WORDS[role] ?? role;

/** What stands on the last page: how to check the file with nothing else in hand. */
export const HOW_TO_CHECK: readonly string[] = [
  '每一步：把“上一条校验值”、一个换行符（LF）、“本条原文”按 UTF-8 接在一起，算国密 SM3，应当等于“本条校验值”。附件 events.json 里是同样的内容，可以用程序算。',
  '每一分钱：第四部分的金额等于第八部分“成功”那一行的金额，也等于“发放”那一步原文里的 paidFen（单位：分）；追回的在“部分追回”“全部追回”两种步骤的 backFen 里。',
  '银行文件：向开户行要这一批的原文件，算 SM3，应当等于第八部分印的校验值；行号、金额、账号尾号应当对得上。',
  '公示：张挂的那份文本的 SM3 印在第七部分。',
  '日志本身：最近一次导出的链头印在下面，和县里每天导出、另外保存的文件里同一天的那一行应当一样。',
];
