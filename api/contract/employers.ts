import type { RefusalKind } from './refusal-kind.ts';

export const employerRefusals = {
  'employer.not_found': 'not_found',
  'employer.stale': 'conflict',
} as const satisfies Record<string, RefusalKind>;
