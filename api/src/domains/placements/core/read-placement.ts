import type { JobKind } from '@songgang/search/matcher/model.ts';
import type { CalendarDate } from '../../../kernel/calendar.ts';
import { readCreditCode } from '../../employers/core/credit-code.ts';
import { type Cells, cellsOf } from '../../people/core/read-cells.ts';
import type { FoundRegion } from '../../regions/core/find-region.ts';
import type { CONTRACT_KINDS, END_REASONS, INSURANCES, INTRODUCER_KINDS } from './placement.ts';
import { judgeFacts } from './rules.ts';
import { dayOf, idNumberOf, moneyOf, SOCIAL_INSURANCE_WORDS } from './sheet.ts';
import { CONTRACT_WORDS, END_WORDS, INTRODUCER_WORDS, POST_WORDS } from './template.ts';

/** Columns that a row may tell. An empty cell says nothing: a new placement takes the default, a known one keeps its own. */
export interface ToldColumns {
  readonly postTitle?: string;
  readonly postKind?: JobKind;
  readonly introducerKind?: (typeof INTRODUCER_KINDS)[number];
  readonly introducerName?: string;
  readonly introducerFixedOn?: CalendarDate;
  readonly contractKind?: (typeof CONTRACT_KINDS)[number];
  readonly contractOn?: CalendarDate;
  readonly contractUntilOn?: CalendarDate;
  readonly regionCode?: string;
  readonly placeText?: string;
  readonly monthlyPayFen?: number;
  readonly insurances?: (typeof INSURANCES)[number][];
  readonly endedOn?: CalendarDate;
  readonly endReason?: (typeof END_REASONS)[number];
  readonly note?: string;
}

/** A placement on its way from a row to the ledger: plain JSON. */
export interface PlacementPayload {
  readonly idNumber: string;
  readonly name: string;
  readonly creditCode: string | null;
  /** As the row has it; a credit code decides where both are there. */
  readonly employerName: string | null;
  readonly startedOn: CalendarDate | null;
  readonly told: ToldColumns;
}

export interface Lookups {
  readonly findPlace: (text: string) => FoundRegion;
  readonly today: CalendarDate;
}

/** Reads one row of the template. What is wrong is collected in `cells.errors`; the payload counts only where there is none. */
export function readPlacement(
  row: Readonly<Record<string, unknown>>,
  { findPlace, today }: Lookups,
): { payload: PlacementPayload; cells: Cells } {
  const cells = cellsOf(row);
  const name = cells.must('姓名', 80);
  if (cells.text('身份证号') === undefined) cells.fail('身份证号', 'row.missing');
  const payload = {
    name,
    idNumber: idNumberOf(cells, today) ?? '',
    ...employerOf(cells),
    startedOn: pastDay(cells, '上班日期', today),
    told: {
      postTitle: cells.must('岗位', 80),
      ...introducerOf(cells),
      ...contractOf(cells),
      ...conditionsOf(cells, findPlace),
      ...endOf(cells, today),
    },
  };
  judge(cells, payload);
  return { payload, cells };
}

/** Leaves out what the row does not say. */
const said = <T extends object>(columns: { [K in keyof T]: T[K] | null | undefined }): Partial<T> =>
  // What is left has its value.
  Object.fromEntries(
    Object.entries(columns).filter(([, value]) => value !== null && value !== undefined),
  ) as Partial<T>;

function employerOf(cells: Cells): Pick<PlacementPayload, 'creditCode' | 'employerName'> {
  const typed = cells.text('统一社会信用代码');
  const read = typed === undefined ? undefined : readCreditCode(typed);
  if (read && !read.ok) cells.fail('统一社会信用代码', 'row.credit_code_wrong', read.details);
  const employerName = cells.text('用人单位', 80) ?? null;
  if (typed === undefined && employerName === null) cells.fail('用人单位', 'row.missing');
  return { creditCode: read?.ok ? read.code : null, employerName };
}

const introducerOf = (cells: Cells): ToldColumns =>
  said<ToldColumns>({
    introducerKind: cells.choice('引荐人类型', INTRODUCER_WORDS),
    introducerName: cells.text('引荐人', 80),
    introducerFixedOn: dayOf(cells, '引荐确定日期'),
  });

const contractOf = (cells: Cells): ToldColumns =>
  said<ToldColumns>({
    contractKind: cells.mustChoice('合同种类', CONTRACT_WORDS, 'none'),
    contractOn: dayOf(cells, '合同签订日期'),
    contractUntilOn: dayOf(cells, '合同到期日期'),
  });

function conditionsOf(cells: Cells, findPlace: Lookups['findPlace']): ToldColumns {
  const placeText = cells.text('工作地点', 120);
  const found = placeText === undefined ? undefined : findPlace(placeText);
  if (found?.kind === 'ambiguous') cells.fail('工作地点', 'row.place_ambiguous', { value: placeText });
  return said<ToldColumns>({
    postKind: cells.choice('岗位类型', POST_WORDS),
    placeText,
    regionCode: found?.kind === 'found' ? found.code : undefined,
    monthlyPayFen: moneyOf(cells, '月工资'),
    insurances: cells.several('参加的保险', SOCIAL_INSURANCE_WORDS),
    note: cells.text('备注'),
  });
}

function endOf(cells: Cells, today: CalendarDate): ToldColumns {
  const endedOn = pastDay(cells, '离岗日期', today);
  const endReason = cells.choice('离岗原因', END_WORDS);
  if (endedOn !== null && endReason === undefined && cells.text('离岗原因') === undefined)
    cells.fail('离岗原因', 'row.missing');
  if (endedOn === null && endReason !== undefined) cells.fail('离岗日期', 'row.missing');
  return said<ToldColumns>({ endedOn, endReason });
}

function pastDay(cells: Cells, field: string, today: CalendarDate): CalendarDate | null {
  const on = dayOf(cells, field);
  if (on !== null && on > today) cells.fail(field, 'row.day_to_come', { value: on });
  return on;
}

function judge(cells: Cells, { startedOn, told }: PlacementPayload): void {
  const { endedOn } = told;
  if (endedOn && startedOn === null) cells.fail('上班日期', 'row.missing');
  if (endedOn && startedOn !== null && endedOn < startedOn) cells.fail('离岗日期', 'row.dates_out_of_order');
  const wrong = contradiction(told);
  if (wrong) cells.fail(wrong.field, wrong.code);
}

const FIELDS: Readonly<Record<string, { field: string; code: string }>> = {
  'placement.introducer_missing': { field: '引荐人', code: 'row.introducer_missing' },
  'placement.introducer_after_contract': { field: '引荐确定日期', code: 'row.introducer_after_contract' },
  'placement.dates_out_of_order': { field: '合同到期日期', code: 'row.dates_out_of_order' },
};

type OrNull<T> = { readonly [K in keyof T]?: T[K] | null };

/** What `judgeFacts` refuses, said of a column; undefined where the facts can stand together. */
export function contradiction(told: OrNull<ToldColumns>): { field: string; code: string } | undefined {
  const { introducerName, introducerFixedOn, contractOn, contractUntilOn } = told;
  const judged = judgeFacts({
    introducerKind: told.introducerKind ?? 'none',
    introducerName: introducerName ?? undefined,
    introducerFixedOn: introducerFixedOn ?? undefined,
    contractOn: contractOn ?? undefined,
    contractUntilOn: contractUntilOn ?? undefined,
  });
  return judged.ok ? undefined : FIELDS[judged.code];
}
