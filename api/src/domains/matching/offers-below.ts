import { type SQL, sql } from 'drizzle-orm';
import { type CalendarDate, yearOf } from '../../kernel/calendar.ts';
import { labourers } from '../people/tables.ts';
import { deliveries } from './tables.ts';

/** Labourers with fewer distinct postings delivered in the year of a date than so many: a condition for lists of people. */
export const offersBelow = (below: number, on: CalendarDate): SQL =>
  sql`(select count(*) from ${deliveries} where ${deliveries.countyCode} = ${labourers.countyCode}
    and ${deliveries.labourerId} = ${labourers.id} and ${deliveries.year} = ${yearOf(on)}) < ${below}`;
