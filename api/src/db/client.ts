import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

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

/** Opens pools on a database; nothing connects until the first query. */
export function connect(url: string, max = 10): Connection {
  const options = { max, onnotice: () => {}, connection: { TimeZone: 'UTC' } };
  const client = postgres(url, options);
  const sql = postgres(url, { ...options, max: Math.min(max, 4) });
  return {
    db: drizzle(client, { casing: 'snake_case' }),
    sql,
    close: async () => {
      await Promise.all([client.end({ timeout: 5 }), sql.end({ timeout: 5 })]);
    },
  };
}
