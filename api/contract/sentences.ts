/** What people are told where the api says no: one sentence for each refusal code, the same in the web and on the command line. */

import { paymentSentences } from './payment-sentences.ts';

/** What a posting cannot do without, as its page names it. */
export const requirementLabels = {
  occupation: '工种',
  pay: '工资',
  head_count: '招几个人',
  place: '在哪儿干（到县、镇或村）',
  validity: '招到哪天',
} as const;

type Details = Readonly<Record<string, unknown>>;
type Sentence = string | ((details: Details) => string);

/** One sentence per refusal code: what is wrong and what to do about it. Each domain's codes stand together. */
const REFUSALS: Readonly<Record<string, Sentence>> = {
  ...paymentSentences,
  // The web's own, where it cannot hear the api.
  'web.api_unreachable': '是我们这边的毛病，您填的东西没丢。过一会儿再试一次。',
  'web.unreadable': '是我们这边的毛病，您填的东西没丢。过一会儿再试一次。',
  'server.failed': '是我们这边的毛病，您填的东西没丢。过一会儿再试一次。',
  'request.invalid': (details) => `有的地方没填对：${fieldsOf(details)}。改了再交，别的都还在。`,
  'request.not_found': '没有这一页。可能是地址写错了，也可能这条已经撤下了。',
  'request.foreign_origin': '这一页是从别处打开的，没有办。请从送岗的页面再点一次。',
  'request.too_large': '文件太大了，没有收。请分成几份再传，每份不超过 30 MB。',
  'auth.required': '先登录，再来办这件事。',
  'auth.role_not_allowed': '这一页不归您现在的身份看。换一个账号登录，或者回首页。',
  'auth.wrong_password': '名字或密码不对，请再输一次。',
  'auth.wrong_code': '验证码不对或过时了，请看清短信再输一次，或者再要一个。',
  'auth.code_too_soon': ({ seconds = 60 }) => `验证码刚发过，请等 ${seconds} 秒再要。`,
  'auth.too_many_tries': ({ seconds }) => `试的次数太多了，请${waitOf(seconds)}再来。`,
  'auth.login_taken': '这个登录名有人用了，请换一个。',
  'auth.password_weak': '密码太简单：至少 10 位，别用常见的词。',
  'auth.region_outside': '这个地方不归您管，没有办。',
  'region.not_found': '没有这个村镇，请从列出来的里面选。',
  'region.county_not_here': '这个县还没有开通送岗。',
  'region.county_exists': '这个县已经开通了。',
  'region.outside': '这个地方不归您管，没有办。',
  'region.row_invalid': '区划表里有一行写得不对，整份没有导入。请改了再导。',
  'region.parent_unknown': '区划表里有一处找不到它的上级，整份没有导入。请先导上级。',
  'import.file_kind_unknown': '这种文件读不了。请用模板存成 .xlsx、.csv、.jsonl 再传。',
  'import.file_unreadable': '文件打不开，可能坏了或加了密码。请另存一份再传。',
  'import.head_missing': '第一行没有表头，或者少了必要的列。请对照模板补上再传。',
  'import.empty': '文件里一行也没有。',
  'import.has_errors': '还有出错的行，一行也没写入。请改好再导，或者只写没错的。',
  'import.stood_on': '这一份写进去的，已有别的事办在上面，撤不回了。要改请一条一条改。',
  'import.changed_meanwhile': '预览以后，登记册又有人改过。请重新预览，再写入。',
  'claim.not_found': '没有这笔补贴，可能不在您管的范围里。',
  'claim.stale': '这笔补贴别人刚办过一步。新的已经在下面，请看一看再办一次。',
  'claim.role_not_allowed': '这一步不归您办，要由别的岗位来办。',
  'claim.wrong_status': '这笔补贴现在走不到这一步，请看看它到哪儿了。',
  'claim.note_needed': '请写上原因，以后查得到。',
  'claim.same_officer': '这笔补贴您已经办过别的一步了，这一步要换一位同事办。',
  'claim.amount_unknown': '金额还定不下来：缺材料，或者上级的标准还没录入。',
  'claim.second_look_missing': '还有疑点没有复核，要由没经手的同事先看过。',
  'claim.notice_not_asked': '这项政策不要求公示，直接转入待发放就行。',
  'claim.notice_is_asked': '这项政策要先公示，公示完了才能发。',
  'claim.notice_not_over': '公示还没到期，或者还有异议没答复。',
  'claim.not_earlier': '只能退回到前面的步骤，请另选一步。',
  'claim.evidence_missing': '材料还不齐，先补上再核。',
  'claim.not_payable': '按现在的情况还不能发：不符合条件，或者还缺依据。请先看下面每一条。',
  'claim.hit_not_found': '没有这条疑点，可能已经有人复核过了。',
  'claim.hit_looked': '这条疑点已经复核过了，结论不能再改。',
  'person_record.not_found': '没有这条登记，可能已经撤掉了。请刷新再看。',
  'person_record.dates_out_of_order': '到哪天比从哪天还早；去世的只填哪天。请改日期再存。',
  'person_record.day_to_come': '这一天还没有到，请核对日期。',
  'person_record.officer_unknown': '您这里没有这位工作人员，请重新选一位。',
  'person_record.not_own': '只能替自己申报；替别人登记请找县里经办人。',
  'claim.rule_not_standing': '那天没有这条政策，或者这条政策不由本局发放。请核对日期。',
  'claim.found_by_itself': '这一项系统照上岗和工资登记自己查，不用手工登记。请先把上岗登记好，当时就会查出来。',
  'claim.not_due': '按填的情况不符合条件，没有建立。',
  'claim.exists': '这一份已经有了，同一件事不会发两次。请直接打开原来那一笔。',
  'claim.subject_missing': '还缺人或者单位，请选上再建。',
  'claim.fact_unknown': '填的情况不对，请照材料上的写法再填。',
  'claim.fact_not_stated': '这一项由系统按发放记录自己数，不用填。',
  'claim.paper_unknown': '没有这种材料，请从列出来的里面选。',
  'claim.paper_unreadable': '文件打不开，或者太大了。请传清楚的照片或 PDF，不超过 5 MB。',
  'claim.paper_not_found': '这份材料没有留扫描件。',
  'claim.account_wrong': '银行账号不对，请照卡上的数字再抄一遍。',
  'claim.settled': '这笔补贴已经审定，不能再改依据。要改，请先退回。',
  'policy.not_found': '没有这条政策，可能已经换了版本。请回政策清单再找。',
  'policy.jurisdiction_unknown': '政策库里没有这个地区。可用的地区请看“songgang policy check”所列的文件。',
  'policy.plan_needed': ({ plans }) => `这个地区有几套互不相干的方案，请用 --plan 指明一份：${listOf(plans)}。`,
  'policy.plan_unknown': ({ plans }) => `政策库里没有这份文件。这个地区有：${listOf(plans)}。`,
  'policy.no_library': '政策库里没有这个县的政策。请用 --jurisdiction 指明照哪个地区的政策办。',
  'policy.published': '已经发布的版本不能改、不能删。要改，请起草新的一版。',
  'policy.overlaps': '这一版的有效期和已发布的版本重叠，没有发布。请改有效期，或者勾选“从这天起代替旧版本”。',
  'policy.same_officer': '这一版是您自己起草的，要由另一位同事看过再发布。',
  'policy.stale': '别人刚改过这份草稿。新的已经在下面，请看一看再办一次。',
  'policy.rule_wrong': ({ problems }) => `规则写得不对，没有保存：${listOf(problems)}。`,
  'policy.dates_out_of_order': '日期不对：要是日历上有的日子，且止期不早于起期。',
  'policy.rate_one_kind': '标准只填一样：金额，或者百分比；不发钱的政策不用填。',
  'policy.setting_unknown': '这条政策没有这个配置项。请从列出来的里面选。',
  'policy.setting_wrong': ({ words }) =>
    `这个配置项只能填“是”或“否”${Array.isArray(words) && words.length > 0 ? `，或 ${listOf(words)}` : ''}。`,
  'policy.fact_wrong': '有的情况填得不对：要填数的只填数字，要选的请从列出来的里面选。',
  'employer.exists': '这家单位已经登记过了。请用原来的账号登录，或者找县人社局。',
  'employer.credit_code_wrong': '统一社会信用代码不对：18 位里有一位写错了，请照营业执照再抄一遍。',
  'employer.credit_code_missing': '请填统一社会信用代码，营业执照上有。',
  'employer.workshop_kind_missing': '请选帮扶车间是厂房式还是居家式。',
  'employer.identity_fixed': '已经核实过的名称和代码不能自己改。要改，请找县人社局。',
  'import.wrong_state': '这一份已经办过了，不能再这样办。',
  'people.id_number_wrong': '身份证号不对，请照证件再核一遍，最后一位也要对上。',
  'people.exists': (details) => `这个人已经登记过了：${String(details.name ?? '')}。请直接打开他的卡。`,
  'people.household_not_found': '找不到这一户。可能不在您管的范围里。',
  'people.household_exists': (details) => `这个户编号已经有了，户主是${String(details.headName ?? '')}。`,
  'people.household_closed': '这一户已经注销，不能再往里登记人。',
  'people.closed': '这张卡已经注销，不能再改。',
  'people.region_outside': '这个村不归您管，没有办。',
  'people.region_no_village': '住址要写到乡镇或村。',
  'people.disability_incomplete': '残疾类别和等级要么都填，要么都不填。',
  'people.spell_too_early': '日期要晚于上一次变动，也不能晚于今天。',
  'people.helper_not_found': '找不到这位联系人，请从名单里选。',
  'people.paired_already': (details) => `${String(details.name ?? '这位联系人')}已经在帮这一户了。`,
  'people.pairing_not_found': '这个结对已经结束了。',
  'people.occupation_unknown': '有一个工种不在目录里，请从列出来的里面选。',
  'job.minimum_wage_stands': '这一天起的最低工资已经登记过，不能改。要改数，请从新的日期起再登一条。',
  'demo.not_a_demo': '这个县不是演示县，不能清空。',
  'job.closed': '这个活已经不招了。看看别的？',
  'job.incomplete': ({ missing }) => `还缺：${listed(requirementLabels, missing)}。补上就能交。`,
  'job.unlawful': '有法律不让写的话，已在下面标出。改了才能交。',
  'job.employer_needed': '请先选是哪家单位在招。',
  'job.employer_not_verified': '这家单位还没核实，岗位先存着，核实后就能发。',
  'job.employer_shut_out': '这家单位已被暂停，不能发岗位。有异议请找县人社局。',
  'job.not_editable': '岗位已经发出去了，不能再改内容。要改，请撤下再发一个。',
  'job.not_closed': '这个岗位还在招，不用重发。',
  'job.pay_incomplete': '工钱没写全：按件算的，请写一件多少钱、一个月大约挣多少。',
  'job.pay_out_of_order': '工钱写反了：前面的数要不大于后面的数。',
  'job.age_out_of_order': '年龄写反了：最小的要不大于最大的。',
  'job.age_under_sixteen': '法律不让招未满 16 岁的人，请把年龄改到 16 岁以上。',
  'job.occupation_unknown': '没有这个工种，请从列出来的里面选。',
  'job.validity_passed': '“招到哪天”已经过了，请往后写。',
  'job.head_count_below_placed': ({ placed }) => `已经上岗 ${placed} 人，招的人数不能比这少。`,
  'delivery.undo_over': ({ minutes }) => `过了 ${minutes} 分钟，不能自己撤回了。打电话给帮扶干部，他能替您改。`,
  'delivery.reason_missing': '请选一个原因，下回给您挑得准些。',
  'delivery.job_closed': '这个活已经不招了，没能记上。看看别的？',
  'match.run_not_found': '没有这一次匹配的记录。',
  'match.interrupted': '匹配时数据一直在变，没有算完，什么都没写。请过一会儿再来一次。',
  'match.labourer_not_found': '找不到这个人，可能已经销户，也可能不在您管的范围里。',
  'wish.too_many': ({ minutes }) => `这个村刚才说想去的太多了，请过 ${String(minutes)} 分钟再来，或者直接找帮扶干部。`,
  'wish.settled': '这一条已经有人办过了。',
  'campaign.dates_out_of_order': '日期写反了：结束那天要不早于开始那天。',
  'campaign.village_outside': '有一个村不归您管，没有办。请去掉它再交。',
  'campaign.no_households': '选的村里没有登记的户，没有可走访的。请换一个村，或者先登记。',
  'fair.times_out_of_order': '时间写反了：结束要晚于开始。',
  'fair.no_jobs': '还没有请来一个岗位，不能发通知。请先把岗位加进来。',
  'fair.too_early': ({ on }) => `这场招聘会是 ${String(on)} 的，到了那天才能开场。`,
  'fair.not_open': '招聘会不在开着，不能签到也不能记意向。请先把它打开。',
  'fair.labourer_not_found': '找不到这个人，可能还没登记。请先登记，再来签到。',
  'fair.job_not_here': '这个岗位不在这场招聘会里。请从这里的岗位里选。',
  'fair.summary_needed': '请先写小结，再收尾。',
  'placement.labourer_not_found': '找不到这个人，可能已经销户，也可能不在您管的范围里。',
  'placement.employer_not_found': '请写明是哪家单位、什么岗位。',
  'placement.delivery_not_ready': '这一条还没有介绍出去，不能登记上岗。请先记“已介绍”。',
  'placement.introducer_after_contract': '确定介绍人的日子晚于签合同的日子，领不了介绍补贴。请核对日期。',
  'placement.introducer_missing': '请写明介绍人是谁、哪天确定的。',
  'placement.dates_out_of_order': '合同日期写反了：到期要晚于签订。',
  'placement.already_at_work': ({ employerName }) =>
    `这个人正在${String(employerName ?? '别家')}上班。请先登记离岗，再登记新的。`,
  'placement.twice': '这一次上岗已经登记过了，不用再登。',
  'claim.on_its_way': '钱已经在发放的路上了。等银行回了，或者先撤掉那一批，再办这一步。',
  'placement.end_missing': '不干了，请填最后干到哪天、为什么。',
  'placement.day_to_come': '这一天还没到，请核对日期。',
  'placement.month_not_worked': '只能说在岗的、最近三个月的工资。',
  'sheet.month_wrong': '请选是哪个月的工资表，还没到的月份不能报。',
  'sheet.nothing_to_take': '这份表里没有一行能收，请照每行的原因改好再传。',
  'placement.start_missing': '请填哪天上的岗。',
  'follow_up.done': '这一次回访已经记过了。',
  'message.not_failed': '这一条没有发送失败，不用重发。',
  'search.proposal_not_found': '找不到这条建议，可能已经有人办过。',
  'search.proposal_settled': '这条建议已经有人办过了。',
  'search.entry_not_found': '词表里找不到这一条。',
  'search.entry_exists': ({ phrase }) => `词表里已经有“${String(phrase ?? '')}”了，不用再加。`,
  'search.entry_taken_back': '这一条已经撤回了。',
  'search.phrase_not_words': '这个词收不了：要两个字以上、二十个字以内，不能有人名、电话、数字和符号。',
  'search.occupation_unknown': '没有这个工种，请从列出来的里面选。',
};

