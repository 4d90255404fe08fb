import { fenOfCell, type ReturnFormat } from './bank-file.ts';

/** A line as it was sent, as far as a return is compared with it. */
export interface SentLine {
  readonly id: string;
  readonly number: number;
  readonly account: string;
  readonly amountFen: number;
  readonly status: 'waiting' | 'paid' | 'failed' | 'cancelled';
}
export interface ReturnRow {
  /** Of the file, as a person counts it. */
  readonly row: number;
  readonly cells: Readonly<Record<string, unknown>>;
}

/** Why a row of the return changes nothing and somebody has to look. */
export const UNCLEAR = [
  'number_unknown',
  'amount_differs',
  'account_differs',
  'result_unknown',
  'says_both',
  'was_paid',
  'was_failed',
] as const;
export type Unclear = (typeof UNCLEAR)[number];

export type Judged =
  | { readonly kind: 'paid'; readonly row: number; readonly line: SentLine }
  | { readonly kind: 'failed'; readonly row: number; readonly line: SentLine; readonly reason: string }
  /** Said before: nothing to do. */
  | { readonly kind: 'known'; readonly row: number; readonly line: SentLine }
  | { readonly kind: 'unclear'; readonly row: number; readonly number: number | null; readonly why: Unclear };

/**
 * What each row of a return says. A row counts when line number, sum and the end of the account all agree with what was
 * sent; a line that the file calls paid in one row and failed in another is left to a person.
 */
export function judgeReturn(rows: readonly ReturnRow[], lines: readonly SentLine[], format: ReturnFormat): Judged[] {
  const byNumber = new Map(lines.map((line) => [line.number, line]));
  const seen = new Set<string>();
  const judged = rows.map((row) => judgeRow(row, byNumber, format));
  const disputed = idsSayingBoth(judged);
  return judged.map((one): Judged => {
    if (one.kind === 'unclear') return one;
    if (disputed.has(one.line.id)) return { kind: 'unclear', row: one.row, number: one.line.number, why: 'says_both' };
    const isRepeated = seen.has(one.line.id);
    seen.add(one.line.id);
    return isRepeated ? { kind: 'known', row: one.row, line: one.line } : one;
  });
}

function idsSayingBoth(judged: readonly Judged[]): Set<string> {
  const idsOf = (kind: 'paid' | 'failed') => new Set(judged.flatMap((one) => (one.kind === kind ? [one.line.id] : [])));
  return idsOf('paid').intersection(idsOf('failed'));
}

function judgeRow({ row, cells }: ReturnRow, byNumber: ReadonlyMap<number, SentLine>, format: ReturnFormat): Judged {
  const cell = (head: string) =>
    String(cells[head] ?? '')
      .replace(/^'/, '')
      .trim();
  const text = cell(format.number);
  const number = /^\d{1,9}$/.test(text) ? Number(text) : null;
  const unclear = (why: Unclear): Judged => ({ kind: 'unclear', row, number, why });
  const line = number === null ? undefined : byNumber.get(number);
  if (!line || line.status === 'cancelled') return unclear('number_unknown');
  if (fenOfCell(cell(format.amount), format.amountIn) !== line.amountFen) return unclear('amount_differs');
  if (!sameTail(line.account, cell(format.account))) return unclear('account_differs');
  const result = cell(format.result);
  if (format.paidWords.includes(result)) {
    if (line.status === 'failed') return unclear('was_failed');
    return { kind: line.status === 'paid' ? 'known' : 'paid', row, line };
  }
  if (!format.failedWords.includes(result)) return unclear('result_unknown');
  if (line.status === 'paid') return unclear('was_paid');
  if (line.status === 'failed') return { kind: 'known', row, line };
  return { kind: 'failed', row, line, reason: cell(format.reason) || result };
}

const TAIL = 4;

/** Banks write back a whole account, or stars and its end. */
function sameTail(sent: string, written: string): boolean {
  const [ours, theirs] = [sent, written].map((text) => text.replaceAll(/[\s-]/g, ''));
  if (ours === undefined || theirs === undefined || theirs.length < TAIL) return false;
  return /^\d+$/.test(theirs) && theirs.length > TAIL ? ours === theirs : ours.slice(-TAIL) === theirs.slice(-TAIL);
}
