import type { RefusalKind } from './refusal-kind.ts';

export const fairRefusals = {
  'fair.not_found': 'not_found',
  'fair.stale': 'conflict',
} as const satisfies Record<string, RefusalKind>;
