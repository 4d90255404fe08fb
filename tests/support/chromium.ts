import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium, type LaunchOptions } from 'playwright-core';

const CACHE = path.resolve(import.meta.dirname, '../../node_modules/.cache/chromium-153');
const args = [
  ...['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', ...(process.platform === 'linux' ? ['--no-sandbox'] : [])],
];

/** How to launch a Chromium here: an installed one, else the one an npm package carries; undefined where neither runs. */
export async function findChromium(): Promise<LaunchOptions | undefined> {
  const places = ['/usr/bin/chromium', '/usr/bin/google-chrome', chromium.executablePath()];
  const installed = process.env.CHROMIUM_PATH ?? places.find((place) => fs.existsSync(place));
  if (installed) return { executablePath: installed, args };
  return process.platform === 'linux' && process.arch === 'x64' ? unpackCarried() : undefined;
}

const runs = (executable: string, env: NodeJS.ProcessEnv) => spawnSync(executable, ['--version'], { env }).status === 0;

/** @sparticuz/chromium unpacks into os.tmpdir(), which accounts share and where an old version would be kept. */
async function unpackCarried(): Promise<LaunchOptions | undefined> {
  fs.mkdirSync(CACHE, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = CACHE;
  try {
    const { default: carried, inflate } = await import('@sparticuz/chromium');
    const executablePath = await carried.executablePath();
    const env: NodeJS.ProcessEnv = { ...process.env, FONTCONFIG_FILE: fontsConfig(), TMPDIR: before };
    if (!runs(executablePath, env)) {
      // No NSS on this system: the package brings one, meant for another host.
      await inflate(path.join(packageBin(), 'al2023.tar.br'));
      env.LD_LIBRARY_PATH = path.join(CACHE, 'al2023/lib');
    }
    if (!runs(executablePath, env)) return undefined;
    // Playwright's type leaves no room for unset variables; Node drops them.
    return { executablePath, args, env: env as Record<string, string> };
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

const packageBin = () =>
  path.resolve(path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../bin');

/** Without any font the renderer dies, and the package's own configuration names fixed folders. */
function fontsConfig(): string {
  const file = path.join(CACHE, 'fonts.conf');
  const folders = `<dir>${CACHE}/fonts</dir><cachedir>${CACHE}/fontconfig</cachedir>`;
  const head = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">';
  fs.writeFileSync(file, `${head}<fontconfig>${folders}</fontconfig>`);
  return file;
}
