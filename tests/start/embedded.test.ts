import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { connect } from '../../api/src/db/client.ts';
import { parentOf } from '../support/processes.ts';
import { aHome } from '../support/server.ts';

interface Holder {
  readonly url: string;
  readonly origin: string;
  readonly process: ChildProcess;
  leave(): Promise<void>;
  kill(): Promise<void>;
}

const script = path.join(import.meta.dirname, 'hold-database.ts');
const children: ChildProcess[] = [];
let home: ReturnType<typeof aHome>;

beforeEach(() => {
  home = aHome();
});

afterEach(async () => {
  // Whoever still holds lets go, and the server ends with the last of them.
  for (const child of children.splice(0)) await leave(child);
  const last = await hold();
  await last.leave();
  home.remove();
});

async function leave(child: ChildProcess): Promise<void> {
  child.stdin?.end();
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

async function hold(): Promise<Holder> {
  const child = spawn(process.execPath, [script, home.path], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const [line] = await once(child.stdout, 'data');
  const kill = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return {
    ...(JSON.parse(String(line)) as { url: string; origin: string }),
    process: child,
    leave: () => leave(child),
    kill,
  };
}

const answers = async (url: string): Promise<boolean> => {
  const connection = connect(url, 1);
  const isThere = await connection.sql`select 1`.then(
    () => true,
    () => false,
  );
  await connection.close();
  return isThere;
};

describe('the embedded database of a home', () => {
  test('is one for two processes that start at the same moment on an empty home', async () => {
    const both = await Promise.all([hold(), hold()]);
    expect(both.map(({ origin }) => origin).sort()).toEqual(['adopted', 'started']);
    expect(both[0].url).toBe(both[1].url);
  });

  test('is named by database.url, for its owner alone, while it runs', async () => {
    const note = path.join(home.path, 'database.url');
    const holder = await hold();
    expect(fs.readFileSync(note, 'utf8').trim()).toBe(holder.url);
    expect(fs.statSync(note).mode & 0o777).toBe(0o600);
    await holder.leave();
    expect(fs.existsSync(note)).toBe(false);
  });

  test('is not stopped by one who adopted it while its starter lives', async () => {
    const starter = await hold();
    const guest = await hold();
    await guest.leave();
    expect(await answers(starter.url)).toBe(true);
    await starter.leave();
    expect(await answers(starter.url)).toBe(false);
  });

  test('outlives a starter that leaves while another works on it, and ends with that one', async () => {
    const starter = await hold();
    const guest = await hold();
    await starter.leave();
    expect(await answers(guest.url)).toBe(true);
    await guest.leave();
    expect(await answers(guest.url)).toBe(false);
  });

  test('survives a kill -9 of its starter with all that was committed, and whoever adopts it then stops it', async () => {
    const starter = await hold();
    const writer = connect(starter.url, 1);
    await writer.sql`create table kept as select 7 as value`;
    await writer.close();
    await starter.kill();

    const heir = await hold();
    expect(heir).toMatchObject({ origin: 'adopted', url: starter.url });
    const reader = connect(heir.url, 1);
    expect(await reader.sql`select value from kept`).toEqual([{ value: 7 }]);
    await reader.close();
    await heir.leave();
    expect(await answers(heir.url)).toBe(false);
  });

  test('starts again after its server itself was killed', async () => {
    const starter = await hold();
    const before = connect(starter.url, 1);
    await before.sql`create table kept as select 7 as value`;
    const [backend] = await before.sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
    const server = parentOf(backend?.pid ?? 0);
    await before.close();
    expect(server).toBeGreaterThan(1);
    process.kill(Number(server), 'SIGKILL');
    await starter.leave();

    const again = await hold();
    expect(again.origin).toBe('started');
    const reader = connect(again.url, 1);
    await vi.waitFor(async () => expect(await reader.sql`select value from kept`).toEqual([{ value: 7 }]), 10_000);
    await reader.close();
  });
});
