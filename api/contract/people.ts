import type { RefusalKind } from './refusal-kind.ts';

export const peopleRefusals = {
  'people.not_found': 'not_found',
  'people.stale': 'conflict',
} as const satisfies Record<string, RefusalKind>;
