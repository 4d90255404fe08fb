import Excel from 'exceljs';

export type Cell = string | number | Date | null;

export interface Column {
  readonly head: string;
  readonly width?: number;
  /** Values a cell may take: Excel offers them as a list. */
  readonly choices?: readonly string[];
  /** Shown when the cell is chosen. */
  readonly hint?: string;
  /** Keeps long digits (ID numbers, phones) as they are typed. */
  readonly asText?: boolean;
}

export interface Sheet {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** How many rows of a template carry the drop-downs. */
const TEMPLATE_ROWS = 2000;
const XLSX_LIST_LIMIT = 255;

/** An `.xlsx` file; with `template` every column carries its drop-down, hint and format below the head as well. */
export async function writeWorkbook(sheets: readonly Sheet[], { template = false } = {}): Promise<Buffer> {
  const book = new Excel.Workbook();
  for (const { name, columns, rows } of sheets) {
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = columns.map((c) => ({
      header: c.head,
      width: c.width ?? 14,
      style: c.asText ? { numFmt: '@' } : {},
    }));
    sheet.getRow(1).font = { bold: true };
    sheet.addRows(rows.map((row) => [...row]));
    if (template) for (const [at, column] of columns.entries()) offer(book, sheet, column, at + 1);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

function offer(book: Excel.Workbook, sheet: Excel.Worksheet, { choices, hint, head }: Column, at: number) {
  if (!choices && !hint) return;
  const prompt = hint ? { showInputMessage: true, promptTitle: head.slice(0, 32), prompt: hint.slice(0, 255) } : {};
  const list = choices && {
    type: 'list' as const,
    formulae: [listFormula(book, head, choices)],
    showErrorMessage: true,
  };
  const error = { errorTitle: '请从列表中选择', error: choices?.slice(0, 12).join('、') ?? '' };
  const any = { type: 'textLength' as const, operator: 'greaterThanOrEqual' as const, formulae: [0] };
  for (let row = 2; row <= TEMPLATE_ROWS; row += 1) {
    sheet.getCell(row, at).dataValidation = { allowBlank: true, ...(list ?? any), ...(list && error), ...prompt };
  }
}

/** A list that stands in the cell may have 255 characters; a longer one stands on a sheet of its own. */
function listFormula(book: Excel.Workbook, head: string, choices: readonly string[]): string {
  const inline = choices.join(',');
  if (inline.length <= XLSX_LIST_LIMIT) return `"${inline}"`;
  const sheet = book.addWorksheet(`选项-${head}`.slice(0, 31), { state: 'hidden' });
  sheet.addRows(choices.map((choice) => [choice]));
  return `'${sheet.name}'!$A$1:$A$${choices.length}`;
}
