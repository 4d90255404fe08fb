export const PLACEMENT_STATUSES = ['agreed', 'started', 'stable', 'ended', 'dropped'] as const;
export type PlacementStatus = (typeof PLACEMENT_STATUSES)[number];
/** Whoever is at work. */
export const RUNNING = ['started', 'stable'] as const satisfies readonly PlacementStatus[];
/** Statuses that nothing leads out of: work that is taken up again is a new placement. */
export const FINAL = ['ended', 'dropped'] as const satisfies readonly PlacementStatus[];

/** D-110: 劳动合同, 就业协议, 劳务协议, 就业证明, 务工协议; none is a fact too. */
export const CONTRACT_KINDS = [
  'labour_contract',
  'employment_agreement',
  'service_agreement',
  'employment_proof',
  'migrant_work_agreement',
  'none',
] as const;
export const PLACEMENT_ORIGINS = ['introduction', 'fair', 'hand', 'import', 'self'] as const;
/** Who is paid for the introduction, D-065; fixed before the contract date. */
export const INTRODUCER_KINDS = ['bureau', 'agency', 'township', 'village', 'able_villager', 'none'] as const;
export const INSURANCES = ['pension', 'medical', 'unemployment', 'work_injury', 'maternity', 'accident'] as const;
export const END_REASONS = [
  'contract_over',
  'resigned',
  'dismissed',
  'employer_closed',
  'health',
  'family',
  'moved_on',
  'deceased',
  'other',
] as const;
export const FOLLOW_UP_DAYS = [30, 90, 180, 365] as const;
export const FOLLOW_UP_WAYS = ['phone', 'visit', 'own_tap', 'employer_sheet'] as const;
export const FOLLOW_UP_OUTCOMES = ['at_work', 'left', 'not_reached'] as const;

/** What became of one row of an employer's monthly sheet. */
export const SHEET_RESULTS = ['taken', 'unchanged', 'differs', 'not_ours', 'faulty'] as const;
export const SHEET_STATUSES = ['read', 'taken_in', 'dropped'] as const;
