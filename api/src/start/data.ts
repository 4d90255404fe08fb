import { type Connection, connect } from '../db/client.ts';
import { type OpenDatabase, openDatabase } from '../db/embedded.ts';
import { withFolderLock } from '../db/folder-lock.ts';
import { migrateAll } from '../db/migrate.ts';
import { seedRegions } from '../domains/regions/seed.ts';
import { listCounties } from '../domains/regions/store.ts';
import { openVault } from './key.ts';
import type { Progress } from './progress.ts';
import { databaseUrlSentence } from './sentences.ts';
import type { Settings } from './settings.ts';

/** The database brought to this version. Closing stops the server where we are the last who use it. */
export interface Data extends OpenDatabase {
  /** Nobody worked on this database before. */
  readonly isNew: boolean;
  /** The counties that this database serves. */
  readonly counties: readonly { readonly code: string; readonly isDemo: boolean }[];
  /** A key was made, which the operator must back up. */
  readonly isNewKey: boolean;
}

/** Opens, or starts, the database of these settings and migrates it. Closes what it opened where it fails. */
export async function openData(settings: Settings, env: NodeJS.ProcessEnv, progress: Progress): Promise<Data> {
  const database = await progress.step('启动数据库', () => openDatabase(settings.home, settings.databaseUrl));
  const connection = connect(database.url, 2);
  try {
    return { ...database, ...(await bringUp(connection, settings, env, progress)) };
  } catch (error) {
    await database.close();
    throw (settings.databaseUrl && databaseUrlSentence(error)) || error;
  } finally {
    await connection.close();
  }
}

/** The product and a command may start at the same moment on a new home: one of them makes the tables and the key. */
function bringUp({ db }: Connection, { home }: Settings, env: NodeJS.ProcessEnv, progress: Progress) {
  return withFolderLock(home, async () => {
    await progress.step('检查并升级数据库结构', () => migrateAll(db));
    await progress.step('核对行政区划', () => db.transaction(seedRegions));
    const { isNew, isNewKey } = await openVault(db, home, env);
    return { isNew, isNewKey, counties: await listCounties(db) };
  });
}
