import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { say } from '../../api/contract/sentences.ts';
import { connect } from '../../api/src/db/client.ts';
import { freePort } from '../../api/src/db/cluster.ts';
import { addCounty } from '../../api/src/domains/regions/service.ts';
import { descendantsOf, living, parentOf } from '../support/processes.ts';
import { aHome, launchProduct, type ProductOptions, ROOT } from '../support/server.ts';
import { describeWhere } from '../support/skip.ts';

const PATIENCE_MS = 120_000;
let home: ReturnType<typeof aHome>;
const launched: Awaited<ReturnType<typeof launchProduct>>[] = [];

beforeEach(() => {
  home = aHome();
});

afterEach(async () => {
  await Promise.all(launched.splice(0).map((product) => product.stop()));
  home.remove();
});

async function launch(options: Partial<ProductOptions> = {}) {
  const product = await launchProduct({ home: home.path, ...options });
  launched.push(product);
  return product;
}

const databaseOf = (folder: string) => connect(fs.readFileSync(path.join(folder, 'database.url'), 'utf8').trim(), 1);

/** A product that has started and serves a county: without any it has no page but the one that says so. */
async function openedFor(product: Awaited<ReturnType<typeof launchProduct>>): Promise<void> {
  await product.started;
  const { db, close } = databaseOf(home.path);
  await addCounty({ db, now: () => new Date() }, '371311').finally(close);
}

async function pageOf(url: string) {
  const reply = await fetch(url);
  return { status: reply.status, isPage: (await reply.text()).includes('<html lang="zh-CN"') };
}

describe('a start on an empty home', () => {
  test('serves the web and the api on one port, ends on Ctrl-C without an orphan, and is reused by the next', async () => {
    const first = await launch();
    await openedFor(first);
    expect(await pageOf(first.url)).toEqual({ status: 200, isPage: true });
    expect(await (await fetch(`${first.url}/api/openapi.json`)).json()).toMatchObject({ openapi: '3.1.0' });
    expect(first.said()).toContain(`请备份`);
    const all = descendantsOf(first.process.pid ?? 0);
    expect(all.length).toBeGreaterThanOrEqual(3);
    expect(await first.stop('SIGINT')).toBe(0);
    expect(living(all)).toEqual([]);

    const second = await launch();
    await second.started;
    expect(second.said()).toContain('沿用已有的数据');
    expect(second.said()).toContain('沿用上次的构建');
    expect(second.said()).not.toContain('请备份');
    expect(await second.stop('SIGTERM')).toBe(0);
  });

  test('after a kill -9 its children end by themselves; the next start adopts the database and stops it at its end', async () => {
    const killed = await launch();
    await killed.started;
    const all = descendantsOf(killed.process.pid ?? 0);
    killed.process.kill('SIGKILL');
    const ofOurs = () => living(all).filter((pid) => commandOf(pid).includes('/api/src/'));
    await vi.waitFor(() => expect(ofOurs()).toEqual([]), { timeout: PATIENCE_MS, interval: 50 });

    const heir = await launch();
    await heir.started;
    expect(heir.said()).toContain('已在运行，接着使用');
    const now = descendantsOf(heir.process.pid ?? 0);
    expect(await heir.stop()).toBe(0);
    expect(living([...all, ...now])).toEqual([]);
  });

  test('a child that was killed is started again', async () => {
    const product = await launch();
    await openedFor(product);
    const [api] = descendantsOf(product.process.pid ?? 0).filter((pid) => commandOf(pid).includes('/api/src/main.ts'));
    process.kill(api ?? 0, 'SIGKILL');
    const isBack = async () => expect((await pageOf(product.url)).status).toBe(200);
    await vi.waitFor(() => expect(product.said()).toContain('正在重新启动'), { timeout: PATIENCE_MS, interval: 50 });
    await vi.waitFor(isBack, { timeout: PATIENCE_MS, interval: 100 });
  });
});

describe('a database server that was killed', () => {
  test('is started again where its users look for it, and the product answers again', async () => {
    const product = await launch();
    await openedFor(product);
    const server = await serverOf(home.path);
    process.kill(server, 'SIGKILL');
    const isBack = async () => expect((await fetch(`${product.url}/api/session`)).status).toBe(200);
    await vi.waitFor(async () => expect(await serverOf(home.path)).not.toBe(server), {
      timeout: PATIENCE_MS,
      interval: 100,
    });
    await vi.waitFor(isBack, { timeout: PATIENCE_MS, interval: 100 });
    const all = descendantsOf(product.process.pid ?? 0);
    expect(await product.stop()).toBe(0);
    expect(living(all)).toEqual([]);
  });
});

/** The id of the database server that database.url of this home names. */
async function serverOf(folder: string): Promise<number> {
  const connection = databaseOf(folder);
  try {
    const [backend] = await connection.sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
    return parentOf(backend?.pid ?? 0) ?? 0;
  } finally {
    await connection.close();
  }
}

/** The last line that the product wrote, and its exit code. */
async function refusalOf(options: Partial<ProductOptions>) {
  const product = await launch(options);
  const code = await product.ended;
  return { code, sentence: product.said().trim().split('\n').at(-1) ?? '', said: product.said() };
}

