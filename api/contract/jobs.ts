import type { RefusalKind } from './refusal-kind.ts';

export const jobRefusals = {
  'job.not_found': 'not_found',
  'job.stale': 'conflict',
} as const satisfies Record<string, RefusalKind>;
