import type { Endpoint, Input, Output } from '@songgang/api/contract/endpoint.ts';
import { error } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';

type Fetch = typeof globalThis.fetch;
/** Nothing to hand over where the endpoint declares neither params nor query nor body. */
type Handed<E> = keyof Input<E> extends never ? [] : [input: Input<E>];

export interface Refused {
  ok: false;
  /** HTTP status of the refusal; 503 where the api could not be reached. */
  status: number;
  /** `domain.reason`; `say(code, details)` has its sentence. */
  code: string;
  details: Record<string, unknown>;
}
export type Attempt<T> = { ok: true; value: T } | Refused;

/** For `load`: the endpoint's answer, or SvelteKit's error page with the refusal's own sentence. */
export async function call<E extends Endpoint>(fetch: Fetch, endpoint: E, ...input: Handed<E>): Promise<Output<E>> {
  const result = await attempt(fetch, endpoint, ...input);
  if (result.ok) return result.value;
  const { status, code, details } = result;
  error(status, say(code, details), { code, details });
}

/** For form actions: the answer or the refusal as a value, so that the page can keep what was typed. */
export async function attempt<E extends Endpoint>(
  fetch: Fetch,
  endpoint: E,
  ...[input]: Handed<E>
): Promise<Attempt<Output<E>>> {
  const { params, query, body }: Parts = input ?? {};
  const reply = await fetch(addressOf(endpoint.url, params, query), {
    method: endpoint.method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch((cause: unknown) => unreachable(endpoint, cause));
  if (!reply) return { ok: false, status: 503, code: 'web.api_unreachable', details: {} };
  if (!reply.ok) return refusalOf(reply);
  // The api serialises by this endpoint's response schema, so what arrives has its shape.
  return { ok: true, value: (reply.status === 204 ? {} : await reply.json()) as Output<E> };
}

interface Parts {
  params?: Readonly<Record<string, unknown>>;
  query?: Readonly<Record<string, unknown>>;
  body?: unknown;
}

/** `/claims/:id` with its params and query filled in, under the api's prefix. Undefined query fields are left out. */
function addressOf(path: string, params: Parts['params'] = {}, query: Parts['query'] = {}): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  return `/api${filled}${search.size > 0 ? `?${search}` : ''}`;
}

async function refusalOf(reply: Response): Promise<Refused> {
  const problem = (await reply.json().catch(() => ({}))) as Partial<Refused>;
  return { ok: false, status: reply.status, code: problem.code ?? 'web.unreadable', details: problem.details ?? {} };
}

function unreachable(endpoint: Endpoint, cause: unknown): undefined {
  console.error(JSON.stringify({ level: 'error', call: `${endpoint.method} ${endpoint.url}`, error: String(cause) }));
}
