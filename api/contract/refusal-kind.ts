/** What a refusal means to HTTP. */
export const STATUS_OF = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  unprocessable: 422,
  too_many: 429,
  failed: 500,
  unavailable: 503,
} as const;
export type RefusalKind = keyof typeof STATUS_OF;
