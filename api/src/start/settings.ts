import path from 'node:path';
import { StartFault } from './fault.ts';

/** What the environment says, read once and checked. The README's table names every variable. */
export interface Settings {
  /** Where data live, absolute. */
  readonly home: string;
  readonly host: string;
  readonly port: number;
  /** The address that people type, without a slash at its end. */
  readonly publicUrl: string;
  readonly isBehindProxy: boolean;
  readonly databaseUrl: string | undefined;
  readonly wantsDemo: boolean;
  /** The folder of the built web. */
  readonly webOut: string;
}

export const ROOT = path.resolve(import.meta.dirname, '../../..');

/** Throws StartFault where a variable cannot be understood. Relative folders count from where the user stands. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const from = env.INIT_CWD ?? process.cwd();
  const host = env.HOST || '127.0.0.1';
  const port = portOf(env.PORT || '3000');
  const databaseUrl = databaseUrlOf(env.DATABASE_URL);
  return {
    home: env.SONGGANG_HOME ? path.resolve(from, env.SONGGANG_HOME) : path.join(ROOT, '.songgang'),
    host,
    port,
    publicUrl: publicUrlOf(env.PUBLIC_URL) ?? `http://${reachable(host)}:${port}`,
    isBehindProxy: Boolean(env.PUBLIC_URL),
    databaseUrl,
    wantsDemo: env.SONGGANG_DEMO ? env.SONGGANG_DEMO === '1' : !databaseUrl,
    webOut: env.SONGGANG_WEB_OUT ? path.resolve(from, env.SONGGANG_WEB_OUT) : path.join(ROOT, 'web/build'),
  };
}

/** An address this machine reaches itself by, for a host it listens on. */
export function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new StartFault(`PORT=${text} 不是端口号：请设为 1 到 65535 之间的整数，例如 PORT=3000。`);
}

function databaseUrlOf(text: string | undefined): string | undefined {
  if (!text) return undefined;
  if (/^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? '')) return text;
  // The value may hold a password, so it is not repeated.
  throw new StartFault(
    'DATABASE_URL 写得不对：应形如 postgres://用户:密码@主机:5432/库名，密码里的特殊字符要按网址转义。',
  );
}

function publicUrlOf(text: string | undefined): string | undefined {
  if (!text) return undefined;
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return url.href.replace(/\/$/, '');
  throw new StartFault(`PUBLIC_URL=${text} 不是网址：应形如 https://songgang.example.cn。`);
}
