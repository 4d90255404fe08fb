import { inArray, type SQL, sql } from 'drizzle-orm';
import { households, labourers } from '../people/tables.ts';
import { placements } from '../placements/tables.ts';

/** Of a labourer: a placement of theirs runs. */
export const hasRunningPlacement: SQL = sql`exists (select 1 from ${placements}
  where ${placements.countyCode} = ${labourers.countyCode} and ${placements.labourerId} = ${labourers.id}
  and ${inArray(placements.status, ['started', 'stable'])})`;

/** Of a labourer: at work by the card, or by a placement that runs. */
export const isAtWork: SQL = sql`(${inArray(labourers.employment, ['employed', 'self_employed', 'flexible'])}
  or ${hasRunningPlacement})`;

/** Of a household: somebody wants work and nobody has any (零就业家庭). A condition for lists of households. */
export const withoutWork = (countyCode: string): SQL => sql`${households.id} in (
  select ${labourers.householdId} from ${labourers}
  where ${labourers.countyCode} = ${countyCode} and ${labourers.state} = 'active'
  group by ${labourers.householdId} having bool_or(${labourers.wantsWork}) and not bool_or(${isAtWork}))`;
