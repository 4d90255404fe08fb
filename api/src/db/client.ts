import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { refusalOf } from './refusal.ts';

export type Db = PostgresJsDatabase<Record<string, never>>;
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];
/** Where a read may run: a plain connection or a transaction. */
export type Reader = Db | Tx;

export interface Connection {
  readonly db: Db;
  /** For what Drizzle cannot say (COPY, LISTEN); drizzle rewires its own client, so this is a second one. */
  readonly sql: postgres.Sql;
  close(): Promise<void>;
}

const DEADLOCK = '40P01';
const NOT_SERIALISABLE = '40001';
const MOST_TRIES = 10;

/** Of two transactions that bar one another PostgreSQL takes one back whole: it is done again, as if it came a moment later. */
function tryingAgain(db: Db): Db {
  const once = db.transaction.bind(db);
  db.transaction = async (work, config) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await once(work, config);
      } catch (error) {
        if (tries === MOST_TRIES || !wasInTheWay(error)) throw error;
      }
    }
  };
  return db;
}

const wasInTheWay = (error: unknown): boolean => [DEADLOCK, NOT_SERIALISABLE].includes(refusalOf(error)?.code ?? '');

/** Opens pools on a database; nothing connects until the first query. */
export function connect(url: string, max = 10): Connection {
  const options = { max, onnotice: () => {}, connection: { TimeZone: 'UTC' } };
  const client = postgres(url, options);
  const sql = postgres(url, { ...options, max: Math.min(max, 4) });
  return {
    db: tryingAgain(drizzle(client, { casing: 'snake_case' })),
    sql,
    close: async () => {
      await Promise.all([client.end({ timeout: 5 }), sql.end({ timeout: 5 })]);
    },
  };
}
