import type { FastifyInstance, FastifyReply } from 'fastify';
import { getSession, signIn, signInWithCode, signOut } from '../contract/auth.ts';
import * as auth from './domains/auth/service.ts';
import { signInWithPhone } from './domains/notices/sign-in-code.ts';
import { SESSION_COOKIE } from './http/auth.ts';
import { type CtxOf, serveOn } from './http/endpoint.ts';

/** The only routes that touch the cookie. */
export function sessionRoutes(app: FastifyInstance, ctxOf: CtxOf) {
  const serve = serveOn(app, ctxOf);
  serve(getSession, (ctx) => auth.describeSession(ctx));
  app.addHook('onSend', async (request, reply) => {
    const { token } = request as { token?: string };
    if (token !== undefined) setCookie(reply, token, request.protocol === 'https');
  });
  serve(signIn, async (ctx, input, request) => keep(request, await auth.signIn(ctx, input)));
  serve(signInWithCode, async (ctx, input, request) => keep(request, await signInWithPhone(ctx, input)));
  serve(signOut, async (ctx, _input, request) => {
    await auth.signOut(ctx, request.cookies[SESSION_COOKIE] ?? '');
    return keep(request, { token: '', session: {} });
  });
}

function keep<T>(request: object, { token, session }: { token: string; session: T }): T {
  Object.assign(request, { token });
  return session;
}

function setCookie(reply: FastifyReply, token: string, secure: boolean) {
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  if (token === '') reply.clearCookie(SESSION_COOKIE, options);
  else reply.setCookie(SESSION_COOKIE, token, options);
}
