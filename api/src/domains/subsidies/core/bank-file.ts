/** The file that a batch leaves as, and what the bank sends back: which column holds what is the county's own choice. */
export const BANK_FIELDS = [
  'number',
  'batch',
  'account',
  'holder',
  'bank',
  'amountYuan',
  'amountFen',
  'purpose',
] as const;
export type BankField = (typeof BANK_FIELDS)[number];
export const BANK_FILE_KINDS = ['csv', 'xlsx'] as const;
export const BANK_ENCODINGS = ['utf-8-bom', 'gbk'] as const;

export interface BankFormat {
  readonly kind: (typeof BANK_FILE_KINDS)[number];
  /** Of a CSV file; a workbook has its own. */
  readonly encoding: (typeof BANK_ENCODINGS)[number];
  readonly hasHead: boolean;
  readonly columns: readonly { readonly head: string; readonly field: BankField }[];
  readonly returns: ReturnFormat;
}

/** Heads of the return file, and the words by which it says how a line went. */
export interface ReturnFormat {
  readonly number: string;
  readonly amount: string;
  readonly amountIn: 'yuan' | 'fen';
  readonly account: string;
  readonly result: string;
  readonly reason: string;
  readonly paidWords: readonly string[];
  readonly failedWords: readonly string[];
}

export interface BankLine {
  readonly number: number;
  readonly batch: string;
  readonly account: string;
  readonly holder: string;
  readonly bank: string;
  readonly amountFen: number;
  readonly purpose: string;
}

export const FORMAT_TROUBLES = ['field_missing', 'head_empty', 'head_twice', 'words_overlap', 'words_missing'] as const;
export type FormatTrouble = (typeof FORMAT_TROUBLES)[number];

/** A file must carry what its return is read by, each head once, and a word cannot mean both. */
export function troubleOf({ columns, returns }: BankFormat): FormatTrouble | null {
  const fields = columns.map(({ field }) => field);
  const hasSum = fields.includes('amountYuan') || fields.includes('amountFen');
  if (!fields.includes('number') || !fields.includes('account') || !fields.includes('holder') || !hasSum)
    return 'field_missing';
  const { number, amount, account, result } = returns;
  for (const heads of [
    columns.map(({ head }) => head.trim()),
    [number, amount, account, result].map((h) => h.trim()),
  ]) {
    if (heads.includes('')) return 'head_empty';
    if (new Set(heads).size < heads.length) return 'head_twice';
  }
  if (returns.paidWords.length === 0 || returns.failedWords.length === 0) return 'words_missing';
  return returns.paidWords.some((word) => returns.failedWords.includes(word)) ? 'words_overlap' : null;
}

/** Every cell as text; the head first where there is one. */
export function bankRows({ hasHead, columns }: BankFormat, lines: readonly BankLine[]): string[][] {
  const rows = lines.map((line) => columns.map(({ field }) => harmless(CELLS[field](line))));
  return hasHead ? [columns.map(({ head }) => harmless(head)), ...rows] : rows;
}

const CELLS: Record<BankField, (line: BankLine) => string> = {
  number: ({ number }) => String(number),
  batch: ({ batch }) => batch,
  account: ({ account }) => account,
  holder: ({ holder }) => holder,
  bank: ({ bank }) => bank,
  amountYuan: ({ amountFen }) => yuanText(amountFen),
  amountFen: ({ amountFen }) => String(amountFen),
  purpose: ({ purpose }) => purpose,
};

/** A spreadsheet runs a cell that begins like a formula; an apostrophe before it makes it text. */
export const harmless = (cell: string): string => (/^[\s]*[=+\-@＝＋－＠|]|^[\t\r\n]/.test(cell) ? `'${cell}` : cell);

export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** 1234.50: no separators, always two decimals. */
export const yuanText = (fen: number): string => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

/** Exact fen of what a file writes (1,234.5, ¥1234.50, 1234); null where it is no sum or finer than a fen. */
export function fenOfCell(cell: string, unit: ReturnFormat['amountIn']): number | null {
  const plain = cell.replaceAll(/[,，\s¥￥'元]/g, '');
  if (unit === 'fen') return /^\d{1,12}$/.test(plain) ? Number(plain) : null;
  const [, yuan, decimals = ''] = /^(\d{1,10})(?:\.(\d+))?$/.exec(plain) ?? [];
  if (yuan === undefined || /[1-9]/.test(decimals.slice(2))) return null;
  return Number(yuan) * 100 + Number(decimals.slice(0, 2).padEnd(2, '0'));
}
