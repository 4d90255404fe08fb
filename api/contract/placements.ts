import type { RefusalKind } from './refusal-kind.ts';

export const placementRefusals = {
  'placement.not_found': 'not_found',
  'placement.stale': 'conflict',
} as const satisfies Record<string, RefusalKind>;
