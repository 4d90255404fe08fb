import { DrizzleQueryError } from 'drizzle-orm/errors';
import postgres from 'postgres';

/**
 * An error as it may be logged. A failed query carries its parameters, and those are names, addresses and sealed
 * numbers of people: kept are the server's code, its one sentence and the names of table and constraint.
 */
export function withoutValues(error: unknown): unknown {
  const fault = error instanceof DrizzleQueryError ? error.cause : error;
  if (!(error instanceof Error) || (fault === error && !(fault instanceof postgres.PostgresError))) return error;
  const { code, message, table_name: table, constraint_name: constraint } = (fault ?? {}) as Record<string, unknown>;
  const safe = new Error(`query failed: ${[code, message, table, constraint].filter(Boolean).join(' · ')}`);
  const places = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  safe.stack = [safe.message, ...places].join('\n');
  return safe;
}
