import type { RefusalKind } from './refusal-kind.ts';

export const importRefusals = {
  'import.not_found': 'not_found',
  'import.stale': 'conflict',
} as const satisfies Record<string, RefusalKind>;
