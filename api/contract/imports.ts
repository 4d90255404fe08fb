import type { RefusalKind } from './refusal-kind.ts';

export const importRefusals = {
  'import.not_found': 'not_found',
  'import.stale': 'conflict',
  'import.file_kind_unknown': 'unprocessable',
  'import.file_unreadable': 'unprocessable',
  'import.head_missing': 'unprocessable',
  'import.empty': 'unprocessable',
  'import.has_errors': 'conflict',
  'import.wrong_state': 'conflict',
  'import.stood_on': 'conflict',
  'import.changed_meanwhile': 'conflict',
} as const satisfies Record<string, RefusalKind>;
