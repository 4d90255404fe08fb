import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { connect, type Tx } from '../../api/src/db/client.ts';
import { test } from '../support/database.ts';

/** Two that take the same two rows in opposite order, each sure of its first before the other asks for it. */
test('of two transactions that bar one another both come to their end, the one after the other', async ({
  committed: { db, url },
}) => {
  await db.execute(sql`create table drawers (name text primary key, coins int not null)`);
  await db.execute(sql`insert into drawers values ('left', 0), ('right', 0)`);
  const other = connect(url, 2);
  const met = Promise.withResolvers<void>();
  let holding = 0;
  let tries = 0;
  const put = (tx: Tx, name: string) => tx.execute(sql`update drawers set coins = coins + 1 where name = ${name}`);
  const inBoth = (first: string, second: string) => async (tx: Tx) => {
    tries += 1;
    await put(tx, first);
    holding += 1;
    if (holding === 2) met.resolve();
    await met.promise;
    await put(tx, second);
  };
  await Promise.all([db.transaction(inBoth('left', 'right')), other.db.transaction(inBoth('right', 'left'))]);
  await other.close();
  expect(tries).toBe(3);
  expect([...(await db.execute(sql`select coins from drawers`))]).toEqual([{ coins: 2 }, { coins: 2 }]);
});
