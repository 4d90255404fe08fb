import { type SQL, sql } from 'drizzle-orm';
import { type CalendarDate, yearOf } from '../../kernel/calendar.ts';
import { labourers } from '../people/tables.ts';
import { deliveries } from './tables.ts';

/**
 * Labourers by how many postings they were offered in the year of a date: fewer than `below`, or `below` and more where
 * `isReached`. What they found themselves counts for no promise. A condition for lists of people.
 */
export const offersBelow = (below: number, on: CalendarDate, isReached: boolean): SQL => {
  const held = sql`(select count(*) from ${deliveries} where ${deliveries.countyCode} = ${labourers.countyCode}
    and ${deliveries.labourerId} = ${labourers.id} and ${deliveries.year} = ${yearOf(on)} and ${deliveries.tier} <> 'own')`;
  return isReached ? sql`${held} >= ${below}` : sql`${held} < ${below}`;
};
