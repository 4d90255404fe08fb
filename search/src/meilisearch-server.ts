import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lives, type Process, processOf } from './process-note.ts';

export interface SearchServer {
  readonly url: string;
  readonly key: string | undefined;
  /** given: MEILI_URL names it. started: our own child. adopted: the child of a living process that uses the same home. */
  readonly origin: 'given' | 'started' | 'adopted';
  /** Stops the server only where we started it. */
  close(): Promise<void>;
}

export interface SearchServerOptions {
  /** SONGGANG_HOME: data, key and note live under `<home>/meilisearch`. */
  readonly home: string;
  readonly log: (line: string) => void;
  readonly env?: NodeJS.ProcessEnv;
}

/** What stands in `<home>/meilisearch/server.json` while a server runs. */
interface Note {
  readonly owner: Process;
  readonly server: Process;
  readonly url: string;
}

const START_PATIENCE_MS = 30_000;
const STOP_PATIENCE_MS = 10_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * The Meilisearch to use: MEILI_URL (with MEILI_KEY), else MEILI_BIN or `meilisearch` on PATH as a supervised child, else
 * undefined, and the PostgreSQL engine answers alone. A child whose owner was killed is stopped and started anew.
 * Throws where a binary is there but does not come up: its own words are in `<home>/meilisearch/server.log`.
 */
export async function openSearchServer({
  home,
  log,
  env = process.env,
}: SearchServerOptions): Promise<SearchServer | undefined> {
  if (env.MEILI_URL) return { url: env.MEILI_URL, key: env.MEILI_KEY, origin: 'given', close: async () => {} };
  const binary = findBinary(env);
  if (binary === undefined) return undefined;
  const folder = path.join(home, 'meilisearch');
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  return withLock(folder, async () => {
    const key = keyOf(folder);
    const left = readNote(folder);
    if (left && lives(left.server)) {
      if (lives(left.owner)) return { url: left.url, key, origin: 'adopted' as const, close: async () => {} };
      log('Meilisearch：上次没有正常退出，正在收尾后重新启动');
      await stop(left.server);
    }
    return supervise({ ...binary, folder, key, log, port: await freePort() });
  });
}

interface Binary {
  readonly command: string;
  readonly version: string;
}

/** One that does not even tell its version is no Meilisearch for us. */
function findBinary(env: NodeJS.ProcessEnv): Binary | undefined {
  const command = env.MEILI_BIN ?? 'meilisearch';
  const asked = spawnSync(command, ['--version'], { env, encoding: 'utf8' });
  const version = asked.stdout?.match(/\d+\.\d+\.\d+/)?.[0];
  if (asked.status === 0 && version !== undefined) return { command, version };
  if (env.MEILI_BIN) throw new Error(`MEILI_BIN 指的不是可以运行的 Meilisearch：${env.MEILI_BIN}`);
  return undefined;
}

function keyOf(folder: string): string {
  const file = path.join(folder, 'master.key');
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return fs.readFileSync(file, 'utf8').trim();
}

interface Supervised extends Binary {
  readonly folder: string;
  readonly key: string;
  readonly port: number;
  readonly log: (line: string) => void;
}

/** Keeps one server running on its port until `close`, whoever ends it in between. */
async function supervise(it: Supervised): Promise<SearchServer> {
  const url = `http://127.0.0.1:${it.port}`;
  let closing = false;
  let child = launch(it, url);
  const atExit = () => child.kill('SIGTERM');
  process.once('exit', atExit);
  let failures = 0;
  const restart = async (): Promise<void> => {
    const wait = Math.min(500 * 2 ** failures, LONGEST_PAUSE_MS);
    failures += 1;
    it.log(`Meilisearch 意外退出，${wait / 1000} 秒后重新启动`);
    await pause(wait, undefined, { ref: false });
    if (closing) return;
    child = launch(it, url);
    watch();
    if (await answers(url, child)) failures = 0;
  };
  const watch = () => {
    child.once('exit', () => {
      if (!closing) void restart();
    });
  };
  watch();

  const close = async () => {
    closing = true;
    process.off('exit', atExit);
    if (child.pid !== undefined && isRunning(child)) await stop(processOf(child.pid));
    fs.rmSync(noteFile(it.folder), { force: true });
  };
  if (!(await answers(url, child))) {
    await close();
    throw new Error(`Meilisearch 没有启动成功，请看 ${path.join(it.folder, 'server.log')}`);
  }
  return { url, key: it.key, origin: 'started', close };
}

const isRunning = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;

/** What it holds is derived, so each version of the server gets a folder of its own and old ones go. */
function launch({ command, version, folder, key, port }: Supervised, url: string): ChildProcess {
  const data = `data-${version}`;
  for (const name of fs.readdirSync(folder)) {
    if (name.startsWith('data-') && name !== data) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  }
  const told = fs.openSync(path.join(folder, 'server.log'), 'w', 0o600);
  const args = ['--db-path', data, '--http-addr', `127.0.0.1:${port}`, '--env', 'production', '--no-analytics'];
  // The key goes by the environment: arguments are readable to every account of the machine.
  const child = spawn(command, args, {
    cwd: folder,
    env: { ...process.env, MEILI_MASTER_KEY: key },
    stdio: ['ignore', told, told],
  });
  fs.closeSync(told);
  child.on('error', () => undefined);
  if (child.pid !== undefined) {
    const note: Note = { owner: processOf(process.pid), server: processOf(child.pid), url };
    fs.writeFileSync(noteFile(folder), JSON.stringify(note), { mode: 0o600 });
  }
  return child;
}

const noteFile = (folder: string): string => path.join(folder, 'server.json');

/** Half-written or foreign notes count as none. */
function readNote(folder: string): Note | undefined {
  try {
    const note = JSON.parse(fs.readFileSync(noteFile(folder), 'utf8')) as Partial<Note>;
    return note.owner && note.server && note.url ? (note as Note) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the child comes up; false once it has died or time is up. */
async function answers(url: string, child: ChildProcess): Promise<boolean> {
  const until = performance.now() + START_PATIENCE_MS;
  while (isRunning(child) && child.pid !== undefined && performance.now() < until) {
    const isUp = await fetch(`${url}/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (isUp) return true;
    await pause(50);
  }
  return false;
}

/** Asks it to end, and ends it where it does not. */
async function stop(server: Process): Promise<void> {
  const until = performance.now() + STOP_PATIENCE_MS;
  for (let signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'; lives(server); ) {
    process.kill(server.pid, signal);
    while (lives(server) && performance.now() < until) await pause(20);
    if (signal === 'SIGKILL') return;
    signal = 'SIGKILL';
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  // An address of a TCP server is never a pipe's name.
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Two processes that start at the same moment must not both launch a server on the same data. */
async function withLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = path.join(folder, 'starting');
  while (!take(lock)) await pause(50);
  try {
    return await work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

function take(lock: string): boolean {
  const own = `${lock}.${process.pid}`;
  fs.writeFileSync(own, JSON.stringify(processOf(process.pid)));
  try {
    // A link appears whole or not at all, so nobody reads a half-written holder.
    fs.linkSync(own, lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    if (!holderLives(lock)) fs.rmSync(lock, { force: true });
    return false;
  } finally {
    fs.rmSync(own, { force: true });
  }
}

function holderLives(lock: string): boolean {
  try {
    return lives(JSON.parse(fs.readFileSync(lock, 'utf8')) as Process);
  } catch {
    return false;
  }
}
