import type { Role } from '../../../../contract/scalars.ts';
import { type Refusal, refuse } from '../../../kernel/app-error.ts';

export const IMPORT_KINDS = ['labourers', 'employers', 'jobs', 'placements'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
export const IMPORT_STATES = ['staged', 'applied', 'taken_back', 'dropped'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];
export const ROW_OUTCOMES = ['create', 'update', 'up_to_date', 'error'] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

/** Why a row cannot be taken: its sentence stands in contract/import-reasons.ts. */
export interface RowError {
  /** The head of the column, as the template has it. */
  readonly field: string;
  readonly code: string;
  readonly details: Record<string, unknown>;
}

interface Step {
  readonly from: ImportState;
  readonly to: ImportState;
  readonly by: readonly Role[];
}

const OFFICERS = ['township_officer', 'county_officer', 'administrator', 'system'] as const;

export const IMPORT_STEPS = {
  apply: { from: 'staged', to: 'applied', by: OFFICERS },
  drop: { from: 'staged', to: 'dropped', by: OFFICERS },
  takeBack: { from: 'applied', to: 'taken_back', by: OFFICERS },
} as const satisfies Record<string, Step>;
export type ImportAction = keyof typeof IMPORT_STEPS;
export const IMPORT_ACTIONS = Object.keys(IMPORT_STEPS) as ImportAction[];

interface Standing {
  readonly state: ImportState;
  readonly errorCount: number;
  readonly createCount: number;
  readonly updateCount: number;
}

/**
 * Where a step leads. An import with a wrong row is not applied: whole or not at all, unless its kind takes each row by
 * itself (`rowsStandAlone`). One that changes nothing has nothing to apply.
 */
export function advance(
  given: Standing,
  action: ImportAction,
  role: Role,
  rowsStandAlone: boolean,
): { ok: true; to: ImportState } | Refusal {
  const step: Step = IMPORT_STEPS[action];
  if (!step.by.includes(role)) return refuse('auth.role_not_allowed', { role });
  if (step.from !== given.state) return refuse('import.wrong_state', { action, state: given.state });
  if (action !== 'apply') return { ok: true, to: step.to };
  if (given.errorCount > 0 && !rowsStandAlone) return refuse('import.has_errors', { withErrors: given.errorCount });
  if (given.createCount + given.updateCount === 0) return refuse('import.empty');
  return { ok: true, to: step.to };
}
