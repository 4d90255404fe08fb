import { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import Excel from 'exceljs';
import { type OpenEntry, openZip } from './zip.ts';

type Pieces = AsyncIterable<Buffer | string>;

/** What exceljs 4.4.0 does not declare: the readers of the single files of a workbook, and what they leave behind. */
interface Inside {
  readonly workbookRels?: readonly { readonly Id: string; readonly Target: string }[];
  readonly model?: { readonly sheets?: readonly { readonly rId: string }[] };
  _parseRels(entry: Readable): Promise<void>;
  _parseWorkbook(entry: Readable): Promise<void>;
  _parseStyles(entry: Readable): Promise<void>;
  _parseSharedStrings(entry: Readable): AsyncIterable<unknown>;
  _parseWorksheet(pieces: Pieces, sheetNo: string): Iterable<{ readonly value: AsyncIterable<Excel.Row> }>;
}

/** Text of bytes that come in pieces, with no character cut in two. */
async function* wholeCharacters(pieces: Pieces): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  for await (const piece of pieces) yield typeof piece === 'string' ? piece : decoder.write(piece);
  yield decoder.end();
}

/**
 * The rows of a workbook's first sheet, unpacked as they are read. The streaming reader of exceljs does the parsing; finding the
 * files in the archive is done here, because by itself it walks the archive while it writes sheets that come before their
 * strings to the disk, and forgets what it passes meanwhile: one small workbook in twenty could not be read. It also decodes
 * each piece of a file alone and breaks the Chinese character that lies across two of them; here it is handed text.
 */
export async function* rowsOfFirstSheet(bytes: Buffer): AsyncGenerator<Excel.Row> {
  const open = openZip(bytes);
  const options = { worksheets: 'emit', sharedStrings: 'cache', styles: 'cache', hyperlinks: 'ignore' } as const;
  // The methods are there in the pinned version; the tests of workbooks fail should they ever move.
  const inside = new Excel.stream.xlsx.WorkbookReader(Readable.from([]), options) as unknown as Inside;
  await inside._parseRels(the(open, 'xl/_rels/workbook.xml.rels'));
  await inside._parseWorkbook(the(open, 'xl/workbook.xml'));
  const styles = open('xl/styles.xml');
  if (styles) await inside._parseStyles(styles);
  const strings = open('xl/sharedStrings.xml')?.setEncoding('utf8');
  if (strings) for await (const _kept of inside._parseSharedStrings(strings));
  const target = firstSheetOf(inside);
  for (const { value } of inside._parseWorksheet(wholeCharacters(the(open, `xl/${target}`)), target)) yield* value;
}

function the(open: OpenEntry, name: string): Readable {
  const entry = open(name);
  if (!entry) throw new RangeError(`${name} is missing`);
  return entry;
}

/** The first as the workbook orders them, whatever its file is called; some programs write the path from the root. */
function firstSheetOf({ workbookRels = [], model }: Inside): string {
  const targets = (model?.sheets ?? []).flatMap(({ rId }) => workbookRels.find(({ Id }) => Id === rId)?.Target ?? []);
  const sheet = targets
    .map((target) => target.replace(/^\/xl\//, ''))
    .find((target) => target.startsWith('worksheets/'));
  if (!sheet) throw new RangeError('no sheet');
  return sheet;
}
