import type { CalendarDate } from '../../../kernel/calendar.ts';
import { yuanText } from '../core/bank-file.ts';
import { NOTICE_FIELDS, type NoticeField, type NoticeLine, scanNotice } from '../core/notice.ts';
import { theLibrary } from '../policies/standing.ts';
import type { ToPublish } from './store.ts';

/** What hangs: every word of it, for the page, the printed sheet and the scan alike. */
export interface NoticeText {
  readonly title: string;
  readonly basis: string;
  readonly publishedOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const HEADS: Record<NoticeField, string> = {
  name: '姓名（单位）',
  village: '村、社区',
  maskedId: '身份证号（隐去）',
  policy: '补贴项目',
  amountFen: '金额（元）',
  period: '时段',
  employer: '用人单位',
};

export const headsOf = (fields: readonly string[]): string[] => shown(fields).map((field) => HEADS[field]);

const shown = (fields: readonly string[]): NoticeField[] => NOTICE_FIELDS.filter((field) => fields.includes(field));

/** The cells of a line; the number of a payee without one stays empty. */
export const cellsOf = (line: NoticeLine, fields: readonly string[]): string[] =>
  shown(fields).map((field) => {
    const value = line[field];
    return typeof value === 'number' ? yuanText(value) : (value ?? '');
  });

/** A policy's name may itself tell of a disability; on a notice it then goes by what all of them are. */
const NEUTRAL = '就业创业补贴';
export const publicName = (name: string): string => (scanNotice(name).length > 0 ? NEUTRAL : name);

export function basisOf({ source }: ToPublish['rule']): string {
  const document = theLibrary().documents.get(source.doc);
  const title = document?.title_zh ?? '';
  const parts = [scanNotice(title).length > 0 ? '' : title, document?.doc_no ?? '', source.clause];
  return parts.filter((part) => part !== '').join(' ');
}

export const wholeText = ({ title, basis, publishedOn, endsOn, heads, rows }: NoticeText): string =>
  [title, basis, `${publishedOn}—${endsOn}`, heads.join('\t'), ...rows.map((row) => row.join('\t'))].join('\n');
