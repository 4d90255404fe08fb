import type { RefusalKind } from './refusal-kind.ts';

export const campaignRefusals = {
  'campaign.not_found': 'not_found',
  'campaign.stale': 'conflict',
} as const satisfies Record<string, RefusalKind>;
