import type { Column } from '../../../kernel/workbook.ts';
import { FIELDS, type Field, HEADS } from './import-fields.ts';

const EXTRAS: Partial<Record<Field, Omit<Column, 'head'>>> = {
  id: { hint: '本单位自己的编号，可不填；同一编号再导入就是更新' },
  title: { width: 24 },
  company: { width: 28 },
  creditCode: { width: 24, asText: true, hint: '18 位，照营业执照填；没有的按单位名称归' },
  region: { width: 28, hint: '写到县、乡镇或村，如：罗庄区褚墩镇' },
  address: { width: 28 },
  salary: { width: 18, hint: '如：3000-4500元/月、150元/天、18元/小时、0.5元/件、面议' },
  headcount: { hint: '整数' },
  education: { choices: ['不限', '小学', '初中', '高中', '大专', '本科'] },
  occupation: { hint: '如：缝纫工、保洁员；不填就按岗位名称认' },
  kind: { choices: ['市场', '就业帮扶车间', '居家', '公益性岗位', '辅助性岗位'] },
  shift: { choices: ['白班', '两班倒', '三班倒', '夜班', '弹性', '兼职'] },
  benefits: { width: 28, hint: '用逗号隔开' },
  board: { choices: ['是', '否'] },
  lodging: { choices: ['是', '否'] },
  age: { hint: '如：18-55岁；法律不让招未满 16 岁的人' },
  posted: { hint: '如：2026-01-31' },
  deadline: { width: 14, hint: '招到哪天，如：2026-12-31' },
  description: { width: 48 },
};

/** A row without these is an error; what else publication needs may still be filled in afterwards. */
const REQUIRED: readonly Field[] = ['title'];

/** The columns of the postings' template; a star marks what must be filled. Where a row came from is not for a form to say. */
export const JOB_COLUMNS: readonly Column[] = FIELDS.filter((field) => field !== 'source').map((field) => ({
  head: `${HEADS[field][0]}${REQUIRED.includes(field) ? '*' : ''}`,
  width: 14,
  ...EXTRAS[field],
}));
