import { crc32 } from 'node:zlib';

/**
 * A workbook of one sheet in which every cell is text, the same bytes for the same cells whenever it is written: no dates, no
 * packing. What is hashed when it leaves must come out again years later.
 */
export function plainWorkbook(sheetName: string, rows: readonly (readonly string[])[]): Buffer {
  return zipOf([
    ['[Content_Types].xml', CONTENT_TYPES],
    ['_rels/.rels', relationships('officeDocument', 'xl/workbook.xml')],
    [
      'xl/workbook.xml',
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><sheets><sheet name="${escaped(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    ['xl/_rels/workbook.xml.rels', relationships('worksheet', 'worksheets/sheet1.xml')],
    ['xl/worksheets/sheet1.xml', sheetOf(rows)],
  ]);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const FORMATS = 'http://schemas.openxmlformats.org';
const MAIN = `${FORMATS}/spreadsheetml/2006/main`;
const OFFICE = `${FORMATS}/officeDocument/2006`;
const PARTS = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const CONTENT_TYPES = `${XML}<Types xmlns="${FORMATS}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${PARTS}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${PARTS}.worksheet+xml"/></Types>`;

const relationships = (kind: string, target: string): string =>
  `${XML}<Relationships xmlns="${FORMATS}/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/relationships/${kind}" Target="${target}"/></Relationships>`;

function sheetOf(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row, y) => {
    const cells = row.map(
      (cell, x) =>
        `<c r="${columnName(x)}${y + 1}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`,
    );
    return `<row r="${y + 1}">${cells.join('')}</row>`;
  });
  return `${XML}<worksheet xmlns="${MAIN}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

/** 0 → A, 26 → AA. */
const columnName = (at: number): string =>
  (at >= 26 ? columnName(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));

// XML 1.0 has no way to write control characters at all.
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** 1 January 1980, the first day a zip archive can name. */
const FIRST_DAY = 0x21;
const UTF8_NAMES = 0x0800;
const VERSION = 20;

/** An archive of unpacked files, all of the same day. */
function zipOf(files: readonly (readonly [name: string, text: string])[]): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const [name, text] of files) {
    const [title, body] = [Buffer.from(name), Buffer.from(text)];
    const common = commonHead(body, title.length);
    const local = Buffer.concat([uint32(0x04034b50), common, title, body]);
    const place = Buffer.concat([uint16(0), uint16(0), uint16(0), uint32(0), uint32(at)]);
    entries.push(Buffer.concat([uint32(0x02014b50), uint16(VERSION), common, place, title]));
    bodies.push(local);
    at += local.length;
  }
  const list = Buffer.concat(entries);
  const counts = [uint16(0), uint16(0), uint16(files.length), uint16(files.length)];
  const end = Buffer.concat([uint32(0x06054b50), ...counts, uint32(list.length), uint32(at), uint16(0)]);
  return Buffer.concat([...bodies, list, end]);
}

/** What stands alike before a file and in the list: version, flags, not packed, time and day, check sum, sizes, lengths. */
const commonHead = (body: Buffer, nameLength: number): Buffer =>
  Buffer.concat([
    uint16(VERSION),
    uint16(UTF8_NAMES),
    uint16(0),
    uint16(0),
    uint16(FIRST_DAY),
    uint32(crc32(body)),
    uint32(body.length),
    uint32(body.length),
    uint16(nameLength),
    uint16(0),
  ]);

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
