import pg from 'postgres';
import { SearchError } from '../../errors.ts';

/** SQLSTATE classes that say "not now": connection, resources, operator's intervention, lock and cancel. */
const NOT_NOW = ['08', '53', '55', '57', '58'];

/** For `.catch`: a statement the server understands and refuses is "wrong", all else is "down". */
export function downOr(error: unknown): never {
  if (error instanceof SearchError) throw error;
  const isWrong = error instanceof pg.PostgresError && !NOT_NOW.includes(error.code.slice(0, 2));
  const told = error instanceof Error ? error.message : String(error);
  throw new SearchError(isWrong ? 'search.wrong' : 'search.down', `postgres: ${told}`, { cause: error });
}
