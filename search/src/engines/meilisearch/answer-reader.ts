/** An answer as it came: its status and its whole body. */
export interface Told {
  readonly status: number;
  readonly body: string;
  /** Whether the server takes another question by the same connection. */
  readonly isKept: boolean;
}

interface Head {
  readonly status: number;
  readonly isKept: boolean;
  /** Undefined where the body comes in chunks. */
  readonly length: number | undefined;
  /** Where the body begins. */
  readonly end: number;
}

const MOST_HEAD = 65_536;
const HEAD_END = '\r\n\r\n';

/** Reads answers of HTTP/1.1 that come one after another, in whatever pieces. Throws where it is none. */
export class AnswerReader {
  #pieces: Buffer[] = [];
  #length = 0;
  #head: Head | undefined;

  /** Whether nothing of an answer has come yet. */
  get isEmpty(): boolean {
    return this.#length === 0;
  }

  /** The answer, once it is whole. */
  read(piece: Buffer): Told | undefined {
    this.#pieces.push(piece);
    this.#length += piece.length;
    this.#head ??= headOf(this.#whole());
    if (!this.#head) return undefined;
    const { status, isKept, length, end } = this.#head;
    if (length !== undefined && this.#length < end + length) return undefined;
    const whole = this.#whole();
    const body = length === undefined ? unchunked(whole, end) : whole.subarray(end, end + length);
    if (!body) return undefined;
    if (length !== undefined && this.#length > end + length) throw new Error('more than the answer that was asked for');
    [this.#pieces, this.#length, this.#head] = [[], 0, undefined];
    return { status, isKept, body: body.toString('utf8') };
  }

  #whole(): Buffer {
    const [first] = this.#pieces;
    if (this.#pieces.length === 1 && first) return first;
    const whole = Buffer.concat(this.#pieces, this.#length);
    this.#pieces = [whole];
    return whole;
  }
}

function headOf(whole: Buffer): Head | undefined {
  const at = whole.indexOf(HEAD_END);
  if (at < 0 && whole.length > MOST_HEAD) throw new Error('no end of the head of an answer');
  if (at < 0) return undefined;
  const text = whole.toString('latin1', 0, at);
  const [, minor, status] = /^HTTP\/1\.([01]) (\d{3})\b/.exec(text) ?? [];
  if (status === undefined) throw new Error(`no answer of HTTP/1.1: ${text.slice(0, 40)}`);
  const isChunked = /\r\ntransfer-encoding: *chunked *(?:\r\n|$)/i.test(text);
  const [, told] = /\r\ncontent-length: *(\d+) *(?:\r\n|$)/i.exec(text) ?? [];
  if (!isChunked && told === undefined) throw new Error('an answer of unknown length');
  return {
    status: Number(status),
    isKept: minor === '1' && !/\r\nconnection: *close *(?:\r\n|$)/i.test(text),
    length: isChunked ? undefined : Number(told),
    end: at + HEAD_END.length,
  };
}

/** The chunks laid together, once the last has come; what may follow them is read and left. */
function unchunked(whole: Buffer, start: number): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let at = start; ; ) {
    const end = whole.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const size = Number.parseInt(whole.toString('latin1', at, end), 16);
    if (!Number.isSafeInteger(size) || size < 0) throw new Error('a chunk of unknown length');
    if (size === 0) return whole.indexOf(HEAD_END, end) < 0 ? undefined : Buffer.concat(chunks);
    at = end + 2 + size + 2;
    if (whole.length < at) return undefined;
    chunks.push(whole.subarray(end + 2, end + 2 + size));
  }
}
