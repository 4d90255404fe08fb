import type { RefusalKind } from './refusal-kind.ts';

export const deliveryRefusals = {
  'delivery.not_found': 'not_found',
  'delivery.stale': 'conflict',
} as const satisfies Record<string, RefusalKind>;
