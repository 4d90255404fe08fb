/** What people are told where a payment, a notice or a check afterwards is refused. */
const YUAN_DECIMALS = 2;
const yuan = (fen: unknown): string => (typeof fen === 'number' ? (fen / 100).toFixed(YUAN_DECIMALS) : '—');

const BARS: Readonly<Record<string, string>> = {
  account_missing: '没有可用的收款账户',
  account_other_name: '收款账户不是本人的户名',
  account_shared: '收款账户别人也在用',
  on_its_way: '已经在另一批里',
  second_look_missing: '还有疑点没有复核',
  not_payable: '还不到可发放的一步',
};

const TROUBLES: Readonly<Record<string, string>> = {
  field_missing: '序号、账号、户名和金额四列都要有',
  head_empty: '有一列没有列名',
  head_twice: '有两列用了同一个列名',
  words_overlap: '同一个词不能既算成功又算失败',
  words_missing: '成功和失败至少各写一个词',
};

/** What the second reading of a notice found. */
const LEAKS: Readonly<Record<string, string>> = {
  'id-number': '身份证号',
  phone: '电话号码',
  'bank-card': '银行卡号',
  address: '住址',
  disability: '残疾信息',
};

type Details = Readonly<Record<string, unknown>>;

export const paymentSentences: Readonly<Record<string, string | ((details: Details) => string)>> = {
  'budget.not_found': '找不到这个预算科目。',
  'budget.code_taken': '这一年已经有这个科目编码，请用原来的，或者追加金额。',
  'budget.overspent': ({ fen }) => `预算不够，这一批 ${yuan(fen)} 元没有占用成功。请追加预算，或者少选几笔。`,
  'payment.batch_not_found': '找不到这一批。',
  'payment.batch_stale': '别人刚办过这一批，新的已经在下面，请看一看再办。',
  'payment.same_officer': '这一批是您做的，要由另一位来核对确认。',
  'payment.nothing_payable': '没有可以发放的，没有生成批次。',
  'payment.not_payable': ({ count, why }) =>
    `有 ${String(count ?? '')} 笔现在不能发：${BARS[String(why)] ?? '状态变了'}。去掉它们，或者先补好，再生成批次。`,
  'payment.on_its_way': '有一笔已经在另一批里，没有生成批次。',
  'payment.format_wrong': ({ trouble }) => `格式没有存：${TROUBLES[String(trouble)] ?? '请再看一遍'}。`,
  'payment.not_in_encoding': ({ character, number }) =>
    `第 ${String(number ?? '—')} 行的“${String(character ?? '')}”这个字，GBK 里没有。请把编码换成 UTF-8，或者用 Excel 文件。`,
  'payment.file_changed': '文件和确认时的不一样了，没有给出。请报告审计，不要把它交给银行。',
  'payment.return_heads_missing': ({ missing }) =>
    `回盘文件里少了这几列：${Array.isArray(missing) ? missing.join('、') : ''}。请对照“银行文件格式”里写的列名。`,
  'notice.not_found': '没有这份公示。',
  'notice.over': '这份公示已经到期，内容按规定撤下了。有话要说，请打县人社局的电话。',
  'notice.nothing_to_show': '这项政策眼下没有等着公示的。',
  'notice.leaks': ({ leak, number }) =>
    `公示没有发出：${typeof number === 'number' ? `第 ${number} 行` : '标题'}里有${LEAKS[String(leak)] ?? '不能公开的内容'}。请先改正登记的内容。`,
  'notice.line_not_found': '这份公示里没有这一行，请看清行号再写。',
  'notice.too_many_objections': '这份公示一小时里收到的异议太多，请过一会儿再交，或者打县人社局的电话。',
  'objection.not_found': '找不到这条异议。',
  'objection.answered': '这条异议已经答复过了。',
  'case_file.nothing_there': '这个人名下还没有补贴，没有卷宗可打。',
  'sample.not_found': '找不到这次抽查。',
  'sample.same_officer': '现场是您看的，要由另一位来定。',
  'sample.reply_over': ({ dueOn }) => `答复期到 ${String(dueOn ?? '')} 为止，已经过了。要补充，请把材料交到县人社局。`,
  'sample.reply_open': ({ dueOn }) => `单位可以答复到 ${String(dueOn ?? '')}，到期或者答复以后才能判不通过。`,
  'sample.nothing_paid': '这段时间里没有给单位发过钱，没有可抽的。',
  'sample.drawn_already': '这段时间刚抽过，名单没有变。',
  'sample.period_wrong': '日期不对：开始不能晚于结束，结束不能晚于今天，答复期要在今天以后。',
  'payment.not_paid': '这一笔还没有发出去，谈不上追回。',
  'payment.recovers_too_much': ({ leftFen }) => `追回的比发出去的多，最多还能追回 ${yuan(leftFen)} 元。`,
};
