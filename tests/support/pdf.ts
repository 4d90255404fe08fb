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

type Fonts = ReadonlyMap<string, ReadonlyMap<number, string>>;

/** Walks a page's content: every string, in whichever of the two ways it is written, is text of the font named last. */
function shown(content: string, fonts: Fonts): string {
  let font: ReadonlyMap<number, string> | undefined;
  let text = '';
  for (let at = 0; at < content.length; ) {
    const ahead = content[at] === '/' || content[at] === '<' ? content.slice(at, at + 4000) : '';
    const name = /^\/(f\d+) [\d.]+ Tf/.exec(ahead);
    const hex = /^<([0-9a-fA-F]*)>/.exec(ahead);
    const actual = /^\/ActualText\s*/.exec(ahead);
    const literal = content[at] === '(' ? literalAt(content, at + 1) : undefined;
    if (actual) {
      // What a copy says in place of the glyphs: the glyphs themselves are read here.
      at = pastString(content, at + actual[0].length);
      continue;
    }
    if (name?.[1]) font = fonts.get(name[1]);
    if (literal) text += read(Buffer.from(literal.bytes), font);
    if (hex?.[1]) text += read(Buffer.from(hex[1], 'hex'), font);
    at = literal?.next ?? at + (name ?? hex ?? ' ')[0].length;
  }
  return text;
}

const pastString = (content: string, at: number): number =>
  content[at] === '(' ? literalAt(content, at + 1).next : content.indexOf('>', at) + 1;

function read(glyphs: Buffer, font: ReadonlyMap<number, string> | undefined): string {
  let text = '';
  for (let i = 0; i + 1 < glyphs.length; i += 2) text += font?.get(glyphs.readUInt16BE(i)) ?? '';
  return text;
}

const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

function literalAt(content: string, start: number): { readonly bytes: number[]; readonly next: number } {
  const bytes: number[] = [];
  let depth = 1;
  let at = start;
  for (; at < content.length; ) {
    const octal = /^\\([0-7]{1,3})/.exec(content.slice(at, at + 4));
    const one = content[at] ?? '';
    if (octal?.[1]) {
      bytes.push(Number.parseInt(octal[1], 8));
      at += octal[0].length;
    } else if (one === '\\') {
      const escaped = content[at + 1] ?? '';
      bytes.push(ESCAPES[escaped] ?? escaped.charCodeAt(0));
      at += 2;
    } else {
      depth += one === '(' ? 1 : one === ')' ? -1 : 0;
      at += 1;
      if (depth === 0) break;
      bytes.push(one.charCodeAt(0));
    }
  }
  return { bytes, next: at };
}
