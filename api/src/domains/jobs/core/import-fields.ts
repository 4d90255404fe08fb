/** The fields of a posting in a file, by the names that JSON lines of the public sources give them. */
export const FIELDS = [
  'id',
  'source',
  'title',
  'company',
  'creditCode',
  'region',
  'address',
  'salary',
  'headcount',
  'education',
  'experience',
  'category',
  'occupation',
  'kind',
  'shift',
  'hours',
  'payDay',
  'benefits',
  'board',
  'lodging',
  'age',
  'posted',
  'deadline',
  'description',
] as const;
export type Field = (typeof FIELDS)[number];

/** The heads of the template, as an employer or a clerk fills it in; a head that only looks like one of them is not taken. */
export const HEADS: Record<Field, readonly string[]> = {
  id: ['岗位编号', '编号'],
  source: ['来源'],
  title: ['岗位名称', '职位名称', '招聘岗位'],
  company: ['用人单位', '单位名称', '企业名称', '公司名称'],
  creditCode: ['统一社会信用代码', '信用代码'],
  region: ['工作地点', '工作地区'],
  address: ['详细地址', '地址'],
  salary: ['薪资', '工资', '薪资待遇', '工资待遇'],
  headcount: ['招聘人数', '人数'],
  education: ['学历要求', '学历'],
  experience: ['经验要求', '工作经验'],
  category: ['职位类别', '类别'],
  occupation: ['工种'],
  kind: ['岗位类型'],
  shift: ['班次'],
  hours: ['上班时间', '工作时间'],
  payDay: ['发薪日', '发薪时间'],
  benefits: ['福利', '福利待遇'],
  board: ['包吃'],
  lodging: ['包住'],
  age: ['年龄要求', '年龄'],
  posted: ['发布日期'],
  deadline: ['有效期至', '招聘截止日期', '截止日期'],
  description: ['岗位描述', '职位描述', '工作内容'],
};

const FIELD_OF = new Map<string, Field>([
  ...FIELDS.map((field): [string, Field] => [field, field]),
  ...FIELDS.flatMap((field) => HEADS[field].map((head): [string, Field] => [head, field])),
]);

/** The head that messages name: the first of the template's. */
export const headOf = (field: Field): string => HEADS[field][0] ?? field;

export interface RawPosting {
  readonly fields: Partial<Record<Field, string>>;
  /** Everything else that the source says, as it says it. */
  readonly others: Record<string, string>;
}

/** A zero byte cannot be stored, and half a character is none. */
const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed().trim();

/** Plain text of whatever a cell holds; lists become words with commas between them. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(',');
  return storable(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/** Fields of a source's `orig` stand beside the others; a field that has a name of ours is taken where it is still free. */
export function rawPosting(cells: Readonly<Record<string, unknown>>): RawPosting {
  const { orig, ...own } = cells;
  const nested = orig !== null && typeof orig === 'object' && !Array.isArray(orig) ? Object.entries(orig) : [];
  const fields: Partial<Record<Field, string>> = {};
  const others: Record<string, string> = {};
  for (const [name, value] of [...Object.entries(own), ...nested]) {
    const [field, text] = [FIELD_OF.get(name), textOf(value)];
    if (text === '') continue;
    if (field && fields[field] === undefined) fields[field] = text;
    else others[name] = text;
  }
  return { fields, others };
}
