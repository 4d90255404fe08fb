import { meilisearch } from '@songgang/search/engines/meilisearch/engine.ts';
import { postgres } from '@songgang/search/engines/postgres/engine.ts';
import { failover } from '@songgang/search/failover.ts';
import type { JobSearch } from '@songgang/search/port.ts';
import type { Sql } from 'postgres';
import { openCourier } from '../adapters/courier.ts';
import type { Deps } from '../app.ts';
import { connect } from '../db/client.ts';
import { openQueue, type Queue } from '../kernel/outbox.ts';
import { openVault } from './key.ts';
import type { Settings } from './settings.ts';

/** What every process of the product works with, opened on a database that stands at this version already. */
export interface Parts {
  readonly deps: Deps;
  readonly sql: Sql;
  readonly queue: Queue;
  close(): Promise<void>;
}

/** How a running worker is known to others: by the name of its connections, which end with it. */
export const WORKER_NAME = 'songgang-worker';

/** `onRecovery` is called when the first search engine answers again and may have missed what was put meanwhile. */
export async function openParts(
  settings: Settings,
  url: string,
  env: NodeJS.ProcessEnv,
  onRecovery?: (deps: Deps) => void,
): Promise<Parts> {
  const connection = connect(url);
  try {
    const { vault } = await openVault(connection.db, settings.home, env);
    let isClosing = false;
    // What is cut short at the end comes again: only trouble in between is worth a line.
    const queue = await openQueue(url, (error) => isClosing || console.error('队列：', error));
    const search = searchOn(connection.sql, env, () => onRecovery?.(deps));
    const deps: Deps = {
      db: connection.db,
      now: () => new Date(),
      vault,
      outbox: queue,
      courier: openCourier(env),
      search,
    };
    const close = async () => {
      isClosing = true;
      await queue.stop();
      await connection.close();
    };
    return { deps, sql: connection.sql, queue, close };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** Meilisearch where the supervisor or the operator named one, with PostgreSQL behind it; else PostgreSQL alone. */
function searchOn(sql: Sql, { MEILI_URL: url, MEILI_KEY: key }: NodeJS.ProcessEnv, onRecovery: () => void): JobSearch {
  const embedded = postgres({ sql });
  return url ? failover(meilisearch({ url, key }), embedded, { now: Date.now, onRecovery }) : embedded;
}

/** The same database under a name that its connections bear. */
export const namedUrl = (url: string, name: string): string => {
  const named = new URL(url);
  named.searchParams.set('application_name', name);
  return named.href;
};

export async function isWorkerRunning(sql: Sql): Promise<boolean> {
  const rows = await sql`
    select 1 from pg_stat_activity where application_name = ${WORKER_NAME} and datname = current_database() limit 1`;
  return rows.length > 0;
}

/** The address given to this process. Serving processes start nothing themselves: the supervisor, or DATABASE_URL, does. */
export function givenDatabase({ databaseUrl }: Settings): string {
  if (databaseUrl) return databaseUrl;
  throw new Error(
    'DATABASE_URL is not set: this process is started by npm start, or by hand with a database of its own',
  );
}
