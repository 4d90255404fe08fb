import { inject, test as plain } from 'vitest';
import { type Connection, connect, type Db } from '../../api/src/db/client.ts';
import { cloneTemplate, dropClone } from './clone.ts';

interface Fixtures {
  /** This file's clone of the migrated template. Prefer `db`: what is committed here stays for the file's other tests. */
  readonly $file: { readonly clone: Connection & { readonly url: string } };
  readonly $test: {
    /** A database whose every change is rolled back when the test ends; `db.transaction` makes a savepoint in it. */
    readonly db: Db;
    /** A clone for one test that commits, for where two connections must race. Costs about 80 ms. */
    readonly committed: Connection & { readonly url: string };
  };
}

const NAME = `songgang_worker_${process.env.VITEST_POOL_ID ?? '0'}_${process.pid}`;
const ROLL_BACK = Symbol('the end of a test');

async function openClone(
  clusterUrl: string,
  name: string,
  use: (opened: Connection & { url: string }) => Promise<void>,
) {
  const url = await cloneTemplate(clusterUrl, name);
  const connection = connect(url, 5);
  try {
    await use({ ...connection, url });
  } finally {
    await connection.close();
    await dropClone(clusterUrl, name);
  }
}

/** Hands out a transaction of `db` as a database of its own, and takes back all that was done in it. */
export async function rolledBack(db: Db, use: (db: Db) => Promise<void>): Promise<void> {
  const everything = db.transaction(async (tx) => {
    // A transaction is a database whose transaction() makes a savepoint; it lacks only $client, which no service uses.
    await use(tx as unknown as Db);
    throw ROLL_BACK;
  });
  await everything.catch((reason: unknown) => {
    if (reason !== ROLL_BACK) throw reason;
  });
}

const onCluster = plain.extend('clusterUrl', { scope: 'worker' }, inject('clusterUrl'));

/** Vitest's `test` with a database: `test('…', async ({ db }) => …)`. For the projects that start a cluster. */
export const test = onCluster.extend<Fixtures>({
  clone: [({ clusterUrl }, use) => openClone(clusterUrl, NAME, use), { scope: 'file' }],
  db: ({ clone }, use) => rolledBack(clone.db, use),
  committed: ({ clusterUrl }, use) => openClone(clusterUrl, `${NAME}_race`, use),
});
