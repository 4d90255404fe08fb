import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '../../api/src/db/cluster.ts';

export const ROOT = path.resolve(import.meta.dirname, '../..');
/** The tests' own build of the web; below web, so that it finds the web's packages. */
export const TEST_WEB = path.join(ROOT, 'web/node_modules/.cache/songgang-test/build');

const OURS = /^(DATABASE_URL|SONGGANG_.*|MEILI_(URL|KEY)|MAIL_URL|SMS_.*|HOST|PORT|PUBLIC_URL)$/;

/** This environment without anything that could lead to a product that somebody runs here. */
export const cleanEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)));

export interface ProductOptions {
  readonly home: string;
  readonly port?: number;
  readonly env?: NodeJS.ProcessEnv;
  /** Runs it as this account; only root can ask for it. */
  readonly account?: { readonly uid: number; readonly gid: number };
}

/** A product being started. */
export interface Launched {
  readonly url: string;
  readonly process: ChildProcess;
  /** All it has said so far. */
  said(): string;
  /** Resolves when it says that it has started; throws what it said where it ends before. */
  readonly started: Promise<void>;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts what `npm start` starts, on a home and a port of its own; without the demonstration unless `env` asks for it. */
export async function launchProduct({ home, port, env, account }: ProductOptions): Promise<Launched> {
  const chosen = port ?? (await freePort());
  const defaults = { PORT: String(chosen), SONGGANG_HOME: home, SONGGANG_WEB_OUT: TEST_WEB, SONGGANG_DEMO: '0' };
  const child = spawn(process.execPath, [path.join(ROOT, 'api/src/start/start.ts')], {
    ...account,
    cwd: ROOT,
    env: { ...cleanEnvironment(), ...defaults, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const started = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('送岗已启动')) resolve();
      });
    }
    child.once('close', () => reject(new Error(`the product did not start:\n${said}`)));
  });
  // Whoever awaits `ended` alone is not to be told of it a second time.
  started.catch(() => {});
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    return ended;
  };
  return { url: `http://127.0.0.1:${chosen}`, process: child, said: () => said, started, ended, stop };
}

/** A folder that an unprivileged account can enter, removed by `remove`. */
export function aHome(): { readonly path: string; remove(): void } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'songgang-home-'));
  fs.chmodSync(folder, 0o755);
  return { path: folder, remove: () => fs.rmSync(folder, { recursive: true, force: true }) };
}
