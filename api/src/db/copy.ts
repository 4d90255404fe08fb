import type { Writable } from 'node:stream';
import type { PostgresJsSession } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import type { Tx } from './client.ts';

/** Characters of a chunk: so many rows that neither side waits for the other. */
const CHUNK = 1 << 16;

/**
 * Sends rows to a table by COPY, inside a transaction. Whether they arrived is told by the transaction's next statement,
 * which fails where they did not: COPY answers nothing by itself here, so never let it be the last. A table without
 * constraints of its own is the place for it.
 */
export async function copyRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly (string | number)[]>,
): Promise<void> {
  const { client } = tx._.session as unknown as PostgresJsSession<postgres.Sql, never, never>;
  const stream = await client.unsafe(`copy ${table} (${columns.join(', ')}) from stdin`).writable();
  // A COPY that was refused ends its stream: the next chunk, or the next statement, says so.
  stream.on('error', () => {});
  for (const chunk of chunksOf(rows)) await written(stream, chunk);
  // Nothing waits to be written any more, so that the end goes out before the next statement.
  stream.end();
}

function* chunksOf(rows: Iterable<readonly (string | number)[]>): Generator<string> {
  let chunk = '';
  for (const row of rows) {
    chunk += `${row.map(field).join('\t')}\n`;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

const field = (value: string | number): string =>
  typeof value === 'number' ? String(value) : value.replace(/[\\\t\n\r]/g, (found) => ESCAPES[found] as string);

const written = (stream: Writable, chunk: string): Promise<void> =>
  new Promise((resolve, reject) => stream.write(chunk, (error) => (error ? reject(error) : resolve())));
