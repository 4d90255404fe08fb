import { type Connection, connect } from '../db/client.ts';
import { type OpenDatabase, openDatabase } from '../db/embedded.ts';
import { withFolderLock } from '../db/folder-lock.ts';
import { migrateAll } from '../db/migrate.ts';
import type { Vault } from '../kernel/crypt.ts';
import { openVault } from './key.ts';
import type { Progress } from './progress.ts';
import { databaseUrlSentence } from './sentences.ts';
import type { Settings } from './settings.ts';

/** The database brought to this version, with the key of its encrypted fields. */
export interface Data {
  readonly database: OpenDatabase;
  readonly connection: Connection;
  readonly vault: Vault;
  readonly isNewKey: boolean;
  close(): Promise<void>;
}

/** Opens, or starts, the database of these settings and migrates it. Closes what it opened where it fails. */
export async function openData(settings: Settings, env: NodeJS.ProcessEnv, progress: Progress): Promise<Data> {
  const database = await progress.step('启动数据库', () => openDatabase(settings.home, settings.databaseUrl));
  const connection = connect(database.url);
  const close = async () => {
    await connection.close();
    await database.close();
  };
  try {
    // The product and a command may start at the same moment on a new home: one of them makes the tables and the key.
    const { vault, isNew } = await withFolderLock(settings.home, async () => {
      await progress.step('检查并升级数据库结构', () => migrateAll(connection.db));
      return openVault(connection.db, settings.home, env);
    });
    return { database, connection, vault, isNewKey: isNew, close };
  } catch (error) {
    await close();
    throw (settings.databaseUrl && databaseUrlSentence(error)) || error;
  }
}
