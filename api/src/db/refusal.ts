import { DrizzleQueryError } from 'drizzle-orm/errors';
import postgres from 'postgres';

/** What PostgreSQL itself said of a statement; undefined where something else went wrong. */
export function refusalOf(error: unknown): postgres.PostgresError | undefined {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  return cause instanceof postgres.PostgresError ? cause : undefined;
}

/** The name of the database's guard that refused a statement. */
export const guardThatRefused = (error: unknown): string | undefined => refusalOf(error)?.constraint_name;
