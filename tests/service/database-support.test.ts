import { sql } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { test } from '../support/database.ts';

describe('the database of a test', () => {
  test('takes changes, in a savepoint too', async ({ db }) => {
    await db.execute(sql`create table leftovers (id int)`);
    await db.transaction((tx) => tx.execute(sql`insert into leftovers values (1)`));
    expect(await db.execute(sql`select id from leftovers`)).toEqual([{ id: 1 }]);
  });

  test('holds nothing of the test before', async ({ db }) => {
    expect(await db.execute(sql`select to_regclass('leftovers') as found`)).toEqual([{ found: null }]);
  });

  test('can commit where two connections must race, without the others seeing it', async ({ committed, clone }) => {
    await committed.db.execute(sql`create table raced (id int)`);
    expect(await committed.sql`select to_regclass('raced') is not null as found`).toEqual([{ found: true }]);
    expect(await clone.sql`select to_regclass('raced') is not null as found`).toEqual([{ found: false }]);
  });
});
