import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import type { Endpoint, Input, Output } from '../../contract/endpoint.ts';
import { Problem } from '../../contract/problem.ts';
import type { Actor, Ctx } from '../kernel/ctx.ts';
import { assertAccess } from './auth.ts';
import { listWriter } from './lists.ts';

/** A use case: the context and the input that the contract names, to the output that it names. */
/** The request is for the session routes alone: they keep a cookie. */
export type Handler<E> = (ctx: Ctx, input: Input<E>, request: FastifyRequest) => Promise<Output<E>>;

export type Serve = <P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema>(
  endpoint: Endpoint<P, Q, B, R>,
  handler: Handler<Endpoint<P, Q, B, R>>,
) => void;

export type CtxOf = (actor: Actor) => Ctx;

/** The routes of a domain are registered through this: one line an endpoint. */
export const serveOn =
  (app: FastifyInstance, ctxOf: CtxOf): Serve =>
  (endpoint, handler) => {
    const { method, url, summary, params, query, body, response, bodyLimit } = endpoint;
    const tags = [url.split('/')[1] ?? ''];
    const write = listWriter(response);
    app.route({
      method,
      url,
      schema: {
        summary,
        tags,
        ...(params && { params }),
        ...(query && { querystring: query }),
        ...(body && { body }),
        response: { 200: response, '4xx': problem, '5xx': problem },
      },
      ...(bodyLimit && { bodyLimit }),
      // The access list is checked before the body is read: a stranger learns nothing from validation.
      onRequest: async (request: FastifyRequest) => assertAccess(endpoint, request.actor),
      handler: async (request: FastifyRequest, reply: FastifyReply) => {
        // The validator has checked these three against the very schemas the input type is made of.
        const input = { params: request.params, query: request.query, body: request.body } as unknown as Input<
          typeof endpoint
        >;
        reply.header('cache-control', 'no-store');
        const answer = await handler(ctxOf(request.actor), input, request);
        return write ? write(reply, answer as Record<string, unknown>) : answer;
      },
    });
  };

const problem = { description: 'problem+json', content: { 'application/problem+json': { schema: Problem } } };
