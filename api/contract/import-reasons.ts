/**
 * Why a row of an imported file cannot be taken, one sentence a code. Web and command line say the same words, so they stand
 * here once. `field` is the head of the column.
 */
export interface RowReason {
  readonly field: string;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}

type Sentence = (details: Readonly<Record<string, unknown>>) => string;

const ID_NUMBER: Record<string, string> = {
  length: '身份证号应是 18 位（老证 15 位）',
  character: '身份证号里有不该有的字',
  region: '身份证号开头的地区码不对',
  birth: '身份证号里的出生日期不对',
  check: '身份证号最后一位对不上，请照证件再核一遍；在表格里要把这一列设成文本',
};

const CREDIT_CODE: Record<string, string> = {
  length: '统一社会信用代码应是 18 位',
  character: '统一社会信用代码里有不该有的字（没有 I、O、S、V、Z）',
  prefix: '统一社会信用代码开头不对',
  organisation_check: '统一社会信用代码里组织机构代码的校验位对不上',
  check: '统一社会信用代码最后一位对不上',
};

const list = (value: unknown): string => (Array.isArray(value) ? value.join('、') : String(value ?? ''));

const SENTENCES: Record<string, Sentence> = {
  'row.missing': () => '必填，这里空着',
  'row.too_long': (d) => `太长了，最多 ${list(d.max)} 个字`,
  'row.choice_unknown': (d) => `“${list(d.value)}”不在可选的里面，可选：${list(d.choices)}`,
  'row.number_wrong': (d) => `“${list(d.value)}”不是可用的数`,
  'row.date_wrong': (d) => `“${list(d.value)}”不是日期，请写成 2026-01-31`,
  'row.phone_wrong': () => '手机号不对，应是 11 位',
  'row.email_wrong': () => '邮箱写得不对',
  'row.id_number_wrong': (d) => ID_NUMBER[String(d.why)] ?? '身份证号不对',
  'row.credit_code_wrong': (d) => CREDIT_CODE[String(d.why)] ?? '统一社会信用代码不对',
  'row.place_unknown': (d) => `“${list(d.value)}”在行政区划里找不到，请照区划写乡镇和村的全名`,
  'row.place_ambiguous': (d) => `“${list(d.value)}”有好几个，请写明是哪个乡镇的`,
  'row.outside_area': (d) => `“${list(d.value)}”不归您管`,
  'row.twice': (d) => `第 ${list(d.row)} 行和第 ${list(d.first)} 行是同一个`,
  'row.household_contradicts': (d) => `第 ${list(d.row)} 行写的这一户和第 ${list(d.first)} 行不一样：${list(d.fields)}`,
  'row.person_closed': () => '这个人的卡已经注销，要先由经办人处理',
  'row.person_unknown': () => '您管的登记册里没有这个人，请先登记或先导入劳动力',
  'row.name_differs': (d) => `“${list(d.value)}”和登记册里这个身份证号的姓名不一样`,
  'row.employer_unknown': () => '用人单位登记册里没有这个代码，请先登记这家单位；没有登记的就空着，只写单位全名',
  'row.employer_ambiguous': (d) => `登记册里有好几家“${list(d.value)}”，请填统一社会信用代码`,
  'row.day_to_come': (d) => `${list(d.value)} 还没有到`,
  'row.dates_out_of_order': () => '比开始的日期还早',
  'row.introducer_missing': () => '有引荐人的，引荐人和引荐确定日期都要填',
  'row.introducer_after_contract': () => '引荐人要在签合同以前定下来，这里比合同签订日期晚',
  'row.already_at_work': (d) => `这个人还在“${list(d.value)}”上班，请先写明那边哪天离岗`,
  'row.at_work_twice': (d) => `第 ${list(d.row)} 行和第 ${list(d.first)} 行是同一个人，两处都写着在上班`,
  'row.placement_agreed': () => '这件事系统里已经有了，还等着确认：请到“上岗与回访”里点开它，记下到岗了',
  'row.disability_incomplete': () => '残疾类别和残疾等级要么都填，要么都不填',
};

/** 身份证号：最后一位对不上… */
export function sayRowReason({ field, code, details }: RowReason): string {
  const sentence = SENTENCES[code]?.(details) ?? code;
  return field === '' ? sentence : `${field}：${sentence}`;
}
