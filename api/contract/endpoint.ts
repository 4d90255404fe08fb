import type { Static, TSchema } from 'typebox';
import type { Role } from './scalars.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/**
 * One thing the api can do: where it stands, who may ask, what goes in and what comes out.
 * The server is built from it, the web calls through it, and the OpenAPI document describes it.
 */
export interface Endpoint<
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
  R extends TSchema = TSchema,
> {
  readonly method: Method;
  /** Path under /api, Fastify style: /claims/:id */
  readonly url: string;
  /** One sentence for the OpenAPI document. */
  readonly summary: string;
  readonly access: readonly Role[];
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly response: R;
  /** Largest body in bytes, where a file travels in it. */
  readonly bodyLimit?: number;
}

export const endpoint = <
  P extends TSchema = TSchema,
  Q extends TSchema = TSchema,
  B extends TSchema = TSchema,
  R extends TSchema = TSchema,
>(
  e: Endpoint<P, Q, B, R>,
): Endpoint<P, Q, B, R> => e;

// A part that an endpoint does not declare has the bare type TSchema, whose Static is unknown: it is left out of the input.
type Part<K extends string, S extends TSchema> = unknown extends Static<S> ? object : { readonly [k in K]: Static<S> };

/** What a service function is handed for an endpoint: its params, query and body, each only where declared. */
export type Input<E> =
  E extends Endpoint<infer P, infer Q, infer B, TSchema>
    ? Part<'params', P> & Part<'query', Q> & Part<'body', B>
    : never;

export type Output<E> = E extends Endpoint<TSchema, TSchema, TSchema, infer R> ? Static<R> : never;
