import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import type { Db } from '../db/client.ts';
import { installation } from '../domains/regions/tables.ts';
import { type Vault, vaultOf } from '../kernel/crypt.ts';
import { StartFault } from './fault.ts';

interface Opened {
  readonly vault: Vault;
  /** Whether this database was written by nobody yet. */
  readonly isNew: boolean;
  readonly isNewKey: boolean;
}

const ONLY_ROW = 1;

const keyFile = (home: string) => path.join(home, 'key');

/**
 * The key of encrypted fields: SONGGANG_KEY, else the home's, else a new one where nothing was encrypted yet.
 * The database remembers by which key it was written; a start with another or none is refused (StartFault).
 */
export async function openVault(db: Db, home: string, env: NodeJS.ProcessEnv): Promise<Opened> {
  const [written] = await db.select().from(installation).where(eq(installation.id, ONLY_ROW));
  const found = env.SONGGANG_KEY || readKey(home);
  if (!found && written) {
    throw new StartFault(
      `数据库里有加密的数据，却找不到密钥：请把备份的密钥放回 ${keyFile(home)}，或设 SONGGANG_KEY；没有它就读不出身份证号和电话。`,
    );
  }
  const vault = vaultOf(found || makeKey(home));
  if (!written) await db.insert(installation).values({ id: ONLY_ROW, keyId: vault.keyId }).onConflictDoNothing();
  if (written && written.keyId !== vault.keyId) {
    throw new StartFault(
      `密钥与数据库不符：数据是用另一把密钥加密的。请改正 SONGGANG_KEY 或 ${keyFile(home)}，换回备份的那把密钥。`,
    );
  }
  return { vault, isNew: !written, isNewKey: !found };
}

function readKey(home: string): string | undefined {
  return fs.existsSync(keyFile(home)) ? fs.readFileSync(keyFile(home), 'utf8').trim() || undefined : undefined;
}

function makeKey(home: string): string {
  const key = randomBytes(32).toString('base64url');
  fs.mkdirSync(home, { recursive: true });
  // 'wx': two processes that start on an empty home must not overwrite each other's key.
  fs.writeFileSync(keyFile(home), `${key}\n`, { mode: 0o600, flag: 'wx' });
  return key;
}
