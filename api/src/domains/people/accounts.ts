import { and, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Tx } from '../../db/client.ts';
import { type Ctx, newId } from '../../kernel/ctx.ts';
import { insertUsers } from '../auth/store.ts';
import { sessions, users } from '../auth/tables.ts';
import type { Labourer } from './store.ts';

type Person = Pick<Labourer, 'id' | 'name' | 'regionCode' | 'phoneHash' | 'state'>;

/**
 * Gives everyone with a phone an account that opens with a code sent to it; a new phone moves the account, none or a closed
 * card closes it. A phone that two persons share opens the account of the one who had it first.
 */
export async function syncAccounts(tx: Tx, ctx: Ctx, people: readonly Person[]): Promise<void> {
  for (let i = 0; i < people.length; i += 1000) await syncBatch(tx, ctx, people.slice(i, i + 1000));
}

async function syncBatch(tx: Tx, ctx: Ctx, people: readonly Person[]): Promise<void> {
  const { countyCode } = ctx.actor;
  const hashes = people.flatMap((p) => p.phoneHash ?? []);
  const ids = people.map((p) => p.id);
  const known = await tx
    .select()
    .from(users)
    .where(and(eq(users.countyCode, countyCode), or(inArray(users.loginName, hashes), inArray(users.labourerId, ids))));
  const taken = new Map(known.map((u) => [u.loginName, u.labourerId]));
  const accountOf = new Map(known.filter((u) => u.closedAt === null).map((u) => [u.labourerId, u]));
  const opened: (typeof users.$inferInsert)[] = [];
  for (const person of people) {
    const account = accountOf.get(person.id);
    const phoneHash = person.state === 'active' ? person.phoneHash : null;
    if (account?.loginName === phoneHash) continue;
    if (account) await closeAccount(tx, ctx, account.id);
    if (phoneHash === null || taken.has(phoneHash)) continue;
    taken.set(phoneHash, person.id);
    opened.push({
      countyCode,
      id: newId(ctx),
      role: 'labourer',
      loginName: phoneHash,
      displayName: person.name,
      regionCode: person.regionCode,
      labourerId: person.id,
      createdAt: ctx.now(),
    });
  }
  if (opened.length > 0) await insertUsers(tx, opened);
}

/** Its name is given free for whoever has the phone next; who is signed in with it is signed out. */
async function closeAccount(tx: Tx, ctx: Ctx, userId: string): Promise<void> {
  const one = and(eq(users.countyCode, ctx.actor.countyCode), eq(users.id, userId));
  await tx.delete(sessions).where(and(eq(sessions.countyCode, ctx.actor.countyCode), eq(sessions.userId, userId)));
  await tx
    .update(users)
    .set({ closedAt: ctx.now(), loginName: `closed:${userId}` })
    .where(one);
}

/** Takes accounts away that nothing was ever done with: those of persons whose import is taken back. */
export async function removeAccounts(tx: Tx, ctx: Ctx, labourerIds: readonly string[]): Promise<void> {
  if (labourerIds.length === 0) return;
  const own = and(eq(users.countyCode, ctx.actor.countyCode), inArray(users.labourerId, [...labourerIds]));
  const accounts = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(own, isNull(users.closedAt)));
  for (const { id } of accounts) await closeAccount(tx, ctx, id);
}
