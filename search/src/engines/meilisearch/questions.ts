import http from 'node:http';
import https from 'node:https';
import { SearchError } from '../../errors.ts';

export interface Server {
  readonly url: string;
  readonly key?: string | undefined;
}

/** A question put to the server: its answer, read; or a SearchError. */
export type Asking = <Answer>(path: string, question: object, until: AbortSignal | undefined) => Promise<Answer>;

/** Longer than any pause between two questions of a busy minute, shorter than servers and proxies keep a silent connection. */
const KEPT_MS = 4_000;

/**
 * Questions over kept connections of node:http: an answer of the server costs less processor time than `fetch`, which the
 * official client asks by, takes to fetch it. All else goes by the official client.
 */
export function questionsTo({ url, key }: Server, patience: number): Asking {
  const { protocol, hostname, port, pathname } = new URL(url.endsWith('/') ? url : `${url}/`);
  const { Agent, request } = protocol === 'https:' ? https : http;
  const agent = new Agent({ keepAlive: true, scheduling: 'lifo', timeout: KEPT_MS });
  const where = { hostname: hostname.replace(/^\[|\]$/g, ''), port, method: 'POST', agent };
  const headers = {
    'content-type': 'application/json',
    // A compressed answer leaves the server in pieces, and the second waits 40 ms for the first to be acknowledged.
    'accept-encoding': 'identity',
    ...(key !== undefined && { authorization: `Bearer ${key}` }),
  };

  const once = (path: string, body: string, until: AbortSignal | undefined) =>
    new Promise<unknown>((resolve, reject) => {
      const length = Buffer.byteLength(body);
      const asked = request(
        { ...where, path: `${pathname}${path}`, headers: { ...headers, 'content-length': length } },
        (answer) => {
          const pieces: Buffer[] = [];
          answer.on('data', (piece: Buffer) => pieces.push(piece));
          answer.on('error', reject);
          answer.on('end', () => {
            const text = Buffer.concat(pieces).toString('utf8');
            if (answer.statusCode === 200) read(text, resolve, reject);
            else reject(refusal(answer.statusCode ?? 0, text));
          });
        },
      );
      const late = setTimeout(() => asked.destroy(new Error(`no answer within ${patience} ms`)), patience);
      const leave = () => asked.destroy(new Error('the asker has gone'));
      until?.addEventListener('abort', leave, { once: true });
      asked.on('close', () => {
        clearTimeout(late);
        until?.removeEventListener('abort', leave);
      });
      asked.on('error', (error: NodeJS.ErrnoException) =>
        reject(asked.reusedSocket && error.code === 'ECONNRESET' ? new Closed() : down(error)),
      );
      asked.end(body);
    });

  return async <Answer>(path: string, question: object, until: AbortSignal | undefined) => {
    until?.throwIfAborted();
    const body = JSON.stringify(question);
    // The caller names the shape of the answer: it is the server's own, as its version documents it.
    const answer = once(path, body, until).catch((error: unknown) => {
      if (error instanceof Closed) return once(path, body, until);
      throw error;
    });
    return (await answer) as Answer;
  };
}

function read(text: string, resolve: (answer: unknown) => void, reject: (error: Error) => void): void {
  try {
    resolve(JSON.parse(text));
  } catch {
    reject(down(new Error(`no JSON: ${text.slice(0, 200)}`)));
  }
}

/** The server closed a kept connection just as the question left: it was not heard, and is put once more. */
class Closed extends Error {}

const down = (cause: Error) => new SearchError('search.down', `meilisearch: ${cause.message}`, { cause });

/** Statuses that say "not now", or that the key is not ours to mend; with those from 500 on they are "down". */
const NOT_NOW = [401, 403, 408, 429];

export const isRefusalForGood = (status: number): boolean => status < 500 && !NOT_NOW.includes(status);

const refusal = (status: number, text: string) =>
  new SearchError(
    isRefusalForGood(status) ? 'search.wrong' : 'search.down',
    `meilisearch: ${status} ${text.slice(0, 500)}`,
  );
