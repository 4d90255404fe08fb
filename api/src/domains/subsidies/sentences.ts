import { type Exact, Ratio, textOf } from './core/exact.ts';
import type { FactRefusal, FactType } from './core/facts.ts';
import type { QuestionRefusal } from './core/read-question.ts';

const TYPES: Record<FactType, string> = {
  bool: '是或否(true / false)',
  int: '整数',
  number: '数',
  enum: '所列取值之一',
  date: '日期(YYYY-MM-DD)',
  text: '文字',
  list: '文字列表',
};

const PLACES: Record<QuestionRefusal['code'], string> = {
  'policy.question_malformed': '写法不对',
  'policy.unit_invalid': '不是可用的数量(只认 persons、months、days、years,且不能为负)',
  'policy.date_invalid': '不是存在的日期(YYYY-MM-DD)',
  'policy.sum_invalid': '不是有效的金额(元与分须一致,且不能为负)',
  'policy.rate_invalid': '不是有效的标准(须写明元和分、或百分比之一,日期为 YYYY-MM-DD)',
  'policy.setting_invalid': '不是该设置可用的取值',
};

/** A refused question in words for whoever put it. */
export function sayRefusal(refusal: QuestionRefusal | FactRefusal): string {
  if (refusal.code === 'policy.fact_undeclared') return `事实 ${refusal.details.fact} 没有登记`;
  if (refusal.code === 'policy.fact_wrong_type') {
    const { fact, type, values, value } = refusal.details;
    return `事实 ${fact} 的值 ${show(value)} 不对:须是${type ? TYPES[type] : ''}${values ? `(${values.join('、')})` : ''}`;
  }
  // The cast: both codes of a fact have been answered above.
  const { code, details } = refusal as QuestionRefusal;
  return `${details.at} 的值 ${show(details.value)} ${PLACES[code]}`;
}

const isExact = (value: unknown): value is Exact => typeof value === 'number' || value instanceof Ratio;
const show = (value: unknown): string => (isExact(value) ? textOf(value) : (JSON.stringify(value) ?? String(value)));
