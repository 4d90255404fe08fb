import type { Column } from '../../../kernel/workbook.ts';
import type { EmployerKind } from './employer.ts';

export const KIND_WORDS: Readonly<Record<EmployerKind, readonly string[]>> = {
  company: ['企业', '公司', '个体工商户', '个体', '合作社'],
  workshop: ['就业帮扶车间', '扶贫车间', '车间'],
  agency: ['人力资源机构', '劳务经纪人', '中介'],
  public_body: ['公益性岗位单位', '机关事业单位', '村委会', '单位'],
};
export const WORKSHOP_WORDS: Readonly<Record<'factory' | 'home', readonly string[]>> = {
  factory: ['厂房式', '种养式', '贸易流通式', '文化旅游式'],
  home: ['居家式'],
};

/** The columns of the employers' template; a star marks what must be filled. */
export const EMPLOYER_COLUMNS: readonly Column[] = [
  { head: '统一社会信用代码*', asText: true, width: 24, hint: '18 位，照营业执照填' },
  { head: '单位名称*', width: 28 },
  { head: '单位类型*', width: 16, choices: ['企业', '就业帮扶车间', '人力资源机构', '公益性岗位单位'] },
  { head: '车间类型', choices: ['厂房式', '居家式'], hint: '单位类型是就业帮扶车间时必填' },
  { head: '主要产品', width: 20 },
  { head: '所在地*', width: 24, hint: '写到县、乡镇或村，如：罗庄区褚墩镇；外地单位写省市县' },
  { head: '详细地址', width: 24 },
  { head: '联系人' },
  { head: '联系电话', asText: true, width: 16 },
];
