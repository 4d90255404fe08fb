import { type CalendarDate, isCalendarDate } from '../../../kernel/calendar.ts';
import type { Column } from '../../../kernel/workbook.ts';
import type { RowError } from '../../imports/core/import.ts';
import { dateOf } from '../../jobs/core/import-words.ts';
import { readIdNumber } from '../../people/core/id-number.ts';
import { type Cells, cellsOf } from '../../people/core/read-cells.ts';
import type { INSURANCES } from './placement.ts';

type Insurance = (typeof INSURANCES)[number];

export const SOCIAL_INSURANCE_WORDS = {
  pension: ['养老', '养老保险'],
  medical: ['医疗', '医疗保险'],
  unemployment: ['失业', '失业保险'],
  work_injury: ['工伤', '工伤保险'],
  maternity: ['生育', '生育保险'],
  accident: ['意外险', '意外', '意外伤害保险'],
} as const satisfies Readonly<Record<Insurance, readonly [string, ...string[]]>>;

/** What an employer says of one month of one person. */
export interface Wage {
  readonly paidFen: number;
  readonly paidOn: CalendarDate | null;
  readonly insurances: Insurance[];
  /** The employer's part of the contributions. */
  readonly employerPartFen: number | null;
}

export interface SheetLine {
  readonly name: string;
  /** 18 characters; null where the sheet leaves it out. */
  readonly idNumber: string | null;
  readonly wage: Wage;
}

const MAX_YUAN = 1_000_000;

/** The columns of the monthly sheet in their order; a star marks what must be filled. */
export const SHEET_COLUMNS: readonly Column[] = [
  { head: '姓名*' },
  { head: '身份证号', asText: true, width: 22, hint: '同名的人必填；15 位老证会自动补成 18 位' },
  { head: '实发工资*', hint: '元，如 3800 或 3800.50；这个月没发就填 0' },
  { head: '发放日期', hint: '如 2026-03-15' },
  { head: '参加的保险', width: 24, hint: '可以填几个，用顿号隔开：养老、医疗、失业、工伤、生育、意外险' },
  { head: '单位缴费', hint: '元，单位这个月替这个人缴的社会保险费' },
];

/** Reads one row of a sheet; what is wrong is collected, so that a clerk sees all of it at once. */
export function readSheetLine(
  row: Readonly<Record<string, unknown>>,
  today: CalendarDate,
): { line: SheetLine; errors: readonly RowError[] } {
  const cells = cellsOf(row);
  const name = cells.must('姓名', 80);
  const paid = moneyOf(cells, '实发工资');
  if (paid === undefined && cells.errors.every(({ field }) => field !== '实发工资'))
    cells.fail('实发工资', 'row.missing');
  const line = {
    name,
    idNumber: idNumberOf(cells, today),
    wage: {
      paidFen: paid ?? 0,
      paidOn: dayOf(cells, '发放日期'),
      insurances: cells.several('参加的保险', SOCIAL_INSURANCE_WORDS) ?? [],
      employerPartFen: moneyOf(cells, '单位缴费') ?? null,
    },
  };
  return { line, errors: cells.errors };
}

export function idNumberOf(cells: Cells, today: CalendarDate): string | null {
  const typed = cells.text('身份证号');
  if (typed === undefined) return null;
  const read = readIdNumber(typed, today);
  if (read.ok) return read.id.number;
  cells.fail('身份证号', 'row.id_number_wrong', read.details);
  return null;
}

/** Yuan as typed, exactly two places at most, in whole fen. */
export function moneyOf(cells: Cells, field: string): number | undefined {
  const typed = cells.text(field);
  if (typed === undefined) return undefined;
  const [, yuan = '', cents = ''] =
    /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(typed.normalize('NFKC').replace(/[,，元\s]/g, '')) ?? [];
  if (yuan !== '' && Number(yuan) <= MAX_YUAN) return Number(yuan) * 100 + Number(cents.padEnd(2, '0'));
  cells.fail(field, 'row.number_wrong', { value: typed });
  return undefined;
}

export function dayOf(cells: Cells, field: string): CalendarDate | null {
  const typed = cells.text(field);
  if (typed === undefined) return null;
  const on = dateOf(typed);
  if (on === null) cells.fail(field, 'row.date_wrong', { value: typed });
  return on;
}

export const isMonth = (month: string): boolean => isCalendarDate(`${month}-01`);

/** The first day of a month and the first of the next: what a month's sheet may speak of lies between. */
export function monthSpan(month: string): { from: CalendarDate; until: CalendarDate } {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
  return { from: `${month}-01`, until: `${next}-01` };
}

/** What employer and person said of one month; either may have said nothing. */
export interface Said {
  readonly paidFen: number | null;
  readonly saidPaidFen: number | null;
}

/** True where both spoke and their sums are not the same. */
export const differs = ({ paidFen, saidPaidFen }: Said): boolean =>
  paidFen !== null && saidPaidFen !== null && paidFen !== saidPaidFen;
