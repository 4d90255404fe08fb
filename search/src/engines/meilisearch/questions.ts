import { SearchError } from '../../errors.ts';
import { Connection, Unheard } from './connection.ts';

export interface Server {
  readonly url: string;
  readonly key?: string | undefined;
}

/** A question put to the server: its answer, read; or a SearchError. */
export type Asking = <Answer>(path: string, question: object, until: AbortSignal | undefined) => Promise<Answer>;

/** Longer than any pause between two questions of a busy minute, shorter than servers and proxies keep a silent connection. */
const KEPT_MS = 4_000;

/** Questions over kept connections, the one that was silent for the shortest time first. All else goes by the official client. */
export function questionsTo({ url, key }: Server, patience: number): Asking {
  const server = new URL(url.endsWith('/') ? url : `${url}/`);
  const headers = headersFor(server, key);
  const silent: Connection[] = [];
  const read = rereading();

  const kept = (): Connection | undefined => {
    for (let one = silent.pop(); one; one = silent.pop()) {
      if (one.isFresh(KEPT_MS)) return one;
      one.close(new Error('silent for too long'));
    }
    return undefined;
  };
  const put = async (connection: Connection, path: string, body: string, until: AbortSignal | undefined) => {
    const length = Buffer.byteLength(body);
    const question = `POST ${server.pathname}${path} HTTP/1.1\r\n${headers}Content-Length: ${length}\r\n\r\n${body}`;
    const late = setTimeout(() => connection.close(new Error(`no answer within ${patience} ms`)), patience);
    const leave = () => connection.close(new Error('the asker has gone'));
    until?.addEventListener('abort', leave, { once: true });
    try {
      const told = await connection.ask(question, length === body.length ? 'latin1' : 'utf8');
      if (connection.isFresh(KEPT_MS)) silent.push(connection);
      return told;
    } finally {
      clearTimeout(late);
      until?.removeEventListener('abort', leave);
    }
  };
  const heard = async (path: string, body: string, until: AbortSignal | undefined) => {
    try {
      return await put(kept() ?? new Connection(server), path, body, until);
    } catch (error) {
      if (error instanceof Unheard) return put(new Connection(server), path, body, until);
      throw error;
    }
  };

  return async <Answer>(path: string, question: object, until: AbortSignal | undefined) => {
    until?.throwIfAborted();
    const asked = JSON.stringify(question);
    const told = await heard(path, asked, until).catch((error: Error) => {
      throw down(error);
    });
    if (told.status !== 200) throw refusal(told.status, told.body);
    // The caller names the shape of the answer: it is the server's own, as its version documents it.
    return read(`${path} ${asked}`, told.body) as Answer;
  };
}

/** Everything before the length. */
function headersFor({ host }: URL, key: string | undefined): string {
  if (key !== undefined && !/^[\x21-\x7e]*$/.test(key))
    throw new Error('a key of a search server is of plain characters');
  const lines = [
    `Host: ${host}`,
    'Content-Type: application/json',
    // A compressed answer leaves the server in pieces, and the second waits 40 ms for the first to be acknowledged.
    'Accept-Encoding: identity',
    ...(key === undefined ? [] : [`Authorization: Bearer ${key}`]),
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

/** So many answers are remembered, and none longer than the hashes of some hundred postings. */
const MOST_REMEMBERED = 1_000;
const LONGEST_REMEMBERED = 20_000;

/** Reads answers. Word for word the same answer to a question as the last is the same object: what was made of it still holds. */
function rereading() {
  const last = new Map<string, { readonly body: string; readonly answer: object }>();
  return (question: string, body: string): object => {
    const known = last.get(question);
    if (known?.body === body) return known.answer;
    const answer = read(body);
    last.delete(question);
    if (body.length <= LONGEST_REMEMBERED) last.set(question, { body, answer });
    const [oldest] = last.keys();
    if (last.size > MOST_REMEMBERED && oldest !== undefined) last.delete(oldest);
    return answer;
  };
}

function read(text: string): object {
  try {
    return JSON.parse(text);
  } catch {
    throw down(new Error(`no JSON: ${text.slice(0, 200)}`));
  }
}

const down = (cause: Error) => new SearchError('search.down', `meilisearch: ${cause.message}`, { cause });

/** Statuses that say "not now", or that the key is not ours to mend; with those from 500 on they are "down". */
const NOT_NOW = [401, 403, 408, 429];

export const isRefusalForGood = (status: number): boolean => status < 500 && !NOT_NOW.includes(status);

const refusal = (status: number, text: string) =>
  new SearchError(
    isRefusalForGood(status) ? 'search.wrong' : 'search.down',
    `meilisearch: ${status} ${text.slice(0, 500)}`,
  );
