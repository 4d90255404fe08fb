import { type SQL, sql } from 'drizzle-orm';
import { type AnyPgColumn, check, customType, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** First columns of every tenant table. */
export const tenant = { countyCode: text().notNull(), id: uuid().notNull() };

export const tenantKey = (t: { countyCode: AnyPgColumn; id: AnyPgColumn }) =>
  primaryKey({ columns: [t.countyCode, t.id] });

export const instant = () => timestamp({ withTimezone: true });

/** `text({ enum })` constrains TypeScript only; this says it to the database. */
export function oneOf(name: string, column: AnyPgColumn, values: readonly string[]) {
  return check(name, sql`${column} in (${sql.raw(values.map((v) => `'${v}'`).join(', '))})`);
}

export const positive = (name: string, column: AnyPgColumn) => check(name, sql`${column} > 0`);

/** Raw bytes. */
export const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const truth = (name: string, condition: SQL) => check(name, condition);
