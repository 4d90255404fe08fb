import { moneyPatterns } from './fraud-money.ts';
import { personPatterns } from './fraud-persons.ts';
import { type FraudHit, FraudIndex, type FraudRows } from './fraud-rows.ts';
import { workPatterns } from './fraud-work.ts';

/** Every pattern over all rows, in time that grows with the rows and not with their pairs. */
export function screen(rows: FraudRows): FraudHit[] {
  const index = new FraudIndex(rows);
  return [...personPatterns, ...workPatterns, ...moneyPatterns].flatMap((pattern) => pattern(index));
}
