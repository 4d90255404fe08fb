import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import type Excel from 'exceljs';
import { AppError } from './app-error.ts';

/** One row of a file, by the names in its head. Text files give strings; JSON lines give what they hold. */
export interface RawRow {
  /** As a person counts it: the head is row 1. In JSON lines, which have no head, the first row is 1. */
  readonly number: number;
  readonly cells: Readonly<Record<string, unknown>>;
}

/** A file to read rows from: its name tells the kind. */
export interface RowFile {
  readonly name: string;
  readonly open: () => Readable;
}

export const fileAt = (path: string): RowFile => ({ name: path, open: () => createReadStream(path) });

export const fileOfBytes = (name: string, bytes: Buffer): RowFile => ({ name, open: () => Readable.from([bytes]) });

/**
 * Rows of `.csv`, `.csv.gz`, `.jsonl`, `.jsonl.gz` or `.xlsx` (its first sheet), one after the other: memory stays flat; of a
 * workbook the packed bytes and its strings are held.
 * Throws import.file_kind_unknown, import.file_unreadable (with the reason and the row), import.head_missing.
 */
export async function* readRows(file: RowFile): AsyncGenerator<RawRow> {
  const kind = /\.(csv|jsonl|xlsx)(\.gz)?$/i.exec(file.name);
  if (!kind) throw new AppError('import.file_kind_unknown', { name: baseName(file.name) });
  try {
    const bytes = kind[2] ? gunzipped(file.open()) : file.open();
    yield* READERS[kind[1]?.toLowerCase() as keyof typeof READERS](bytes, file.name);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new AppError('import.file_unreadable', { name: baseName(file.name), why }, { cause: error });
  }
}

const baseName = (name: string) => name.replace(/^.*[\\/]/, '');

function gunzipped(source: Readable): Readable {
  const plain = createGunzip();
  source.on('error', (error) => plain.destroy(error)).pipe(plain);
  return plain;
}

const READERS = { csv: readCsv, jsonl: readJsonLines, xlsx: readWorkbook };

/** Excel in Chinese saves CSV in GBK; others save UTF-8, with or without a mark. The first bytes tell. */
async function* decoded(source: Readable): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const chunk of source) {
    // Streams without an encoding hand out bytes.
    const bytes = chunk as Buffer;
    decoder ??= new TextDecoder(looksLikeUtf8(bytes) ? 'utf-8' : 'gb18030');
    yield decoder.decode(bytes, { stream: true });
  }
  yield decoder?.decode() ?? '';
}

function looksLikeUtf8(bytes: Buffer): boolean {
  try {
    // `stream` forgives a character cut in two at the end of the first piece.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

async function* readCsv(source: Readable, name: string): AsyncGenerator<RawRow> {
  const parser = parse({ bom: true, relax_column_count: true, info: true, skip_empty_lines: true });
  const rows = Readable.from(decoded(source))
    .on('error', (e) => parser.destroy(e))
    .pipe(parser);
  let head: string[] | undefined;
  let number = 0;
  for await (const { record } of rows as AsyncIterable<{ record: string[] }>) {
    number += 1;
    if (head) yield { number, cells: byHead(head, record) };
    else head = headOf(record, name);
  }
}

/** Cut at line feeds alone: node:readline also cuts at U+2028, which may stand inside a JSON string. */
async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const text of texts) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

async function* readJsonLines(source: Readable): AsyncGenerator<RawRow> {
  let number = 0;
  for await (const line of linesOf(decoded(source))) {
    number += 1;
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line;
    if (text.trim() === '') continue;
    const cells: unknown = JSON.parse(text);
    if (cells === null || typeof cells !== 'object' || Array.isArray(cells)) throw new SyntaxError(`row ${number}`);
    // An object by the check above.
    yield { number, cells: cells as Record<string, unknown> };
  }
}

async function* readWorkbook(source: Readable, name: string): AsyncGenerator<RawRow> {
  // Read for workbooks alone: its library costs every process half a second to load.
  const { rowsOfFirstSheet } = await import('./workbook-reader.ts');
  let head: string[] | undefined;
  for await (const row of rowsOfFirstSheet(await buffer(source))) {
    const values = valuesOf(row);
    if (values.every((v) => v === '')) continue;
    if (head) yield { number: row.number, cells: byHead(head, values) };
    else head = headOf(values, name);
  }
}

function valuesOf(row: Excel.Row): string[] {
  const values: string[] = [];
  row.eachCell({ includeEmpty: true }, (cell) => values.push(cellText(cell.value)));
  return values;
}

/** A cell as its reader sees it. Long numbers have lost digits already: they come out as Excel kept them. */
function cellText(value: Excel.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value).trim();
  if ('richText' in value)
    return value.richText
      .map((part) => part.text)
      .join('')
      .trim();
  if ('text' in value) return cellText(value.text);
  if ('result' in value) return cellText(value.result ?? null);
  return '';
}

/** Heads are compared without spaces, marks for 'must be filled' and what stands in brackets. */
const headName = (text: string) => text.replace(/[\s*＊]|[(（].*[)）]/g, '');

function headOf(values: readonly string[], name: string): string[] {
  const head = values.map(headName);
  if (head.every((h) => h === '')) throw new AppError('import.head_missing', { name: baseName(name) });
  return head;
}

const byHead = (head: readonly string[], values: readonly string[]): Record<string, string> =>
  Object.fromEntries(head.flatMap((h, i) => (h === '' ? [] : [[h, (values[i] ?? '').trim()]])));
