import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { STATUS_OF } from '../../contract/refusal-kind.ts';
import { type RefusalCode, refusals } from '../../contract/refusals.ts';
import { withoutValues } from '../db/without-values.ts';
import { AppError } from '../kernel/app-error.ts';

const PROBLEM = 'application/problem+json; charset=utf-8';

function send(reply: FastifyReply, code: RefusalCode, details: Record<string, unknown>) {
  const status = STATUS_OF[refusals[code]];
  return reply
    .code(status)
    .type(PROBLEM)
    .send(JSON.stringify({ type: `/problems/${code}`, title: code, status, code, details }));
}

/** Refusals of Fastify itself, before any code of ours ran. */
const FASTIFY: Record<string, RefusalCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.too_large',
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.invalid',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.invalid',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.invalid',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request.invalid',
};

/** The only place that catches. A refusal keeps its code; anything else is a bug: logged whole, told as nothing. */
export function handleError(error: FastifyError | AppError, request: FastifyRequest, reply: FastifyReply) {
  const refusal = error instanceof AppError ? error : error.validation && (error as { cause?: unknown }).cause;
  if (refusal instanceof AppError) return send(reply, refusal.code, refusal.details);
  const known = FASTIFY[error.code];
  if (known) return send(reply, known, {});
  request.log.error({ err: withoutValues(error) }, 'unexpected error');
  return send(reply, 'server.failed', { reference: request.id });
}

export const handleNotFound = (_request: FastifyRequest, reply: FastifyReply) => send(reply, 'request.not_found', {});
