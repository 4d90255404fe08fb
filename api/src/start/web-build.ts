import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { withFolderLock } from '../db/folder-lock.ts';
import { StartFault } from './fault.ts';
import { ROOT } from './settings.ts';

const SOURCES = ['web', 'api/contract', 'pnpm-lock.yaml'];
const NOT_SOURCES = new Set(['node_modules', 'build', '.svelte-kit', 'test-results']);
const STAMP = '.sources.sha256';

/** Builds the web into `out` where its sources differ from those of the last build; tells whether it had to. */
export async function buildWeb(out: string, signal: AbortSignal): Promise<'built' | 'reused'> {
  // Asked before the lock too: whoever may only read the project can start it where it is built.
  if (readStamp(out) === sourcesHash()) return 'reused';
  fs.mkdirSync(path.dirname(out), { recursive: true });
  const locks = path.join(
    ROOT,
    'node_modules/.cache',
    `web-build-${createHash('sha256').update(out).digest('hex').slice(0, 12)}`,
  );
  fs.mkdirSync(locks, { recursive: true });
  return withFolderLock(locks, async () => {
    const sources = sourcesHash();
    if (readStamp(out) === sources) return 'reused';
    await viteBuild(out, signal);
    fs.writeFileSync(path.join(out, STAMP), sources);
    return 'built';
  });
}

function readStamp(out: string): string | undefined {
  const stamp = path.join(out, STAMP);
  const isWhole = fs.existsSync(stamp) && fs.existsSync(path.join(out, 'handler.js'));
  return isWhole ? fs.readFileSync(stamp, 'utf8') : undefined;
}

/** Over the path and content of every file that a build reads. */
function sourcesHash(): string {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((source) => filesUnder(path.join(ROOT, source)))) {
    hash
      .update(`${path.relative(ROOT, file)}\0`)
      .update(fs.readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesUnder(place: string): string[] {
  if (!fs.existsSync(place)) return [];
  if (!fs.statSync(place).isDirectory()) return [place];
  const names = fs.readdirSync(place).filter((name) => !NOT_SOURCES.has(name));
  return names.sort().flatMap((name) => filesUnder(path.join(place, name)));
}

async function viteBuild(out: string, signal: AbortSignal): Promise<void> {
  const vite = path.join(ROOT, 'web/node_modules/vite/bin/vite.js');
  if (!fs.existsSync(vite)) {
    throw new StartFault('缺少构建网页的工具 vite：依赖没有装全，请检查网络，删掉 node_modules 后重新运行 npm start。');
  }
  const env = { ...process.env, ...(isDefault(out) ? {} : { SONGGANG_WEB_OUT: out }) };
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: path.join(ROOT, 'web'),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop);
  const said = collect(child);
  const [code] = await once(child, 'close');
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  if (code === 0) return;
  if (/ENOSPC|No space left/.test(said())) throw Object.assign(new Error('web build'), { code: 'ENOSPC' });
  throw new StartFault(`构建网页失败，请把下面的输出交给开发者：\n${said().slice(-4000)}`);
}

const isDefault = (out: string) => out === path.join(ROOT, 'web/build');

function collect(child: ChildProcess): () => string {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-20_000);
    });
  }
  return () => said;
}
