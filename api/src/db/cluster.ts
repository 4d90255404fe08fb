import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { faultFrom } from './database-fault.ts';
import { type Account, type Binaries, clusterAccount, findBinaries } from './postgres-binaries.ts';
import { isRunning } from './process-identity.ts';

/** One PostgreSQL data folder and the files beside it. All of it lives in `dir`. */
export interface Cluster {
  readonly dir: string;
  /** Data that nobody will miss: no fsync, four times faster to write. */
  readonly isThrowaway: boolean;
}

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

const POLL_MS = 20;
const FAST_STOP_MS = 30_000;
// pg_trgm and the text-search parser classify characters by LC_CTYPE alone: under plain C they silently drop Chinese.
const CTYPE = process.platform === 'darwin' ? 'en_US.UTF-8' : process.platform === 'linux' ? 'C.UTF-8' : 'C';
const ENV = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };

const dataOf = ({ dir }: Cluster) => path.join(dir, 'data');
const secretOf = ({ dir }: Cluster) => path.join(dir, 'password');
const logOf = ({ dir }: Cluster) => path.join(dir, 'postgres.log');

export function urlOf(cluster: Cluster, { port }: Postmaster): string {
  return `postgres://postgres:${fs.readFileSync(secretOf(cluster), 'utf8')}@127.0.0.1:${port}/postgres`;
}

/** The server that runs on this data folder, whoever started it. One that is starting or stopping is waited for. */
export async function findPostmaster(cluster: Cluster): Promise<Postmaster | undefined> {
  for (let seen = postmasterNow(cluster); seen; seen = postmasterNow(cluster)) {
    if (seen.isReady) return seen;
    await pause(POLL_MS);
  }
  // Left by a power cut: PostgreSQL would refuse to start where its id has since gone to another of our processes.
  fs.rmSync(lockFileOf(cluster), { force: true });
  return undefined;
}

const lockFileOf = (cluster: Cluster) => path.join(dataOf(cluster), 'postmaster.pid');

/** As its lock file tells at this moment; one that is starting or stopping is there, but not ready. */
export function postmasterNow(cluster: Cluster): (Postmaster & { isReady: boolean }) | undefined {
  if (!fs.existsSync(lockFileOf(cluster))) return undefined;
  const lines = readIfThere(lockFileOf(cluster)).split('\n');
  const found = { pid: Number(lines[0]), port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
  return found.pid > 0 && isRunning(found.pid) && servesFolder(found.pid, dataOf(cluster)) ? found : undefined;
}

/** A server that stops removes its lock file at a moment of its own choosing. */
function readIfThere(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function servesFolder(pid: number, data: string): boolean {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data);
  } catch {
    // No /proc, or not ours to read: the lock file is believed.
    return true;
  }
}

/** Makes the data folder where there is none yet, then starts a server on it. Throws DatabaseFault. */
export async function startCluster(cluster: Cluster, port?: number): Promise<Postmaster> {
  const account = clusterAccount();
  const binaries = await findBinaries(account);
  if (!fs.existsSync(path.join(dataOf(cluster), 'PG_VERSION'))) initialise(cluster, binaries, account);
  return startPostmaster(cluster, binaries, account, port ?? (await freePort()));
}

function initialise(cluster: Cluster, { initdb }: Binaries, account: Account): void {
  // Built beside and renamed when whole, so that an interrupted set-up is never taken for a database.
  const half = path.join(cluster.dir, 'data.new');
  fs.rmSync(half, { recursive: true, force: true });
  fs.mkdirSync(half, { recursive: true, mode: 0o700 });
  fs.writeFileSync(secretOf(cluster), randomBytes(16).toString('hex'), { mode: 0o600 });
  if (account) for (const file of [half, secretOf(cluster)]) fs.chownSync(file, account.uid, account.gid);
  const options = [
    ...['-D', half, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${secretOf(cluster)}`, '--encoding=UTF8'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', `--lc-ctype=${CTYPE}`],
    ...(cluster.isThrowaway ? ['--no-sync'] : []),
  ];
  const made = spawnSync(initdb, options, { ...account, cwd: '/', env: ENV, encoding: 'utf8' });
  if (made.status !== 0) {
    const said = made.error?.message ?? made.stderr;
    throw faultFrom(said, 'initdb_failed', { dir: cluster.dir, said: said.slice(-1000) });
  }
  fs.renameSync(half, dataOf(cluster));
}

async function startPostmaster(
  cluster: Cluster,
  { postgres }: Binaries,
  account: Account,
  port: number,
): Promise<Postmaster> {
  const log = fs.openSync(logOf(cluster), 'w', 0o600);
  const options = ['-D', dataOf(cluster), '-p', String(port), ...settings(cluster)];
  // A session of its own: Ctrl-C in the terminal reaches us alone, and we stop PostgreSQL last and in order.
  const child = spawn(postgres, options, {
    ...account,
    cwd: '/',
    env: ENV,
    detached: true,
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  child.unref();
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  for (;;) {
    if (failure || child.exitCode !== null || child.signalCode !== null) {
      const said = failure?.message ?? fs.readFileSync(logOf(cluster), 'utf8');
      throw faultFrom(said, 'start_failed', { log: logOf(cluster), said: said.slice(-1000) });
    }
    const seen = postmasterNow(cluster);
    if (seen?.isReady && seen.pid === child.pid) return seen;
    await pause(POLL_MS);
  }
}

function settings({ isThrowaway }: Cluster): string[] {
  const durable = { max_connections: '100', shared_buffers: '128MB', timezone: 'UTC', log_timezone: 'UTC' };
  const fast = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' };
  const chosen = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    ...durable,
    ...(isThrowaway ? fast : {}),
  };
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A TCP server's address is an object; only a pipe's is a string.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A fast shutdown: open transactions are rolled back, everything committed is on disk when this resolves. */
export async function stopPostmaster({ pid }: Postmaster): Promise<void> {
  if (!isRunning(pid)) return;
  process.kill(pid, 'SIGINT');
  const patience = performance.now() + FAST_STOP_MS;
  while (isRunning(pid)) {
    // Immediate shutdown: nothing committed is lost, the next start replays the log.
    if (performance.now() > patience) process.kill(pid, 'SIGQUIT');
    await pause(POLL_MS);
  }
}
