import { createHash } from 'node:crypto';
import type * as contract from '../../../contract/employer-sheets.ts';
import type { Input, Output } from '../../../contract/endpoint.ts';
import { sayRowReason } from '../../../contract/import-reasons.ts';
import type { Reader, Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import { type Ctx, newId, today } from '../../kernel/ctx.ts';
import { fileOfBytes, type RawRow, readRows } from '../../kernel/row-file.ts';
import { writeWorkbook } from '../../kernel/workbook.ts';
import { appendEvent } from '../audit/service.ts';
import { type Employer, getEmployer } from '../employers/store.ts';
import { isMonth, monthSpan, readSheetLine, SHEET_COLUMNS, type SheetLine, type Wage } from './core/sheet.ts';
import {
  getSheet,
  listSheetsOf,
  listWorkersOf,
  lockSheet,
  type Sheet,
  saveSheet,
  settleSheet,
  type Worker,
} from './sheet-store.ts';
import type { SheetRow } from './tables.ts';
import { listWageMonthsOf, saveWage, type WageMonth } from './wages.ts';

type View = contract.SheetView;

/** Reads a sheet and tells of every row what taking it in would do. Throws sheet.month_wrong, and what readRows throws. */
export async function readEmployerSheet(ctx: Ctx, { body }: Input<typeof contract.readEmployerSheet>): Promise<View> {
  const { month } = body;
  if (!isMonth(month) || monthSpan(month).from > today(ctx)) throw new AppError('sheet.month_wrong', { month });
  const bytes = Buffer.from(body.file.base64, 'base64');
  const lines: RawRow[] = [];
  for await (const row of readRows(fileOfBytes(body.file.name, bytes))) lines.push(row);
  if (lines.length === 0) throw new AppError('import.empty');
  return ctx.db.transaction(async (tx) => {
    const employer = await getEmployer(tx, ctx.actor, body.employerId);
    const rows = await judgeLines(tx, ctx, employer, month, lines);
    const sheet = await saveSheet(tx, {
      countyCode: employer.countyCode,
      id: newId(ctx),
      employerId: employer.id,
      month,
      fileName: body.file.name.replace(/^.*[\\/]/, '').slice(0, 200),
      fileHash: createHash('sm3').update(bytes).digest('hex'),
      sentBy: ctx.actor.id,
      sentAt: ctx.now(),
      status: 'read',
      rows,
    });
    return viewOf(sheet, employer);
  });
}

async function judgeLines(
  tx: Tx,
  ctx: Ctx,
  employer: Employer,
  month: string,
  lines: readonly RawRow[],
): Promise<SheetRow[]> {
  const { countyCode, id } = employer;
  const workers = await listWorkersOf(tx, countyCode, id, month);
  const known = await listWageMonthsOf(
    tx,
    countyCode,
    workers.map((w) => w.placement.id),
  );
  const taken = new Map<string, number>();
  return lines.map(({ number, cells }) => {
    const { line, errors } = readSheetLine(cells, today(ctx));
    const bare = { line: number, name: line.name, placementId: null, wage: null };
    if (errors.length > 0) return { ...bare, result: 'faulty', reasons: errors.map(sayRowReason) };
    const found = workersNamed(ctx, workers, line);
    if (typeof found === 'string') return { ...bare, result: 'not_ours', reasons: [found] };
    const placementId = found.placement.id;
    const first = taken.get(placementId);
    if (first !== undefined) return { ...bare, result: 'faulty', reasons: [`和第 ${first} 行是同一个人`] };
    taken.set(placementId, number);
    const before = known.find((one) => one.placementId === placementId && one.month === month);
    return { ...bare, placementId, wage: line.wage, ...compare(before, line.wage) };
  });
}

/** The person of a row by number, else by a name that only one worker bears; or why it cannot be told. */
function workersNamed(ctx: Ctx, workers: readonly Worker[], { name, idNumber }: SheetLine): Worker | string {
  if (idNumber !== null) {
    const hash = ctx.vault.hashOf('id', idNumber);
    return workers.find((w) => w.idNumberHash === hash) ?? '这个月没有登记他在你们单位上岗，请先找镇里登记';
  }
  const named = workers.filter((w) => w.name === name);
  const [first] = named;
  if (!first) return '这个月没有登记他在你们单位上岗，请先找镇里登记';
  return named.every((w) => w.idNumberHash === first.idNumberHash) ? first : '有同名的人，请把身份证号填上';
}

/** What taking the row in changes, and whether the person says otherwise. */
function compare(before: WageMonth | undefined, wage: Wage): Pick<SheetRow, 'result' | 'reasons'> {
  const said = before?.saidPaidFen ?? null;
  if (said !== null && said !== wage.paidFen)
    return { result: 'differs', reasons: [`表上是 ${yuan(wage.paidFen)} 元，本人说是 ${yuan(said)} 元，镇里会核实`] };
  if (before && before.paidFen !== null && isSame(before, wage))
    return { result: 'unchanged', reasons: ['以前报过，一样'] };
  const was = before?.paidFen ?? null;
  return { result: 'taken', reasons: was === null ? [] : [`改了以前报的：原来是 ${yuan(was)} 元`] };
}

const yuan = (fen: number): string => (fen / 100).toFixed(2).replace(/\.00$/, '');

const isSame = (a: WageMonth, b: Wage): boolean =>
  a.paidFen === b.paidFen &&
  a.paidOn === b.paidOn &&
  a.employerPartFen === b.employerPartFen &&
  [...a.insurances].sort().join() === [...b.insurances].sort().join();

/** Takes in what was shown, or drops it. The rows are compared once more: what the person said meanwhile is heard. */
export async function settleEmployerSheet(
  ctx: Ctx,
  { params, body }: Input<typeof contract.settleEmployerSheet>,
): Promise<View> {
  return ctx.db.transaction(async (tx) => {
    const { sheet, employer } = await visible(tx, ctx, await lockSheet(tx, ctx.actor.countyCode, params.id));
    if (sheet.status !== 'read') throw new AppError('sheet.wrong_status', { status: sheet.status });
    const isTaken = body.action === 'take_in';
    const rows = isTaken ? await takeIn(tx, ctx, sheet) : sheet.rows;
    const saved = await settleSheet(tx, sheet, { status: isTaken ? 'taken_in' : 'dropped', rows });
    const counts = Object.fromEntries([...Map.groupBy(rows, (r) => r.result)].map(([k, v]) => [k, v.length]));
    await appendEvent(tx, ctx, {
      subjectKind: 'employer_sheet',
      subjectId: sheet.id,
      action: body.action,
      fromStatus: sheet.status,
      toStatus: saved.status,
      details: { employerId: sheet.employerId, month: sheet.month, fileHash: sheet.fileHash, ...counts },
    });
    return viewOf(saved, employer);
  });
}

async function takeIn(tx: Tx, ctx: Ctx, sheet: Sheet): Promise<SheetRow[]> {
  const { countyCode, month, id: sheetId } = sheet;
  const ids = sheet.rows.flatMap(({ placementId }) => placementId ?? []);
  if (ids.length === 0) throw new AppError('sheet.nothing_to_take');
  const known = new Map(
    (await listWageMonthsOf(tx, countyCode, ids)).filter((m) => m.month === month).map((m) => [m.placementId, m]),
  );
  const rows: SheetRow[] = [];
  for (const row of sheet.rows) {
    const { placementId, wage } = row;
    if (placementId === null || wage === null) {
      rows.push(row);
      continue;
    }
    const judged = { ...row, ...compare(known.get(placementId), wage) };
    rows.push(judged);
    if (judged.result === 'unchanged') continue;
    await saveWage(tx, ctx, { countyCode, placementId }, { month, sheetId, wage });
    await ctx.outbox.enqueue(tx, 'placement.changed', { countyCode, id: placementId });
  }
  return rows;
}

/** Whoever may see the employer may see its sheets; to anybody else there is no such sheet. */
async function visible(db: Reader, ctx: Ctx, sheet: Sheet): Promise<{ sheet: Sheet; employer: Employer }> {
  const employer = await getEmployer(db, ctx.actor, sheet.employerId).catch((error: unknown) => {
    throw error instanceof AppError ? new AppError('sheet.not_found', { id: sheet.id }, { cause: error }) : error;
  });
  return { sheet, employer };
}

export async function readSheet(ctx: Ctx, { params }: Input<typeof contract.getEmployerSheet>): Promise<View> {
  const { sheet, employer } = await visible(ctx.db, ctx, await getSheet(ctx.db, ctx.actor.countyCode, params.id));
  return viewOf(sheet, employer);
}

export async function listSheets(
  ctx: Ctx,
  { query }: Input<typeof contract.listEmployerSheets>,
): Promise<Output<typeof contract.listEmployerSheets>> {
  const employer = await getEmployer(ctx.db, ctx.actor, query.employerId);
  const sheets = await listSheetsOf(ctx.db, employer.countyCode, employer.id);
  return { sheets: sheets.map((sheet) => viewOf(sheet, employer)) };
}

export async function sheetTemplate(): Promise<Output<typeof contract.getSheetTemplate>> {
  const bytes = await writeWorkbook([{ name: '工资表', columns: SHEET_COLUMNS, rows: [] }], { template: true });
  return { name: '月度工资表模板.xlsx', base64: bytes.toString('base64') };
}

const viewOf = (sheet: Sheet, employer: Employer): View => ({
  ...sheet,
  employerName: employer.name,
  sentAt: sheet.sentAt.toISOString(),
  rows: sheet.rows.map(({ wage, ...row }) => ({ ...row, reasons: [...row.reasons], paidFen: wage?.paidFen ?? null })),
});
