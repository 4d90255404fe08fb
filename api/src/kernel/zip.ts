import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';

const END = { signature: 0x06054b50, size: 22, longestComment: 0xffff };
const ENTRY = { signature: 0x02014b50, size: 46 };
const LOCAL = { signature: 0x04034b50, size: 30 };
const STORED = 0;
const DEFLATED = 8;

interface Entry {
  readonly method: number;
  readonly packedSize: number;
  readonly at: number;
}

/** Opens a file of the archive, unpacked as it is read; undefined where there is none of that name. */
export type OpenEntry = (name: string) => Readable | undefined;

/**
 * A zip archive read by its list of contents, which stands at its end and is the only true one. Throws RangeError where the
 * bytes are no whole archive, or one of more than 4 GB.
 */
export function openZip(bytes: Buffer): OpenEntry {
  const entries = new Map(entriesOf(bytes));
  return (name) => {
    const entry = entries.get(name);
    return entry && unpacked(bytes, entry);
  };
}

function* entriesOf(bytes: Buffer): Generator<[string, Entry]> {
  const end = endOf(bytes);
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    expectSignature(bytes, at, ENTRY.signature);
    const nameEnd = at + ENTRY.size + bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + ENTRY.size, nameEnd);
    const [method, packedSize] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    yield [name, { method, packedSize, at: bytes.readUInt32LE(at + 42) }];
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}

/** The last record of the archive; only a comment may follow it. */
function endOf(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END.size - END.longestComment);
  for (let at = bytes.length - END.size; at >= first; at -= 1) if (bytes.readUInt32LE(at) === END.signature) return at;
  throw new RangeError('not a zip archive');
}

function expectSignature(bytes: Buffer, at: number, signature: number): void {
  if (bytes.readUInt32LE(at) !== signature) throw new RangeError(`broken zip archive at ${at}`);
}

function unpacked(bytes: Buffer, { method, packedSize, at }: Entry): Readable {
  expectSignature(bytes, at, LOCAL.signature);
  const start = at + LOCAL.size + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const packed = bytes.subarray(start, start + packedSize);
  if (packed.length < packedSize) throw new RangeError('zip archive cut short');
  if (method === STORED) return Readable.from([packed]);
  if (method !== DEFLATED) throw new RangeError(`zip method ${method}`);
  const plain = createInflateRaw();
  plain.end(packed);
  return plain;
}
