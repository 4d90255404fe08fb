import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartFault } from './fault.ts';
import type { ChildMessage } from './process-frame.ts';
import { ROOT } from './settings.ts';

const STOP_PATIENCE_MS = 20_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

export interface ChildOptions {
  /** Its file under api/src. */
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
  /** Aborted where the start is given up: a child that is still opening then ends. */
  readonly signal: AbortSignal;
}

export interface Child {
  stop(): Promise<void>;
}

/**
 * Starts one of the product's processes and resolves when it says that it is ready. It is started again when it dies later.
 * The channel between us tells it of our end, even of a kill -9. Throws StartFault with the sentence it gave for not starting.
 */
export async function startChild(options: ChildOptions): Promise<Child> {
  const { file, say } = options;
  let child = await launch(options);
  let isStopping = false;
  const watched = keepAlive();

  async function keepAlive(): Promise<void> {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      const since = performance.now();
      await gone(child);
      if (isStopping) return;
      if (performance.now() - since > LONGEST_WAIT_MS) wait = FIRST_WAIT_MS;
      say(`${file} 意外退出（${child.exitCode ?? child.signalCode}），正在重新启动。`);
      await pause(wait);
      if (isStopping) return;
      await launch(options).then(
        (again) => {
          child = again;
        },
        (error: unknown) => say(String(error instanceof Error ? error.message : error)),
      );
    }
  }

  return {
    async stop() {
      isStopping = true;
      await stopChild(child);
      await watched;
    },
  };
}

async function launch({ file, env, signal }: ChildOptions): Promise<ChildProcess> {
  // A session of its own: Ctrl-C reaches the supervisor alone, which stops its children in order.
  const child = spawn(process.execPath, [path.join(ROOT, 'api/src', file)], {
    env: { ...process.env, ...env, NODE_COMPILE_CACHE: path.join(ROOT, 'node_modules/.cache/node') },
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const messages = new Promise<ChildMessage>((resolve) =>
    child.once('message', (sent) => resolve(sent as ChildMessage)),
  );
  const ended = once(child, 'exit').then(() => ({ fault: `${file} 没能启动，原因见上面的输出。` }));
  const giveUp = () => child.kill('SIGTERM');
  signal.addEventListener('abort', giveUp);
  const answer = await Promise.race([messages, ended]);
  signal.removeEventListener('abort', giveUp);
  if ('ready' in answer) return child;
  await gone(child);
  throw new StartFault(answer.fault);
}

async function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

async function stopChild(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  const forced = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
  await gone(child);
  clearTimeout(forced);
}
