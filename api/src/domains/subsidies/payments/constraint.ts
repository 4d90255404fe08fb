import { DrizzleQueryError } from 'drizzle-orm/errors';
import postgres from 'postgres';

/** The name of the database's guard that refused a statement; undefined where something else went wrong. */
export function guardThatRefused(error: unknown): string | undefined {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  return cause instanceof postgres.PostgresError ? cause.constraint_name : undefined;
}
