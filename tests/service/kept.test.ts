import { sql } from 'drizzle-orm';
import { integer, pgTable } from 'drizzle-orm/pg-core';
import { describe, expect } from 'vitest';
import { connect, type Db, type Tx } from '../../api/src/db/client.ts';
import { kept, keptText, runKept, together } from '../../api/src/db/kept.ts';
import { guardThatRefused } from '../../api/src/db/refusal.ts';
import { lockClaims, takeDuties } from '../../api/src/domains/subsidies/claims/store.ts';
import { fraudHits } from '../../api/src/domains/subsidies/claims/tables.ts';
import { uuidv7 } from '../../api/src/kernel/id.ts';
import { aWorld, COUNTY, NOON } from '../support/app.ts';
import { test } from '../support/database.ts';
import { aClaim, aPolicy } from '../support/money.ts';

const numbers = pgTable('numbers', { number: integer().primaryKey() });
const number = sql.placeholder('number');

const add = kept((db) => db.insert(numbers).values({ number }));
const listBelow = kept((db) =>
  db.select({ number: numbers.number }).from(numbers).where(sql`${numbers.number} < ${number}`),
);
const count = keptText<{ count: number }>(sql`select count(*)::int as count from ${numbers}`);
const COUNT = 'select count(*)::int as count from numbers where number >= $1';

const aTable = (db: Db) => db.execute(sql`create table numbers (number int primary key check (number < 100))`);

describe('kept statements', () => {
  test('sent together they run in their order, of whichever kind they are and whether planned before or not', async ({
    db,
  }) => {
    await aTable(db);
    for (let round = 0; round < 3; round += 1) {
      const at = round * 10;
      const seen = await together(
        ...Array.from({ length: 10 }, (_, i) => add(db, { number: at + i })).flatMap((added, i) => [
          added,
          i % 3 === 0 ? count(db, {}) : i % 3 === 1 ? listBelow(db, { number: 99 }) : runKept(db, COUNT, [0]),
        ]),
      );
      expect(seen).toHaveLength(20);
    }
    const [a, , b, , c, , d] = await together(
      ...[count(db, {}), add(db, { number: 50 }), listBelow(db, { number: 99 }), add(db, { number: 51 })],
      ...[runKept<{ count: number }>(db, COUNT, [0]), add(db, { number: 52 }), count(db, {})],
    );
    expect([a, c, d]).toEqual([[{ count: 30 }], [{ count: 32 }], [{ count: 33 }]]);
    expect(b).toHaveLength(31);
  });

  test('of several that are refused the first sent says why, by its own guard', async ({ db }) => {
    await aTable(db);
    await add(db, { number: 1 });
    const bad = db.transaction((tx) =>
      together(add(tx, { number: 2 }), add(tx, { number: 100 }), add(tx, { number: 1 }), count(tx, {})),
    );
    const reason = await bad.catch((error: unknown) => error);
    expect(guardThatRefused(reason)).toBe('numbers_number_check');
    expect(await count(db, {})).toEqual([{ count: 1 }]);
  });

  test('a value that is not given is an error, and none of another call', async ({ db }) => {
    await aTable(db);
    await add(db, { number: 1 });
    await expect((async () => add(db, {}))()).rejects.toThrow('number');
  });
});

describe('claims that somebody else holds', () => {
  test('are read after they are locked: a doubt that came up meanwhile is seen', async ({ committed: { db, url } }) => {
    const world = await aWorld(db);
    const claim = await aClaim(world, await aPolicy(world));
    const desk = world.as('county_officer').actor;
    const other = connect(url, 1);
    const locked = (on: Db) => on.transaction((tx) => lockClaims(tx, desk, [claim.id]));
    // Planned before it has to wait, so that both statements go out in one message.
    expect(await locked(other.db)).toMatchObject([{ openHits: 0 }]);
    const waiting = await db.transaction(async (tx) => {
      await lockClaims(tx, desk, [claim.id]);
      const seen = locked(other.db);
      await somebodyWaits(tx);
      await tx.insert(fraudHits).values({
        ...{ countyCode: COUNTY, id: uuidv7(NOON), claimId: claim.id, pattern: 'shared-phone' as const },
        ...{ rows: [], rowsHash: 'x', foundAt: NOON },
      });
      return { seen };
    });
    expect(await waiting.seen).toMatchObject([{ openHits: 1 }]);
    await other.close();
  });

  test('a duty is refused by its key, with the one that the officer has; the same once more is no other', async ({
    db,
  }) => {
    const world = await aWorld(db);
    const policy = await aPolicy(world);
    const [one, two] = [await aClaim(world, policy), await aClaim(world, policy)];
    const { countyCode, id: officerId, role: officerRole, name: officerName } = world.as('finance_officer').actor;
    const take = (duty: 'check' | 'pay', ids: string[]) =>
      takeDuties(db as unknown as Tx, { countyCode, officerId, duty, officerRole, officerName, takenAt: NOON }, ids);
    expect(await take('check', [two.id])).toEqual([]);
    expect(await take('check', [one.id, two.id])).toEqual([]);
    expect(await take('pay', [one.id, two.id])).toEqual([
      { claimId: one.id, duty: 'check' },
      { claimId: two.id, duty: 'check' },
    ]);
  });
});

/** Until another session waits for a lock of this one. */
async function somebodyWaits(tx: Tx): Promise<void> {
  for (;;) {
    const rows = await tx.execute(
      sql`select 1 from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))`,
    );
    if (rows.length > 0) return;
  }
}
