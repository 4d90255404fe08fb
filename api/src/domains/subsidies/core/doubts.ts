import { FRAUD_PATTERNS } from './fraud-rows.ts';

/** Said of a claim that was approved and would be answered otherwise today. */
export const NO_LONGER_HOLDS = 'no-longer-holds';

/** Everything that asks for a second look: the patterns of the screen, and a claim whose ground has gone. */
export const DOUBTS = [...FRAUD_PATTERNS, NO_LONGER_HOLDS] as const;
export type Doubt = (typeof DOUBTS)[number];
