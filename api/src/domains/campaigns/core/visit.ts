export const CAMPAIGN_STATUSES = ['planned', 'running', 'finished'] as const;
export const VISIT_STATUSES = ['assigned', 'done', 'absent', 'refused', 'moved'] as const;
export type VisitStatus = (typeof VISIT_STATUSES)[number];
/** An outcome may be corrected by the same helper; 'assigned' is never returned to. */
export const VISIT_OUTCOMES = ['done', 'absent', 'refused', 'moved'] as const satisfies readonly VisitStatus[];
