import path from 'node:path';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import type { Db } from './client.ts';

const folder = path.resolve(import.meta.dirname, '../../../migrations');

/** Brings the database to the schema of this version; does nothing where it stands there already. */
export const migrateAll = (db: Db): Promise<void> => migrate(db, { migrationsFolder: folder });
