import '@fastify/cookie';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Endpoint } from '../../contract/endpoint.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Actor } from '../kernel/ctx.ts';

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor;
  }
}

export const SESSION_COOKIE = 'songgang';

/** Knows the sender of a request by its cookie; a visitor where there is none or it ran out. */
export type Recognise = (token: string | undefined) => Promise<Actor>;

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A browser tells where a request was born; one born on another site may not change anything here. */
function refuseForeign(request: FastifyRequest) {
  if (SAFE.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  const { origin, host } = request.headers;
  const foreign = site === 'cross-site' || site === 'same-site' || (origin !== undefined && !sameHost(origin, host));
  if (foreign) throw new AppError('request.foreign_origin');
}

const sameHost = (origin: string, host: string | undefined) => URL.canParse(origin) && new URL(origin).host === host;

export function recogniseActors(app: FastifyInstance, recognise: Recognise) {
  app.decorateRequest('actor');
  app.addHook('onRequest', async (request) => {
    refuseForeign(request);
    request.actor = await recognise(request.cookies[SESSION_COOKIE]);
  });
}

export function assertAccess({ access }: Pick<Endpoint, 'access'>, { role }: Actor) {
  if (access.includes(role)) return;
  if (role === 'visitor') throw new AppError('auth.required');
  throw new AppError('auth.role_not_allowed', { role });
}
