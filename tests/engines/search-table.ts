import fs from 'node:fs';
import path from 'node:path';
import type { Sql } from 'postgres';

const ddl = path.resolve(import.meta.dirname, '../../migrations/0002_search-documents.sql');

/** Makes the engine's table where the migrations have not made it already. */
export async function ensureSearchTable(sql: Sql): Promise<void> {
  const [row] = await sql`select to_regclass('search_documents') as there`;
  if (!row?.there) await sql.unsafe(fs.readFileSync(ddl, 'utf8'));
}
