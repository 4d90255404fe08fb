import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import Excel from 'exceljs';

type Pieces = AsyncIterable<Buffer | string>;

/** What exceljs 4.4.0 does not declare, and what `openWorkbook` has to correct. */
interface Inside {
  _parseSharedStrings(entry: Readable): AsyncIterable<unknown>;
  _parseWorksheet(pieces: Pieces, sheetNo: string): Iterable<unknown>;
}

/** Text of bytes that come in pieces, with no character cut in two. */
async function* wholeCharacters(pieces: Pieces): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  for await (const piece of pieces) yield typeof piece === 'string' ? piece : decoder.write(piece);
  yield decoder.end();
}

/**
 * The streaming reader of exceljs. By itself it decodes each piece of the file alone and breaks the Chinese character that
 * lies across two of them: one row in a thousand comes out garbled. Here it is handed text instead of bytes.
 */
export function openWorkbook(source: Readable): Excel.stream.xlsx.WorkbookReader {
  const options = { worksheets: 'emit', sharedStrings: 'cache', styles: 'cache', hyperlinks: 'ignore' } as const;
  const reader = new Excel.stream.xlsx.WorkbookReader(source, options);
  // The two methods are there in the pinned version; the test with a large Chinese workbook fails should they ever move.
  const inside = reader as unknown as Inside;
  const { _parseSharedStrings: strings, _parseWorksheet: sheet } = inside;
  inside._parseSharedStrings = (entry) => strings.call(inside, entry.setEncoding('utf8'));
  inside._parseWorksheet = (pieces, sheetNo) => sheet.call(inside, wholeCharacters(pieces), sheetNo);
  return reader;
}
