import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../api/src/db/client.ts';
import { clusterFolder, openEmbedded } from '../../api/src/db/embedded.ts';
import { inDatabase } from '../support/clone.ts';
import { aHome, cleanEnvironment, ROOT } from '../support/server.ts';

const KILLS = Number(process.env.SONGGANG_KILLS ?? 50);
const KILLS_A_TRIAL = 5;
const SERVER_KILLS = 4;
const home = aHome();
/** What reached the gateways: message ids as they came, a second coming twice. */
const mails: string[] = [];
const texts: string[] = [];
let smtp: SMTPServer;
let sms: Server;
let clusterUrl: string;
let closeCluster: () => Promise<void>;

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => void keepMail(stream, done),
  });
  // A sender killed in the middle of a letter is what this test is about.
  smtp.on('error', () => {});
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  sms = createServer(async (request, reply) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    texts.push(JSON.parse(Buffer.concat(chunks).toString()).id);
    reply.end('{}');
  }).listen(0, '127.0.0.1');
  await once(sms, 'listening');
  await openCluster();
  await admin('create database base');
  await songgang('demo', 'base', ['--labourers', '300', '--jobs', '150']).ended;
});

afterAll(async () => {
  await closeCluster();
  await new Promise<void>((resolve) => smtp.close(resolve));
  sms.close();
  home.remove();
});

/** A letter counts when it has arrived whole; one cut off by a kill has not. */
async function keepMail(stream: AsyncIterable<Buffer>, done: () => void) {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of stream) chunks.push(chunk);
  } catch {
    return;
  }
  mails.push(/^Message-ID:\s*<([^>]+)>/im.exec(Buffer.concat(chunks).toString())?.[1] ?? 'without an id');
  done();
}

async function openCluster() {
  const opened = await openEmbedded(home.path);
  clusterUrl = opened.url;
  closeCluster = opened.close;
}

const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;

/** A command of the product on a database of the test's own cluster; without a search server, which plays no part here. */
function songgang(command: string, database: string, args: string[] = []) {
  const child = spawn(process.execPath, [path.join(ROOT, 'api/src/cli.ts'), command, ...args, '--json'], {
    env: {
      ...cleanEnvironment(),
      PATH: path.dirname(process.execPath),
      DATABASE_URL: inDatabase(clusterUrl, database),
      SONGGANG_HOME: home.path,
      MAIL_URL: `smtp://127.0.0.1:${portOf(smtp.server)}/?from=jobs@county.example`,
      SMS_URL: `http://127.0.0.1:${portOf(sms)}/`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  let answer = '';
  child.stdout.on('data', (text) => (answer += text));
  const ended = once(child, 'close').then(([code]) => {
    if (code !== 0 && !child.killed) throw new Error(`${command} ended with ${code}: ${said.slice(-2000)}`);
    return answer;
  });
  return { child, ended };
}

async function admin(statement: string) {
  const connection = connect(clusterUrl, 1);
  await connection.sql.unsafe(statement);
  await connection.close();
}

const copyOfBase = async (name: string) => {
  await admin(`drop database if exists ${name} with (force)`);
  await admin(`create database ${name} template base`);
};

interface Outcome {
  readonly pairs: string[];
  readonly undelivered: number;
  readonly mailIds: string[];
  readonly textIds: string[];
}

/** What stands in the database: who is offered what, and the letters that were to leave. */
async function outcomeOf(database: string): Promise<Outcome> {
  const { sql, close } = connect(inDatabase(clusterUrl, database), 1);
  const rows =
    await sql`select labourer_id, job_id, tier, score, channel, status from deliveries order by labourer_id, job_id`;
  const letters = await sql`select channel, message_id, status from messages`;
  await close();
  const idsOf = (channel: string) =>
    letters
      .filter((l) => l.channel === channel)
      .map((l) => String(l.message_id))
      .sort();
  return {
    pairs: rows.map((r) => `${r.labourer_id} ${r.job_id} ${r.tier} ${r.score} ${r.channel} ${r.status}`),
    undelivered: letters.filter((l) => l.status !== 'sent').length,
    mailIds: idsOf('email'),
    textIds: idsOf('sms'),
  };
}

const distinct = (ids: readonly string[]) => [...new Set(ids)].sort();

/** Runs to the end and says how it stands; the gateways are emptied first. */
async function finish(database: string): Promise<Outcome> {
  await songgang('match', database).ended;
  return outcomeOf(database);
}

function assertSame(outcome: Outcome, clean: Outcome) {
  expect(outcome.pairs).toEqual(clean.pairs);
  expect(outcome.undelivered).toBe(0);
  expect(outcome.mailIds).toHaveLength(clean.mailIds.length);
  // Everything that stands as sent has reached the gateway, and nothing else has; what came twice came with the same id.
  expect(distinct(mails.map((id) => id.slice(0, id.indexOf('@'))))).toEqual(outcome.mailIds);
  expect(distinct(texts)).toEqual(outcome.textIds);
}

const emptyGateways = () => {
  mails.length = 0;
  texts.length = 0;
};

/** A repeatable draw: a failing trial can be looked at again. */
function draws(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function killAfter(child: ChildProcess, ended: Promise<unknown>, ms: number) {
  const timer = setTimeout(() => child.kill('SIGKILL'), ms);
  await ended.catch(() => {});
  clearTimeout(timer);
}

describe('a match run that is killed', () => {
  test(`at ${KILLS} random moments ends, started again, in what one clean run does`, {
    timeout: 1_200_000,
  }, async () => {
    await copyOfBase('clean');
    emptyGateways();
    const began = performance.now();
    const clean = await finish('clean');
    const lasts = performance.now() - began;
    expect(clean.pairs.length).toBeGreaterThan(500);
    assertSame(clean, clean);
    const next = draws(20_261_122);
    for (let kills = 0; kills < KILLS; ) {
      await copyOfBase('trial');
      emptyGateways();
      for (let i = 0; i < KILLS_A_TRIAL; i += 1, kills += 1) {
        const { child, ended } = songgang('match', 'trial');
        await killAfter(child, ended, next() * lasts);
      }
      assertSame(await finish('trial'), clean);
    }
  });

  test(`${SERVER_KILLS} times with the database server under it`, { timeout: 600_000 }, async () => {
    await copyOfBase('clean');
    emptyGateways();
    const began = performance.now();
    const clean = await finish('clean');
    const lasts = performance.now() - began;
    const next = draws(7);
    for (let kills = 0; kills < SERVER_KILLS; kills += 1) {
      await copyOfBase('trial');
      emptyGateways();
      const { child, ended } = songgang('match', 'trial');
      const timer = setTimeout(killServer, next() * lasts);
      await ended.catch(() => {});
      clearTimeout(timer);
      child.kill('SIGKILL');
      await closeCluster().catch(() => {});
      await openCluster();
      assertSame(await finish('trial'), clean);
    }
  });
});

function killServer() {
  const lock = path.join(clusterFolder(home.path), 'data', 'postmaster.pid');
  const pid = Number(fs.readFileSync(lock, 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGKILL');
}
