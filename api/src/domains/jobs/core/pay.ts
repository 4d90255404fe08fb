import type { Shift } from '@songgang/search/matcher/model.ts';
import type { PayKind } from './job.ts';

/** Pay as agreed: fen per month, day, hour or piece. */
export interface Pay {
  readonly kind: PayKind;
  readonly minFen: number;
  readonly maxFen: number;
}

/** Fen a month, for comparing postings that pay in different ways. */
export interface MonthlyPay {
  readonly minFen: number;
  readonly maxFen: number;
}

/**
 * Days that a month's pay stands for: (365 − 104) ÷ 12 = 21.75, 人社部发〔2025〕2号. Somebody who works 26 days earns more
 * than the comparison says: it promises what is sure, not what may be.
 */
export const PAID_DAYS_A_MONTH = 21.75;
/** 劳动法 第三十六条: eight hours a day. */
export const HOURS_A_DAY = 8;
/** 劳动合同法 第六十八条: part-time work is at most four hours a day on average. */
export const PART_TIME_HOURS_A_DAY = 4;

export const hoursAMonth = (shift: Shift): number =>
  PAID_DAYS_A_MONTH * (shift === 'part_time' ? PART_TIME_HOURS_A_DAY : HOURS_A_DAY);

/**
 * The monthly equivalent in fen, rounded down once. For piece work it cannot be known from the price of a piece: it is what
 * the employer says an ordinary worker makes in a month, `told`; null where nobody has said it.
 */
export function monthlyOf(pay: Pay, shift: Shift, told: MonthlyPay | null): MonthlyPay | null {
  if (pay.kind === 'piece') return told;
  const times = { month: 1, day: PAID_DAYS_A_MONTH, hour: hoursAMonth(shift) }[pay.kind];
  return { minFen: Math.floor(pay.minFen * times), maxFen: Math.floor(pay.maxFen * times) };
}
