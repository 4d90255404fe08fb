export const PLACEMENT_STATUSES = ['agreed', 'started', 'stable', 'ended'] as const;
export type PlacementStatus = (typeof PLACEMENT_STATUSES)[number];

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
