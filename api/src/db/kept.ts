import type { Query, SQL } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';
import { drizzle } from 'drizzle-orm/postgres-js';
import type { Db, Reader } from './client.ts';

/**
 * Statements that are put together once and planned by PostgreSQL once a connection, for what every deed asks; values come
 * in as placeholders. Sent without waiting for one another they go out in one message and run in their order, each seeing
 * what was committed when it began.
 */
export type Kept<Result> = (db: Reader, values: Readonly<Record<string, unknown>>) => Promise<Result>;

type Builder = Pick<Db, 'select' | 'insert' | 'update'>;
interface Built<Result> {
  prepare(name: string): { execute(values?: Record<string, unknown>): Promise<Result> };
}
type Prepare = Db['_']['session']['prepareQuery'];
interface Written {
  readonly query: Query;
  readonly fields: Parameters<Prepare>[1];
}

const SPELLING = { casing: 'snake_case' } as const;
/** Any name makes the driver keep a statement; it goes by the text. */
const NAMED = 'kept';

/** A query of Drizzle's without a left join. */
export function kept<Result>(build: (db: Builder) => Built<Result>): Kept<Result> {
  let written: Written | undefined;
  return (db, values) => {
    written ??= writtenOut(build);
    return db._.session.prepareQuery<Answering<Result>>(written.query, written.fields, NAMED, true).execute(values);
  };
}

interface Answering<Result> {
  execute: Result;
  all: unknown;
  values: unknown;
}

function writtenOut(build: (db: Builder) => Built<unknown>): Written {
  const paper = drizzle.mock(SPELLING);
  const { session } = paper._;
  const prepare = session.prepareQuery.bind(session);
  let written: Written | undefined;
  session.prepareQuery = (query, fields, ...rest) => {
    written = { query, fields };
    return prepare(query, fields, ...rest);
  };
  build(paper).prepare(NAMED);
  if (!written) throw new TypeError('a kept statement was never written out');
  return written;
}

/** What Drizzle cannot say; its rows are as the driver gives them. */
export function keptText<Row>(text: SQL): Kept<Row[]> {
  let written: Query | undefined;
  return (db, values) => {
    written ??= new PgDialect(SPELLING).sqlToQuery(text);
    return db._.session.prepareQuery<Answering<Row[]>>(written, undefined, NAMED, false).execute(values);
  };
}

/** A text of somebody else's that is always the same, its values numbered. */
export const runKept = <Row>(db: Reader, text: string, values: unknown[]): Promise<Row[]> =>
  db._.session.prepareQuery<Answering<Row[]>>({ sql: text, params: values }, undefined, NAMED, false).execute();

/** The answers of what was sent together. Where several were refused, the one that was sent first says why. */
export async function together<const Sent extends readonly unknown[]>(
  ...sent: Sent
): Promise<{ -readonly [K in keyof Sent]: Awaited<Sent[K]> }> {
  const answers = await Promise.allSettled(sent);
  for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
  return Promise.all(sent) as Promise<{ -readonly [K in keyof Sent]: Awaited<Sent[K]> }>;
}
