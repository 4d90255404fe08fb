import { inflateSync } from 'node:zlib';

interface Part {
  readonly head: string;
  readonly body: Buffer;
}

/** The objects with a stream of a PDF as the case file is written: plain objects, each stream packed or not. */
function streamsOf(pdf: Buffer): Map<string, Part> {
  const text = pdf.toString('latin1');
  const parts = new Map<string, Part>();
  for (const found of text.matchAll(/(\d+) 0 obj\s((?:(?!endobj)[\s\S])*?)\sstream\r?\n/g)) {
    const [whole, id = '', head = ''] = found;
    const at = (found.index ?? 0) + whole.length;
    const packed = pdf.subarray(at, at + Number(/\/Length (\d+)/.exec(head)?.[1] ?? 0));
    parts.set(id, { head, body: /FlateDecode/.test(head) ? inflateSync(packed) : packed });
  }
  return parts;
}

/** The file of this name that travels inside the PDF. */
export function attachmentOf(pdf: Buffer, name: string): string {
  const id = new RegExp(`/F \\(${name}\\)[\\s\\S]*?/EF\\s*<<\\s*/F (\\d+) 0 R`).exec(pdf.toString('latin1'))?.[1];
  const part = streamsOf(pdf).get(id ?? '');
  if (!part) throw new Error(`no ${name} in the PDF`);
  return part.body.toString('utf8');
}

/** What a reader sees, page by page: glyphs back to characters by the tables of the page's own fonts. */
export function textOf(pdf: Buffer): string {
  const text = pdf.toString('latin1');
  const streams = streamsOf(pdf);
  const pages = text.matchAll(/\d+ 0 obj\s*<<\s*\/Type \/Page\b(?:(?!endobj)[\s\S])*endobj/g);
  return [...pages]
    .map(([page]) => {
      const contents = streams.get(/\/Contents (\d+) 0 R/.exec(page)?.[1] ?? '')?.body.toString('latin1') ?? '';
      return shown(contents, fontsOf(page, text, streams));
    })
    .join('\n');
}

function fontsOf(page: string, text: string, streams: ReadonlyMap<string, Part>): Map<string, Map<number, string>> {
  const fonts = new Map<string, Map<number, string>>();
  for (const [, name = '', id = ''] of page.matchAll(/\/(f\d+) (\d+) 0 R/g)) {
    const unicode = new RegExp(`\\n${id} 0 obj[\\s\\S]*?/ToUnicode (\\d+) 0 R`).exec(text)?.[1] ?? '';
    fonts.set(name, tableOf(streams.get(unicode)?.body.toString('latin1') ?? ''));
  }
  return fonts;
}

function tableOf(map: string): Map<number, string> {
  const pairs = new Map<number, string>();
  for (const [, code = '', to = ''] of map.matchAll(/<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>/g))
    pairs.set(Number.parseInt(code, 16), Buffer.from(to, 'hex').swap16().toString('utf16le'));
  return pairs;
}

function shown(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> | undefined;
  let text = '';
  for (const [, name, array, single] of content.matchAll(
    /\/(f\d+) [\d.]+ Tf|\[((?:\((?:\\[\s\S]|[^\\)])*\)|[^\]])*)\]\s*TJ|(\((?:\\[\s\S]|[^\\)])*\))\s*Tj/g,
  )) {
    if (name) font = fonts.get(name);
    for (const [piece] of (array ?? single ?? '').matchAll(/\((?:\\[\s\S]|[^\\)])*\)|<[0-9a-fA-F]+>/g)) {
      const bytes = piece.startsWith('<') ? Buffer.from(piece.slice(1, -1), 'hex') : literal(piece.slice(1, -1));
      for (let i = 0; i + 1 < bytes.length; i += 2) text += font?.get(bytes.readUInt16BE(i)) ?? '';
    }
  }
  return text;
}

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

function literal(text: string): Buffer {
  const bytes: number[] = [];
  for (const [, octal, escaped, plain] of text.matchAll(/\\([0-7]{1,3})|\\([\s\S])|([\s\S])/g)) {
    if (octal) bytes.push(Number.parseInt(octal, 8));
    else if (escaped) bytes.push(ESCAPES[escaped] ?? escaped.charCodeAt(0));
    else bytes.push((plain ?? '').charCodeAt(0));
  }
  return Buffer.from(bytes);
}
