import { and, asc, count, desc, eq, getTableColumns, ilike, inArray, like, or, type SQL, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Actor } from '../../kernel/ctx.ts';
import { levelOf, prefixOf } from '../../kernel/region-code.ts';
import { users } from '../auth/tables.ts';
import type { EmployerKind, EmployerState } from './core/employer.ts';
import { employerContacts, employers } from './tables.ts';

export type Employer = typeof employers.$inferSelect;
export type NewEmployer = typeof employers.$inferInsert;

/** An employer sees itself; a county desk sees all of its county's register, a town or village desk those that lie inside. */
function visible(actor: Actor): SQL {
  const own = eq(employers.countyCode, actor.countyCode);
  if (actor.role === 'employer') return both(own, sql`${employers.id} = ${actor.employerId}`);
  if (levelOf(actor.regionCode) === 'county') return own;
  return both(own, like(employers.regionCode, `${prefixOf(actor.regionCode)}%`));
}

// `and` of two conditions is never undefined.
const both = (a: SQL, b: SQL | undefined): SQL => and(a, b) as SQL;

const orNotFound = (employer: Employer | undefined, id: string): Employer => {
  if (!employer) throw new AppError('employer.not_found', { id });
  return employer;
};

export const getEmployer = async (db: Reader, actor: Actor, id: string): Promise<Employer> =>
  orNotFound(
    (
      await db
        .select()
        .from(employers)
        .where(both(visible(actor), eq(employers.id, id)))
    )[0],
    id,
  );

export const lockEmployer = async (tx: Tx, actor: Actor, id: string): Promise<Employer> =>
  orNotFound(
    (
      await tx
        .select()
        .from(employers)
        .where(both(visible(actor), eq(employers.id, id)))
        .for('update')
    )[0],
    id,
  );

export const findByCreditCode = async (db: Reader, countyCode: string, creditCode: string) =>
  (
    await db
      .select()
      .from(employers)
      .where(and(eq(employers.countyCode, countyCode), eq(employers.creditCode, creditCode)))
  )[0];

export const listByCreditCodes = (db: Reader, countyCode: string, codes: readonly string[]) =>
  codes.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(employers)
        .where(and(eq(employers.countyCode, countyCode), inArray(employers.creditCode, [...codes])));

/** Firms by the name a source gave them, or by their own where they are registered. */
export const listByNames = (db: Reader, countyCode: string, names: readonly string[]) =>
  names.length === 0
    ? Promise.resolve([])
    : db
        .select({ id: employers.id, name: employers.name, sourceName: employers.sourceName, state: employers.state })
        .from(employers)
        .where(and(eq(employers.countyCode, countyCode), inArray(employers.name, [...names])))
        .orderBy(asc(employers.createdAt));

export async function insertEmployers(tx: Tx, rows: readonly NewEmployer[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 1000) await tx.insert(employers).values(rows.slice(i, i + 1000));
}

/** Writes what changed where the version still matches. Throws employer.stale. */
export async function saveEmployer(tx: Tx, employer: Employer, set: Partial<NewEmployer>): Promise<Employer> {
  const [saved] = await tx
    .update(employers)
    .set({ ...set, version: employer.version + 1 })
    .where(
      and(
        eq(employers.countyCode, employer.countyCode),
        eq(employers.id, employer.id),
        eq(employers.version, employer.version),
      ),
    )
    .returning();
  if (!saved) throw new AppError('employer.stale', { id: employer.id });
  return saved;
}

export interface EmployerFilter {
  readonly state?: EmployerState;
  readonly kind?: EmployerKind;
  readonly area?: string;
  readonly text?: string;
  readonly offset?: number;
  readonly limit?: number;
}

const escaped = (text: string) => text.replace(/[\\%_]/g, (c) => `\\${c}`);

function matching(actor: Actor, { kind, area, text }: EmployerFilter): SQL {
  const words = text?.trim();
  const named =
    words && or(ilike(employers.name, `%${escaped(words)}%`), eq(employers.creditCode, words.toUpperCase()));
  return both(
    visible(actor),
    and(
      kind && eq(employers.kind, kind),
      area ? like(employers.regionCode, `${prefixOf(area)}%`) : undefined,
      named || undefined,
    ),
  );
}

/** Those that wait oldest first, the others newest first. */
export async function listEmployers(db: Reader, actor: Actor, filter: EmployerFilter) {
  const where = matching(actor, filter);
  const states = await db
    .select({ state: employers.state, n: count() })
    .from(employers)
    .where(where)
    .groupBy(employers.state);
  const rows = await db
    .select(getTableColumns(employers))
    .from(employers)
    .where(filter.state ? both(where, eq(employers.state, filter.state)) : where)
    .orderBy(
      sql`${employers.state} <> 'registered'`,
      sql`case when ${employers.state} = 'registered' then ${employers.createdAt} end`,
      desc(employers.createdAt),
      asc(employers.id),
    )
    .offset(filter.offset ?? 0)
    .limit(filter.limit ?? 50);
  return { states: new Map(states.map((s) => [s.state, s.n])), rows };
}

export const insertContact = (tx: Tx, row: typeof employerContacts.$inferInsert) =>
  tx.insert(employerContacts).values(row);

export const listContacts = (db: Reader, countyCode: string, employerId: string) =>
  db
    .select({ ...getTableColumns(employerContacts), byName: users.displayName })
    .from(employerContacts)
    .leftJoin(users, and(eq(users.countyCode, employerContacts.countyCode), eq(users.id, employerContacts.by)))
    .where(and(eq(employerContacts.countyCode, countyCode), eq(employerContacts.employerId, employerId)))
    .orderBy(desc(employerContacts.at))
    .limit(200);
