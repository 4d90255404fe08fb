import type { RefusalKind } from './refusal-kind.ts';

export const policyRefusals = {
  'policy.not_found': 'not_found',
  'policy.jurisdiction_unknown': 'unprocessable',
  'policy.plan_needed': 'unprocessable',
  'policy.plan_unknown': 'unprocessable',
  'policy.no_library': 'unprocessable',
} as const satisfies Record<`policy.${string}`, RefusalKind>;
