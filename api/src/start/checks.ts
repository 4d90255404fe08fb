import { once } from 'node:events';
import fs from 'node:fs';
import { createServer } from 'node:net';
import { StartFault } from './fault.ts';
import type { Settings } from './settings.ts';

/** Below this PostgreSQL cannot make a cluster, and a running one soon stops taking writes. */
const NEEDED_MB = 300;

/** Makes the home and asks for room in it. Throws StartFault. */
export function checkHome(home: string): void {
  fs.mkdirSync(home, { recursive: true });
  fs.accessSync(home, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
  const { bavail, bsize } = fs.statfsSync(home);
  const freeMb = Math.floor((bavail * bsize) / 1_048_576);
  if (freeMb >= NEEDED_MB) return;
  throw new StartFault(
    `磁盘快满了，${home} 只剩 ${freeMb} MB：请腾出至少 1 GB 空间后重试，或用 SONGGANG_HOME 换一个磁盘。`,
  );
}

/** Asked before any long work. The server that listens later meets the same refusal if somebody was faster. */
export async function checkPort({ port, host }: Settings): Promise<void> {
  const probe = createServer();
  try {
    probe.listen(port, host);
    await once(probe, 'listening');
  } catch (error) {
    throw portFault(error, port, host);
  } finally {
    probe.close();
  }
}

export function portFault(error: unknown, port: number, host: string): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return new StartFault(
        `端口 ${port} 已被占用：送岗可能已在运行；否则请换一个端口，例如 PORT=${port + 1} npm start。`,
      );
    case 'EACCES':
      return new StartFault(`没有使用端口 ${port} 的权限：请换 1024 以上的端口，例如 PORT=3000 npm start。`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartFault(`本机没有 HOST=${host} 这个地址：只在本机使用设 127.0.0.1，让其他电脑访问设 0.0.0.0。`);
    default:
      return error;
  }
}
