import { and, asc, desc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm';
import { STAFF_ROLES } from '../../../contract/scalars.ts';
import type { Reader, Tx } from '../../db/client.ts';
import type { Actor } from '../../kernel/ctx.ts';
import { areasOf, prefixOf } from '../../kernel/region-code.ts';
import { loginCodes, sessions, signInFailures, users } from './tables.ts';

export type User = typeof users.$inferSelect;

export const actorOf = ({
  id,
  role,
  displayName: name,
  countyCode,
  regionCode,
  employerId,
  labourerId,
}: User): Actor => ({
  id,
  role,
  name,
  countyCode,
  regionCode,
  employerId,
  labourerId,
});

/** Sign-in names are the same person in whatever county they are typed: the county comes with the account. */
export const listUsersByLogin = (db: Reader, loginName: string) =>
  db
    .select()
    .from(users)
    .where(and(eq(users.loginName, loginName), isNull(users.closedAt)))
    .orderBy(asc(users.countyCode));

export const findUserOfLabourer = async (db: Reader, countyCode: string, labourerId: string) =>
  (
    await db
      .select()
      .from(users)
      .where(and(eq(users.countyCode, countyCode), eq(users.labourerId, labourerId), isNull(users.closedAt)))
  )[0];

/** Labourers who can sign in. */
export async function listAccountHolders(db: Reader, countyCode: string, of?: readonly string[]): Promise<Set<string>> {
  const some = of && sql`${users.labourerId} = any(${sql.param([...of])}::uuid[])`;
  const rows = await db
    .select({ id: users.labourerId })
    .from(users)
    .where(and(eq(users.countyCode, countyCode), eq(users.role, 'labourer'), isNull(users.closedAt), some));
  return new Set(rows.flatMap((r) => r.id ?? []));
}

/** Who looks after a village: the liaison of the smallest area that contains it, else nobody. */
export async function findLiaisonOf(db: Reader, countyCode: string, regionCode: string): Promise<User | undefined> {
  const liaisons = await db
    .select()
    .from(users)
    .where(
      and(
        eq(users.countyCode, countyCode),
        eq(users.role, 'liaison'),
        inArray(users.regionCode, areasOf(regionCode)),
        isNull(users.closedAt),
      ),
    )
    .orderBy(desc(users.regionCode), asc(users.id));
  return liaisons[0];
}

export const listStaffWithin = (db: Reader, { countyCode, regionCode }: Actor) =>
  db
    .select()
    .from(users)
    .where(
      and(
        eq(users.countyCode, countyCode),
        inArray(users.role, [...STAFF_ROLES]),
        isNull(users.closedAt),
        sql`${users.regionCode} like ${`${prefixOf(regionCode)}%`}`,
      ),
    )
    .orderBy(asc(users.regionCode), asc(users.displayName));

export const insertUsers = (tx: Tx, rows: (typeof users.$inferInsert)[]) => tx.insert(users).values(rows);

export const insertSession = (tx: Tx, row: typeof sessions.$inferInsert) => tx.insert(sessions).values(row);

export async function findSessionUser(db: Reader, tokenHash: string, now: Date): Promise<User | undefined> {
  const [row] = await db
    .select({ user: users })
    .from(sessions)
    .innerJoin(users, and(eq(users.countyCode, sessions.countyCode), eq(users.id, sessions.userId)))
    .where(and(eq(sessions.tokenHash, tokenHash), gt(sessions.expiresAt, now), isNull(users.closedAt)));
  return row?.user;
}

export const deleteSession = (tx: Tx, tokenHash: string) =>
  tx.delete(sessions).where(eq(sessions.tokenHash, tokenHash));

const HOUR_MS = 3_600_000;

/** Sessions, codes and failures that decide nothing any more. */
export async function deleteExpired(tx: Tx, now: Date): Promise<void> {
  await tx.delete(sessions).where(lt(sessions.expiresAt, now));
  await tx.delete(loginCodes).where(lt(loginCodes.expiresAt, new Date(now.getTime() - HOUR_MS)));
  await tx.delete(signInFailures).where(lt(signInFailures.lastAt, new Date(now.getTime() - 24 * HOUR_MS)));
}

export const findFailures = async (db: Reader, countyCode: string, loginName: string) =>
  (
    await db
      .select()
      .from(signInFailures)
      .where(and(eq(signInFailures.countyCode, countyCode), eq(signInFailures.loginName, loginName)))
  )[0];

export const countFailure = (db: Reader, countyCode: string, loginName: string, at: Date) =>
  db
    .insert(signInFailures)
    .values({ countyCode, loginName, count: 1, lastAt: at })
    .onConflictDoUpdate({
      target: [signInFailures.countyCode, signInFailures.loginName],
      set: { count: sql`${signInFailures.count} + 1`, lastAt: at },
    });

export const clearFailures = (tx: Tx, countyCode: string, loginName: string) =>
  tx
    .delete(signInFailures)
    .where(and(eq(signInFailures.countyCode, countyCode), eq(signInFailures.loginName, loginName)));

export const findCode = async (db: Reader, countyCode: string, phoneHash: string) =>
  (
    await db
      .select()
      .from(loginCodes)
      .where(and(eq(loginCodes.countyCode, countyCode), eq(loginCodes.phoneHash, phoneHash)))
  )[0];

export const saveCode = (tx: Tx, row: typeof loginCodes.$inferInsert) =>
  tx
    .insert(loginCodes)
    .values(row)
    .onConflictDoUpdate({ target: [loginCodes.countyCode, loginCodes.phoneHash], set: row });

export const useTry = (db: Reader, countyCode: string, phoneHash: string) =>
  db
    .update(loginCodes)
    .set({ triesLeft: sql`${loginCodes.triesLeft} - 1` })
    .where(and(eq(loginCodes.countyCode, countyCode), eq(loginCodes.phoneHash, phoneHash), gt(loginCodes.triesLeft, 0)))
    .returning();

export const deleteCode = (tx: Tx, countyCode: string, phoneHash: string) =>
  tx.delete(loginCodes).where(and(eq(loginCodes.countyCode, countyCode), eq(loginCodes.phoneHash, phoneHash)));
