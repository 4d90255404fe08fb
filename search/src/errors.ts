/**
 * What an engine may answer instead of hits. `search.down`: not reachable, too slow, or refusing, so another engine may answer.
 * `search.wrong`: reachable, and it says that what we sent is not valid: a bug of ours or foreign settings, never the user's words.
 */
export type SearchErrorCode = 'search.down' | 'search.wrong';

export class SearchError extends Error {
  override readonly name = 'SearchError';
  readonly code: SearchErrorCode;

  constructor(code: SearchErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

export const isDown = (error: unknown): boolean => error instanceof SearchError && error.code === 'search.down';
