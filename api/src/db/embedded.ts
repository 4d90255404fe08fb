import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  type Cluster,
  findPostmaster,
  type Postmaster,
  postmasterNow,
  startCluster,
  stopPostmaster,
  urlOf,
} from './cluster.ts';
import { withFolderLock } from './folder-lock.ts';
import { canEnter, clusterAccount, ROOT_STATE, shortHash } from './postgres-binaries.ts';
import { identityOf, isAlive, readIdentity, writtenIdentity } from './process-identity.ts';

/** A database to work with. `close` stops the server only where nobody else is left who uses it. */
export interface OpenDatabase {
  readonly url: string;
  /** given: DATABASE_URL names it. started, adopted: an embedded server that we, or somebody before us, started. */
  readonly origin: 'given' | 'started' | 'adopted';
  close(): Promise<void>;
}

const WATCH_MS = 1_000;
const THROWAWAY = 'songgang-throwaway-';

/** A given address (DATABASE_URL) wins; otherwise the private cluster of `home` is started, or adopted where it runs already. */
export async function openDatabase(home: string, givenUrl: string | undefined): Promise<OpenDatabase> {
  if (givenUrl) return { url: givenUrl, origin: 'given', close: async () => {} };
  return openEmbedded(home);
}

/**
 * Starts or adopts the cluster under `home`. Every process that uses it signs its folder; the last living one to leave
 * stops the server. So a command beside the running product never stops the product's database, nor the reverse,
 * and a server whose starter was killed is stopped by whoever adopted it. Throws DatabaseFault.
 */
export async function openEmbedded(home: string): Promise<OpenDatabase> {
  const cluster = { dir: clusterFolder(home), isThrowaway: false };
  const { url, origin, postmaster } = await joinCluster(cluster);
  const note = path.join(home, 'database.url');
  fs.writeFileSync(note, `${url}\n`, { mode: 0o600 });
  const watch = setInterval(() => void revive(cluster, postmaster).catch(console.error), WATCH_MS).unref();
  const close = async () => {
    clearInterval(watch);
    await leaveCluster(cluster, () => fs.rmSync(note, { force: true }));
  };
  return { url, origin, close };
}

/** A cluster in the temporary folder that `close` deletes: for one run of the tests. */
export async function openThrowawayDatabase(): Promise<OpenDatabase> {
  const parent = throwawayParent();
  await sweepThrowaways(parent);
  const dir = fs.mkdtempSync(path.join(parent, THROWAWAY));
  if (clusterAccount()) fs.chmodSync(dir, 0o755);
  const cluster = { dir, isThrowaway: true };
  const { url, origin } = await joinCluster(cluster);
  const close = async () => {
    await leaveCluster(cluster, () => {});
    fs.rmSync(dir, { recursive: true, force: true });
  };
  return { url, origin, close };
}

/** The folder of the home's cluster; root's unprivileged account may need it elsewhere. */
export function clusterFolder(home: string): string {
  const account = clusterAccount();
  fs.mkdirSync(home, { recursive: true, mode: account ? 0o755 : 0o700 });
  const state = canEnter(account, home) ? home : path.join(ROOT_STATE, shortHash(fs.realpathSync(home)));
  const dir = path.join(state, 'pg18');
  fs.mkdirSync(dir, { recursive: true, mode: account ? 0o755 : 0o700 });
  return dir;
}

async function joinCluster(cluster: Cluster) {
  return withFolderLock(cluster.dir, async () => {
    const running = await findPostmaster(cluster);
    const postmaster = running ?? (await startCluster(cluster));
    sign(cluster);
    process.once('exit', () => stopIfAlone(cluster));
    return { url: urlOf(cluster, postmaster), origin: running ? 'adopted' : 'started', postmaster } as const;
  });
}

/** Starts a server that died under its users again, on the port they know; whoever notices first does it for all. */
async function revive(cluster: Cluster, { port }: Postmaster): Promise<void> {
  if (postmasterNow(cluster)) return;
  await withFolderLock(cluster.dir, async () => {
    if (fs.existsSync(signature(cluster)) && !(await findPostmaster(cluster))) await startCluster(cluster, port);
  });
}

async function leaveCluster(cluster: Cluster, afterStop: () => void): Promise<void> {
  await withFolderLock(cluster.dir, async () => {
    if (!fs.existsSync(signature(cluster))) return;
    fs.rmSync(signature(cluster));
    if (usersOf(cluster).length > 0) return;
    const running = await findPostmaster(cluster);
    if (running) await stopPostmaster(running);
    afterStop();
  });
}

/** The last resort of a process that ends without closing: nothing asynchronous can run any more. */
function stopIfAlone(cluster: Cluster): void {
  if (!fs.existsSync(signature(cluster))) return;
  fs.rmSync(signature(cluster));
  const running = postmasterNow(cluster);
  if (running && usersOf(cluster).length === 0) process.kill(running.pid, 'SIGINT');
}

const usersFolder = ({ dir }: Cluster) => path.join(dir, 'users');
const signature = (cluster: Cluster) => path.join(usersFolder(cluster), String(process.pid));

function sign(cluster: Cluster): void {
  fs.mkdirSync(usersFolder(cluster), { recursive: true });
  fs.writeFileSync(signature(cluster), writtenIdentity(identityOf(process.pid)));
}

/** The living processes that signed; signatures of the dead are swept. */
function usersOf(cluster: Cluster): string[] {
  if (!fs.existsSync(usersFolder(cluster))) return [];
  return fs.readdirSync(usersFolder(cluster)).filter((name) => {
    const file = path.join(usersFolder(cluster), name);
    const user = readIdentity(file);
    if (user && isAlive(user)) return true;
    fs.rmSync(file, { force: true });
    return false;
  });
}

function throwawayParent(): string {
  const account = clusterAccount();
  if (canEnter(account, os.tmpdir())) return os.tmpdir();
  fs.mkdirSync(ROOT_STATE, { recursive: true, mode: 0o755 });
  return ROOT_STATE;
}

/** Test runs that were killed hard left their servers running and their folders behind. */
async function sweepThrowaways(parent: string): Promise<void> {
  for (const name of fs.readdirSync(parent).filter((entry) => entry.startsWith(THROWAWAY))) {
    const cluster = { dir: path.join(parent, name), isThrowaway: true };
    if (!ownedByUs(cluster.dir) || !fs.existsSync(usersFolder(cluster)) || usersOf(cluster).length > 0) continue;
    const left = await findPostmaster(cluster);
    if (left) await stopPostmaster(left);
    fs.rmSync(cluster.dir, { recursive: true, force: true });
  }
}

const ownedByUs = (dir: string) => fs.statSync(dir).uid === (process.getuid?.() ?? 0);
