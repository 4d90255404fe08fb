import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg, { type Sql } from 'postgres';
import { inject } from 'vitest';
import { meilisearch } from '../../search/src/engines/meilisearch/engine.ts';
import { postgres } from '../../search/src/engines/postgres/engine.ts';
import { openSearchServer } from '../../search/src/meilisearch-server.ts';
import type { JobSearch } from '../../search/src/port.ts';
import { cloneTemplate, dropClone } from '../support/clone.ts';
import { ensureSearchTable } from './search-table.ts';

/** Whether this machine can run the tests that need a Meilisearch. */
export const hasMeilisearch =
  Boolean(process.env.MEILI_URL) || spawnSync(process.env.MEILI_BIN ?? 'meilisearch', ['--version']).status === 0;

export interface Opened {
  readonly search: JobSearch;
  close(): Promise<void>;
}

/** A real server with data of its own, and an empty index of it. */
export async function openMeilisearch(index: string): Promise<Opened> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'songgang-meilisearch-'));
  const server = await openSearchServer({ home, log: () => {} });
  if (!server) throw new Error('Meilisearch has gone since the tests were collected');
  const close = async () => {
    await server.close();
    fs.rmSync(home, { recursive: true, force: true });
  };
  // A machine that runs other tests beside may be slow: the contract is about answers, not about time.
  return { search: meilisearch({ url: server.url, key: server.key, index, patience: 20_000 }), close };
}

export interface OpenedPostgres extends Opened {
  readonly sql: Sql;
}

/** An empty index in a database of its own. */
export async function openPostgres(name: string): Promise<OpenedPostgres> {
  const database = `songgang_${name}_${process.pid}`;
  const sql = pg(await cloneTemplate(inject('clusterUrl'), database), { max: 8, onnotice: () => {} });
  await ensureSearchTable(sql);
  const close = async () => {
    await sql.end({ timeout: 5 });
    await dropClone(inject('clusterUrl'), database);
  };
  return { search: postgres({ sql, index: name }), sql, close };
}
