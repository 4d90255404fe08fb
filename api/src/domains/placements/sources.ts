import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Actor } from '../../kernel/ctx.ts';
import { prefixOf } from '../../kernel/region-code.ts';
import { employers } from '../employers/tables.ts';
import { jobs } from '../jobs/tables.ts';
import { labourers } from '../people/tables.ts';

/** The person, locked: two placements of one person are recorded one after the other. */
export async function readPerson(tx: Tx, { countyCode, regionCode }: Actor, id: string) {
  const area = sql`${labourers.regionCode} like ${`${prefixOf(regionCode)}%`}`;
  const [person] = await tx
    .select()
    .from(labourers)
    .where(and(eq(labourers.countyCode, countyCode), eq(labourers.id, id), area))
    .for('update');
  if (!person) throw new AppError('placement.labourer_not_found', { id });
  return person;
}

/** Whoever registered with the county; one blacklisted or suspended may still be named: the placement is a fact. */
export async function readEmployer(tx: Tx, countyCode: string, id: string) {
  const [employer] = await tx
    .select()
    .from(employers)
    .where(and(eq(employers.countyCode, countyCode), eq(employers.id, id)));
  if (!employer) throw new AppError('placement.employer_not_found', { id });
  return employer;
}

/** The one firm of the county's register that bears a name; none where several do. */
export async function findSoleNamed(tx: Tx, countyCode: string, name: string) {
  const named = await tx
    .select()
    .from(employers)
    .where(and(eq(employers.countyCode, countyCode), eq(employers.name, name)))
    .limit(2);
  return named.length === 1 ? named[0] : undefined;
}

/** Also one that another county shares. */
export async function readJob(tx: Tx, id: string) {
  const [job] = await tx.select().from(jobs).where(eq(jobs.id, id));
  return job;
}
