import type { RefusalCode } from '../../contract/refusals.ts';

/** A refusal the caller can act on. Anything else that is thrown is a bug and answers 500. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: RefusalCode;
  readonly details: Record<string, unknown>;

  constructor(code: RefusalCode, details: Record<string, unknown> = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.details = details;
  }
}

/** What a pure rule answers when it says no. */
export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly details: Record<string, unknown>;
}

export const refuse = (code: RefusalCode, details: Record<string, unknown> = {}): Refusal => ({
  ok: false,
  code,
  details,
});

/** The value of a decision, or its refusal thrown as an AppError. */
export function orThrow<T extends { ok: true }>(decision: T | Refusal): T {
  if (!decision.ok) throw new AppError(decision.code, decision.details);
  return decision;
}