test('without any county the page says so, and what comes next is told at the start', async () => {
  const product = await launch();
  await product.started;
  expect(product.said()).toContain('songgang county add');
  const reply = await fetch(product.url);
  expect(reply.status).toBe(404);
  expect(await reply.text()).toContain(say('region.county_not_here'));
});

describe('a start that cannot be says in one sentence what to do', () => {
  test('a port in use', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    const { code, said } = await refusalOf({ port });
    other.close();
    expect(code).toBe(1);
    expect(said.trim()).toBe(
      `端口 ${port} 已被占用：送岗可能已在运行；否则请换一个端口，例如 PORT=${port + 1} npm start。`,
    );
  });

  test('a PORT that is no port', async () => {
    expect(await refusalOf({ env: { PORT: 'abc' } })).toMatchObject({
      code: 1,
      sentence: expect.stringContaining('PORT=abc 不是端口号'),
    });
  });

  test('a DATABASE_URL where nobody answers, and its password is not repeated', async () => {
    const port = await freePort();
    const refusal = await refusalOf({ env: { DATABASE_URL: `postgres://u:s3cret@127.0.0.1:${port}/songgang` } });
    expect(refusal.code).toBe(1);
    expect(refusal.said).toContain('连不上 DATABASE_URL 指定的数据库：没有数据库在这个地址上应答');
    expect(refusal.said).not.toContain('s3cret');
  });

  test('a DATABASE_URL that is no address of a PostgreSQL', async () => {
    const refusal = await refusalOf({ env: { DATABASE_URL: 'localhost/songgang' } });
    expect(refusal).toMatchObject({ code: 1, sentence: expect.stringContaining('DATABASE_URL 写得不对') });
  });

  test('another key than the one the data were encrypted with', async () => {
    const first = await launch();
    await first.started;
    await first.stop();
    const refusal = await refusalOf({ env: { SONGGANG_KEY: 'another key altogether' } });
    expect(refusal).toMatchObject({ code: 1, said: expect.stringContaining('密钥与数据库不符') });

    fs.rmSync(path.join(home.path, 'key'));
    expect(await refusalOf({})).toMatchObject({ code: 1, said: expect.stringContaining('请把备份的密钥放回') });
  });

  test('a Node that is too old', () => {
    const old = path.join(home.path, 'bin');
    fs.mkdirSync(old);
    fs.writeFileSync(path.join(old, 'node'), '#!/bin/sh\n[ "$1" = -v ] && echo v18.0.0\nexit 1\n', { mode: 0o755 });
    const env = { ...process.env, PATH: `${old}:${process.env.PATH}` };
    const setup = spawnSync('sh', [path.join(ROOT, 'bin/setup')], { env, encoding: 'utf8' });
    expect(setup.status).toBe(1);
    expect(setup.stderr.trim()).toBe(
      'Node 的版本 v18.0.0 太旧：请安装 Node.js 20.19 或更新的版本（https://nodejs.org）。',
    );
  });
});

const isRoot = process.getuid?.() === 0;
const mounts = isRoot && tryMount();

describeWhere(mounts, 'a full disk (this account may not mount a small one)')('a disk that is full', () => {
  test('is refused before anything is begun', async () => {
    const disk = path.join(home.path, 'disk');
    fs.mkdirSync(disk);
    mount(disk);
    try {
      const refusal = await refusalOf({ home: disk });
      expect(refusal).toMatchObject({ code: 1, sentence: expect.stringContaining('磁盘快满了') });
    } finally {
      spawnSync('umount', [disk]);
    }
  });
});

const nobody = isRoot ? accountOf('nobody') : undefined;
const isReadable = nobody && spawnSync('/bin/ls', [ROOT], { ...nobody, cwd: '/' }).status === 0;

describeWhere(isReadable, 'a start as an ordinary user (we are none, or one cannot read this folder)')(
  'as an ordinary user',
  () => {
    test('it starts, and everything it made belongs to that user', async () => {
      fs.chownSync(home.path, nobody?.uid ?? 0, nobody?.gid ?? 0);
      const product = await launch({ ...(nobody && { account: nobody }), env: { HOME: home.path } });
      await openedFor(product);
      expect(await pageOf(product.url)).toEqual({ status: 200, isPage: true });
      expect(await product.stop('SIGINT')).toBe(0);
      const owners = fs.readdirSync(home.path).map((name) => fs.statSync(path.join(home.path, name)).uid);
      expect(new Set(owners)).toEqual(new Set([nobody?.uid]));
    });
  },
);

const commandOf = (pid: number): string => {
  const file = `/proc/${pid}/cmdline`;
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
};

function mount(folder: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', folder]).status === 0;
}

function tryMount(): boolean {
  const trial = aHome();
  const isMounted = mount(trial.path);
  if (isMounted) spawnSync('umount', [trial.path]);
  trial.remove();
  return isMounted;
}

function accountOf(name: string): { uid: number; gid: number } | undefined {
  const row = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find((fields) => fields[0] === name);
  return row && { uid: Number(row[2]), gid: Number(row[3]) };
}
