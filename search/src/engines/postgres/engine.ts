import type { Sql, TransactionSql } from 'postgres';
import type { IndexedJob } from '../../documents.ts';
import type { Fingerprint, JobHits, JobSearch } from '../../port.ts';
import { downOr } from './errors.ts';
import { findStatement } from './find.ts';
import { lexemesOf } from './lexemes.ts';

export interface PostgresOptions {
  readonly sql: Sql;
  /** Name of the index within the table. */
  readonly index?: string;
}

const BATCH = 500;

/** Searches the table of migrations/0002_search-documents.sql. The client is the caller's, and so is its closing. */
export function postgres({ sql, index = 'live' }: PostgresOptions): JobSearch {
  const engine = 'postgres';
  return {
    engine,
    prepare: async () => {
      await sql`select 1 from search_documents limit 1`.catch(downOr);
      return 'ready';
    },
    async find(query, signal) {
      const statement = findStatement(index, query);
      if (!statement) return { hits: [], total: 0, engine };
      const asked = sql.unsafe<Row[]>(statement.text, [...statement.values], { prepare: true });
      return hitsOf(await stoppable(asked, signal).catch(downOr), engine);
    },
    put: (jobs) => sql.begin((tx) => putAll(tx, index, jobs)).then(nothing, downOr),
    drop: (ids) =>
      sql`delete from search_documents where index_name = ${index} and id = any(${[...ids]})`.then(nothing, downOr),
    replaceAll: (read) => replaceAll(sql, index, read()).catch(downOr),
    fingerprints: () => fingerprints(sql, index),
    async count() {
      const rows = await sql<
        { n: number }[]
      >`select count(*)::int as n from search_documents where index_name = ${index}`.catch(downOr);
      return rows[0]?.n ?? 0;
    },
    isHealthy: () =>
      sql`select 1`.then(
        () => true,
        () => false,
      ),
    remove: () => sql`delete from search_documents where index_name = ${index}`.then(nothing, downOr),
  };
}

interface Row {
  readonly total: number;
  readonly id: string | null;
  readonly tier: number | null;
  /** Undefined where the query did not ask for them, null where there are none. */
  readonly trades?: readonly string[] | null;
}

const nothing = (): void => undefined;

/** A page beyond the end is one row that holds the total alone. */
const hitsOf = (rows: readonly Row[], engine: string): JobHits => ({
  hits: rows.flatMap(({ id, tier, trades }) =>
    id === null || tier === null ? [] : [{ id, tier, ...(trades !== undefined && { trades: trades ?? [] }) }],
  ),
  total: rows[0]?.total ?? 0,
  engine,
});

/** Cancels the statement at the server when the asker has gone. */
async function stoppable<T>(asked: Promise<T> & { cancel(): void }, signal?: AbortSignal): Promise<T> {
  signal?.throwIfAborted();
  const stop = () => asked.cancel();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await asked;
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

async function putAll(tx: TransactionSql, index: string, jobs: readonly IndexedJob[]): Promise<void> {
  // Of a posting sent twice in one call the last counts, as it would in two calls.
  const last = [...new Map(jobs.map((job) => [job.id, job])).values()];
  for (let from = 0; from < last.length; from += BATCH) {
    const batch = last.slice(from, from + BATCH);
    await tx`delete from search_documents where index_name = ${index} and id = any(${batch.map((job) => job.id)})`;
    await tx`
      insert into search_documents (county_code, index_name, id, hash, search,
        pay_min_fen, pay_max_fen, age_min, age_max, published_at, valid_until_on)
      select r.county_code, ${index}, r.id, r.hash, array_to_tsvector(array(select jsonb_array_elements_text(r.lexemes))),
        r.pay_min_fen, r.pay_max_fen, r.age_min, r.age_max, r.published_at, r.valid_until_on
      from jsonb_to_recordset(${JSON.stringify(batch.map((job) => rowOf(job)))}::text::jsonb) as r(county_code text, id text, hash text,
        lexemes jsonb, pay_min_fen bigint, pay_max_fen bigint, age_min int, age_max int, published_at bigint, valid_until_on int)`;
  }
}

const rowOf = (job: IndexedJob) => ({
  county_code: job.countyCode,
  id: job.id,
  hash: job.hash,
  lexemes: lexemesOf(job),
  pay_min_fen: job.payMinFen,
  pay_max_fen: job.payMaxFen,
  age_min: job.ageMin,
  age_max: job.ageMax,
  published_at: job.publishedAt,
  valid_until_on: job.validUntilOn,
});

async function replaceAll(sql: Sql, index: string, batches: AsyncIterable<readonly IndexedJob[]>): Promise<number> {
  let count = 0;
  await sql.begin(async (tx) => {
    await tx`delete from search_documents where index_name = ${index}`;
    for await (const batch of batches) {
      await putAll(tx, index, batch);
      count += batch.length;
    }
  });
  return count;
}

async function* fingerprints(sql: Sql, index: string): AsyncGenerator<readonly Fingerprint[]> {
  for (let last = ''; ; ) {
    const rows: readonly Fingerprint[] = await sql<Fingerprint[]>`
      select id, hash from search_documents where index_name = ${index} and id > ${last} order by id limit 1000`.catch(
      downOr,
    );
    if (rows.length > 0) yield rows;
    if (rows.length < 1_000) return;
    last = rows.at(-1)?.id ?? '';
  }
}
