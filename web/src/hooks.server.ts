import { randomBytes } from 'node:crypto';
import type { Handle, HandleFetch, HandleServerError } from '@sveltejs/kit/hooks';
import { sentences } from '#lib/messages.ts';
import { actorOf } from '#lib/server/session.ts';
import { surfaceOf, themeOf } from '#lib/surface.ts';

/** Reads who is there and how they read, and hands the api's cookies on to the browser. */
export const handle: Handle = async ({ event, resolve }) => {
  const { locals, cookies, url } = event;
  locals.setCookies = [];
  locals.surface = surfaceOf(url.pathname, cookies.get('elder') === '1');
  locals.theme = themeOf(cookies.get('theme'));
  const actor = await actorOf(event);
  locals.isActorKnown = actor !== 'unknown';
  locals.actor = actor === 'unknown' ? null : actor;
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => html.replace('%surface%', locals.surface).replace('%theme%', locals.theme),
  });
  for (const cookie of locals.setCookies) response.headers.append('set-cookie', cookie);
  return response;
};

/** Pages ask for `/api/…` of their own origin; on the server that is one hop to the api, with the visitor's cookie. */
export const handleFetch: HandleFetch = async ({ event, request, fetch }) => {
  const url = new URL(request.url);
  if (url.origin !== event.url.origin || !url.pathname.startsWith('/api/')) return fetch(request);
  const origin = process.env.API_ORIGIN ?? 'http://127.0.0.1:3001';
  const hop = new Request(new URL(url.pathname + url.search, origin), request);
  hop.headers.set('cookie', event.request.headers.get('cookie') ?? '');
  // SvelteKit has refused forms of other sites already. The api knows itself by the address of this hop, not by the one in the
  // browser's bar (localhost, a proxy's name), and would take our own pages for another site.
  hop.headers.set('origin', origin);
  hop.headers.set('x-forwarded-for', event.getClientAddress());
  hop.headers.set('x-forwarded-proto', event.url.protocol.slice(0, -1));
  hop.headers.set('x-forwarded-host', event.url.host);
  // The global one: where the browser used this very address, the kit's would ask the kit's own routes, and so for ever.
  const reply = await globalThis.fetch(hop);
  event.locals.setCookies.push(...reply.headers.getSetCookie());
  return reply;
};

/** What breaks is ours: it is logged under a short number that can be read out on the telephone. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind === 'app') return;
  if (kind === 'framework') return { message: error.status === 404 ? sentences.notFound : sentences.ourFault };
  const reference = randomBytes(4)
    .toString('hex')
    .replace(/(.{4})/, '$1-');
  console.error(JSON.stringify({ level: 'error', reference, path: event.url.pathname, error: describe(error) }));
  return { message: sentences.ourFault, reference };
};

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
