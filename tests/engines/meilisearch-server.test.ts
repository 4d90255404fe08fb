import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { meilisearch } from '../../search/src/engines/meilisearch/engine.ts';
import { openSearchServer, type SearchServer } from '../../search/src/meilisearch-server.ts';
import { lives, type Process } from '../../search/src/process-note.ts';
import { describeWhere } from '../support/skip.ts';
import { aJob } from './job-builder.ts';
import { hasMeilisearch } from './servers.ts';

let home: string;
const opened: SearchServer[] = [];
const owners: ChildProcess[] = [];
beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'songgang-server-'));
});
afterEach(async () => {
  for (const server of opened.splice(0)) await server.close();
  for (const owner of owners.splice(0)) if (owner.exitCode === null && owner.signalCode === null) owner.kill('SIGKILL');
  fs.rmSync(home, { recursive: true, force: true });
});

const open = async (env = process.env) => {
  const server = await openSearchServer({ home, log: () => {}, env });
  if (server) opened.push(server);
  return server;
};
const serverProcess = (): Process =>
  JSON.parse(fs.readFileSync(path.join(home, 'meilisearch/server.json'), 'utf8')).server;
const until = (isTrue: () => boolean | Promise<boolean>) => vi.waitUntil(isTrue, { timeout: 60_000, interval: 50 });
const answers = (url: string) =>
  fetch(`${url}/health`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Another process that opens a server on the same home and keeps it. */
async function ownerElsewhere(): Promise<{ owner: ChildProcess; url: string; origin: string }> {
  const script = path.join(import.meta.dirname, 'meilisearch-owner.ts');
  const owner = spawn(process.execPath, [script, home], { stdio: ['ignore', 'pipe', 'ignore'] });
  owners.push(owner);
  const [line] = await once(owner.stdout, 'data');
  return { owner, ...JSON.parse(String(line)) };
}

describe('without a binary', () => {
  const bare = { PATH: path.dirname(process.execPath) };

  test('there is no server, and that is no error', async () => {
    expect(await open({ PATH: '/nowhere' })).toBeUndefined();
  });

  test('MEILI_URL names one elsewhere, which is not ours to stop', async () => {
    const server = await open({ ...bare, MEILI_URL: 'http://10.0.0.9:7700', MEILI_KEY: 'k' });
    expect(server).toMatchObject({ url: 'http://10.0.0.9:7700', key: 'k', origin: 'given' });
  });

  test('a MEILI_BIN that is none is told, not passed over', async () => {
    await expect(open({ ...bare, MEILI_BIN: '/bin/true' })).rejects.toThrow('MEILI_BIN');
  });
});

describeWhere(hasMeilisearch, 'supervised Meilisearch server (no meilisearch on PATH)')('a supervised server', () => {
  test('listens on the loopback, behind a key that only its owner can read', async () => {
    const server = await open();
    expect(server).toMatchObject({ origin: 'started', url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) });
    expect((await fetch(`${server?.url}/indexes`)).status).toBe(401);
    expect(fs.statSync(path.join(home, 'meilisearch/master.key')).mode & 0o777).toBe(0o600);
    expect(fs.readFileSync(`/proc/${serverProcess().pid}/cmdline`, 'utf8')).not.toContain(server?.key);
  });

  test('keeps its data and key over a restart', async () => {
    const before = await open();
    await meilisearch({ ...before, url: before?.url ?? '' }).put([aJob()]);
    await before?.close();
    const after = await open();
    expect(after?.key).toBe(before?.key);
    expect(await meilisearch({ ...after, url: after?.url ?? '' }).count()).toBe(1);
  });

  test('close leaves no process behind', async () => {
    const server = await open();
    const child = serverProcess();
    await server?.close();
    expect(lives(child)).toBe(false);
    expect(fs.existsSync(path.join(home, 'meilisearch/server.json'))).toBe(false);
  });

  test('is started again on the same address when it dies', async () => {
    const server = await open();
    const first = serverProcess();
    process.kill(first.pid, 'SIGKILL');
    await until(async () => serverProcess().pid !== first.pid && (await answers(server?.url ?? '')));
  });

  test('is shared with a process that lives, and left to it', async () => {
    const { url, owner } = await ownerElsewhere();
    const ours = await open();
    expect(ours).toMatchObject({ url, origin: 'adopted' });
    await ours?.close();
    expect(await answers(url)).toBe(true);
    const child = serverProcess();
    owner.kill('SIGTERM');
    await once(owner, 'exit');
    expect(lives(child)).toBe(false);
  });

  test('of an owner that was killed is ended by the next one, which starts its own', async () => {
    const { owner } = await ownerElsewhere();
    const orphan = serverProcess();
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    expect(lives(orphan)).toBe(true);
    expect(await open()).toMatchObject({ origin: 'started' });
    expect(lives(orphan)).toBe(false);
  });
});
