import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { meilisearch } from '@songgang/search/engines/meilisearch/engine.ts';
import { postgres } from '@songgang/search/engines/postgres/engine.ts';
import { openSearchServer } from '@songgang/search/meilisearch-server.ts';
import type { JobSearch } from '@songgang/search/port.ts';
import pg, { type Sql } from 'postgres';
import { openThrowawayDatabase } from '../../../api/src/db/embedded.ts';
import { ensureSearchTable } from '../../engines/search-table.ts';

export interface BenchEngines {
  readonly postgres: (index: string) => JobSearch;
  readonly sql: Sql;
  readonly databaseUrl: string;
  /** A folder for what else is started on them. */
  readonly home: string;
  /** Undefined where the machine has no Meilisearch. */
  readonly meilisearch: ((index: string) => JobSearch) | undefined;
  readonly server: { readonly url: string; readonly key: string | undefined } | undefined;
  close(): Promise<void>;
}

/** Both engines on servers of their own, which go with their data when closed. */
export async function openBenchEngines(): Promise<BenchEngines> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'songgang-bench-'));
  const database = await openThrowawayDatabase();
  const sql = pg(database.url, { max: 8, onnotice: () => {} });
  await ensureSearchTable(sql);
  const server = await openSearchServer({ home, log: console.error });
  return {
    sql,
    databaseUrl: database.url,
    home,
    server,
    postgres: (index) => postgres({ sql, index }),
    meilisearch: server && ((index) => meilisearch({ url: server.url, key: server.key, index, patience: 60_000 })),
    async close() {
      await sql.end({ timeout: 5 });
      await server?.close();
      await database.close();
      fs.rmSync(home, { recursive: true, force: true });
    },
  };
}