/** Reasons that many domains share. A domain that has more to say gives its own code a sentence above. */
const REASONS: Readonly<Record<string, Sentence>> = {
  not_found: '找不到这一条。可能已经撤下，也可能不在您管的范围里。',
  wrong_status: '现在不能这样办了，状态已经变过。新的在下面，请看一看。',
  wrong_state: '现在不能这样办了，状态已经变过。新的在下面，请看一看。',
  role_not_allowed: '这一步不归您办。要办，请找有权限的人。',
  note_needed: '请写明原因再交，对方要看着改。',
  note_missing: '请写明原因再交，对方要看着改。',
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

/** The words for a list of values; those without a word are left out rather than shown as codes. */
const listed = (words: Readonly<Record<string, string>>, values: unknown): string =>
  (Array.isArray(values) ? values : []).flatMap((value) => words[String(value)] ?? []).join('、');

/** Names as they are, where they are what people type. */
const listOf = (values: unknown): string => (Array.isArray(values) ? values.map(String) : []).join('、');

/** How long to wait: 等 40 秒, 等 3 分钟. */
function waitOf(seconds: unknown): string {
  if (typeof seconds !== 'number') return '过一会儿';
  return seconds < 120 ? `等 ${seconds} 秒` : `等 ${Math.ceil(seconds / 60)} 分钟`;
}

/** What the fields of the forms are called, for the sentence about those that were filled in wrong. */
const FIELDS: Readonly<Record<string, string>> = {
  loginName: '登录名',
  password: '密码',
  phone: '手机号',
  code: '验证码',
  name: '名称',
  title: '岗位名',
  description: '干什么活',
  pay: '工钱',
  regionCode: '地点',
  headCount: '人数',
  validUntilOn: '招到哪天',
  ageMin: '最小年龄',
  ageMax: '最大年龄',
  note: '说明',
  idNumber: '身份证号',
  creditCode: '统一社会信用代码',
};

function fieldsOf({ fields }: Details): string {
  const wrong = (Array.isArray(fields) ? fields : []).map(({ field }) => String(field).split('.')[0]);
  return listed(FIELDS, [...new Set(wrong)]) || '请从头看一遍';
}
