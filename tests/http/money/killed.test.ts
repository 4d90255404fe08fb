import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Connection, connect } from '../../../api/src/db/client.ts';
import { freePort } from '../../../api/src/db/cluster.ts';
import { verifyChain } from '../../../api/src/domains/audit/service.ts';
import { takeBatchStep } from '../../../api/src/domains/subsidies/payments/batches.ts';
import { reconcile } from '../../../api/src/domains/subsidies/payments/reconcile.ts';
import {
  bankReturns,
  paymentBatches,
  paymentLines,
  payments,
} from '../../../api/src/domains/subsidies/payments/tables.ts';
import { namedUrl } from '../../../api/src/start/parts.ts';
import { random } from '../../bench/support/random.ts';
import { anAccount, aWorld, COUNTY, type World } from '../../support/app.ts';
import { cloneTemplate, dropClone } from '../../support/clone.ts';
import { aBudget, aClaim, aPolicy } from '../../support/money.ts';
import { aHome, cleanEnvironment, ROOT } from '../../support/server.ts';

const KILLS = Number(process.env.SONGGANG_KILLS ?? 8);
/** A return or a batch is cut off so often at most before it is let through. */
const KILLS_A_TRIAL = 5;
const LINES = 40;
/** Every so many lines one that the bank refuses. */
const FAILING = 7;
/** How the connections of the killed process are known. */
const NAME = 'to-be-killed';
const CLONE = `songgang_killed_${process.pid}`;
const home = aHome();
const chance = random(20_261_122);

let url: string;
let connection: Connection;
let world: World;
let policy: Awaited<ReturnType<typeof aPolicy>>;
let budgetLineId: string;

beforeAll(async () => {
  url = await cloneTemplate(inject('clusterUrl'), CLONE);
  connection = connect(url, 4);
  world = await aWorld(connection.db);
  policy = await aPolicy(world);
  budgetLineId = (await aBudget(world, 1_000_000_000)).id;
  // The process serves the web too; what it would show plays no part here.
  fs.writeFileSync(path.join(home.path, 'package.json'), '{"type":"module"}');
  fs.writeFileSync(path.join(home.path, 'handler.js'), 'export const handler = (_, reply) => reply.end();\n');
  calm = await aServer('left-alone');
});

afterAll(async () => {
  await end(calm, 'SIGTERM');
  await connection.close();
  await dropClone(inject('clusterUrl'), CLONE);
  home.remove();
});

/** The product's own process, answering. */
interface Server {
  readonly process: ChildProcess;
  post(url: string, body: object): Promise<Response>;
}

let cookie: string | undefined;
let calm: Server;

async function aServer(name = NAME): Promise<Server> {
  const port = await freePort();
  const env = {
    ...{
      ...cleanEnvironment(),
      DATABASE_URL: namedUrl(url, name),
      PORT: String(port),
      SONGGANG_HOME: home.path,
    },
    // The key of the tests' vault.
    ...{ SONGGANG_WEB_OUT: home.path, SONGGANG_KEY: 'a key for tests only' },
  };
  const child = fork(path.join(ROOT, 'api/src/main.ts'), { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [said] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  expect(said).toEqual({ ready: true });
  const post = (url: string, body: object) =>
    fetch(`http://127.0.0.1:${port}/api${url}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(cookie && { cookie }) },
      body: JSON.stringify(body),
    });
  cookie ??= await signIn(post);
  return { process: child, post };
}

async function signIn(post: Server['post']): Promise<string> {
  const { loginName } = await anAccount(world, 'finance_officer');
  const reply = await post('/session', { loginName, password: 'correct horse battery' });
  expect(reply.status).toBe(200);
  return String(reply.headers.get('set-cookie')).split(';')[0] ?? '';
}

async function end({ process: child }: Server, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

/** Asks, and takes the process away from under the question after so many milliseconds; says whether it was answered. */
async function askAndKill(url: string, body: object, ms: number): Promise<boolean> {
  const server = await aServer();
  const answer = server.post(url, body).then(
    () => true,
    () => false,
  );
  const timer = setTimeout(() => server.process.kill('SIGKILL'), ms);
  const [isAnswered] = await Promise.all([answer, once(server.process, 'exit')]);
  clearTimeout(timer);
  await hasLetGo();
  return isAnswered;
}

/** What the killed process had under way ends with its connections, one way or the other. */
async function hasLetGo(): Promise<void> {
  const { sql } = connection;
  const left = () =>
    sql`select 1 from pg_stat_activity where application_name = ${NAME} and datname = current_database()`;
  await expect.poll(async () => (await left()).length, { timeout: 30_000 }).toBe(0);
}

/** The same question to a process of its own that lives: how long it takes on a fresh one. */
async function askFresh(url: string, body: object) {
  const server = await aServer();
  const told = await askOf(server, url, body);
  await end(server, 'SIGTERM');
  return told;
}

/** To the process that is left alone. */
const ask = (url: string, body: object) => askOf(calm, url, body);

async function askOf(server: Server, url: string, body: object) {
  const began = performance.now();
  const reply = await server.post(url, body);
  const answer = await reply.json();
  const lasted = performance.now() - began;
  return { status: reply.status, answer, lasted };
}

async function claimsToPay(): Promise<{ ids: string[]; totalFen: number }> {
  const made = [];
  for (let i = 0; i < LINES; i += 1) made.push(await aClaim(world, policy));
  return { ids: made.map(({ id }) => id), totalFen: made.reduce((sum, one) => sum + one.amountFen, 0) };
}

/** A new batch that the bank has, with its answer; made here, as only the reading is cut off. */
async function aSentBatch() {
  const { ids } = await claimsToPay();
  const { answer: batch } = await ask('/payment-batches', { budgetLineId, claimIds: ids });
  for (const [action, by] of [
    ['confirm', world.as('county_officer')],
    ['send', world.as('finance_officer')],
  ] as const) {
    const [row] = (await connection.db.select().from(paymentBatches)).filter(({ id }) => id === batch.id);
    await takeBatchStep(by, { params: { id: batch.id }, body: { action, version: row?.version ?? 0 } });
  }
  return { id: String(batch.id), base64: await returnOf(batch.id) };
}

async function returnOf(batchId: string): Promise<string> {
  const { sql } = connection;
  const rows = await sql`select l.number, l.amount_fen, a.number_sealed from payment_lines l
    join payee_accounts a on a.id = l.account_id where l.batch_id = ${batchId} order by l.number`;
  const lines = rows.map(({ number, amount_fen: fen, number_sealed: sealed }) => {
    const isFailed = number % FAILING === 0;
    const tail = world.deps.vault.open(sealed).slice(-4);
    return [
      number,
      (fen / 100).toFixed(2),
      `****${tail}`,
      isFailed ? '失败' : '成功',
      isFailed ? '户名不符' : '',
    ].join();
  });
  return Buffer.from(['序号,金额,收款账号,处理结果,失败原因', ...lines].join('\n')).toString('base64');
}

/** What stands of a batch: how many lines of each status, and payments. */
async function standing(batchId: string) {
  const lines = (await connection.db.select().from(paymentLines)).filter((line) => line.batchId === batchId);
  const ids = new Set(lines.map(({ id }) => id));
  const paid = (await connection.db.select().from(payments)).filter(({ lineId }) => ids.has(lineId));
  const returns = (await connection.db.select().from(bankReturns)).filter((one) => one.batchId === batchId);
  const count = (status: string) => lines.filter((line) => line.status === status).length;
  return {
    ...{ waiting: count('waiting'), paid: count('paid'), failed: count('failed'), returns: returns.length },
    payments: paid.length,
    fen: paid.reduce((sum, { amountFen }) => sum + amountFen, 0),
  };
}

const FAILED = Math.floor(LINES / FAILING);
const UNREAD = { waiting: LINES, paid: 0, failed: 0, returns: 0, payments: 0, fen: 0 };

async function expectBooksAgree(): Promise<void> {
  const { totals, budget } = await reconcile(world.as('finance_officer'), { query: { year: 2026 } });
  expect({ agrees: totals.agrees, budget: budget.map(({ agrees }) => agrees) }).toEqual({
    agrees: true,
    budget: [true],
  });
  expect(await verifyChain(world.deps, COUNTY)).toMatchObject({ broken: null });
}

describe('a process that is killed', () => {
  test(`${KILLS} times while it reads a bank return has read all of it or nothing, and read again pays each line once`, {
    timeout: 1_200_000,
  }, async () => {
    const first = await aSentBatch();
    const file = (base64: string) => ({ file: { name: '回盘.csv', base64 } });
    const clean = await askFresh(`/payment-batches/${first.id}/returns`, file(first.base64));
    expect(clean).toMatchObject({ status: 200, answer: { outcome: { paid: LINES - FAILED, failed: FAILED } } });
    const cut = { before: 0, after: 0 };
    for (let kills = 0; kills < KILLS; ) {
      const { id, base64 } = await aSentBatch();
      const lines = (await connection.db.select().from(paymentLines)).filter(({ batchId }) => batchId === id);
      const paidFen = lines.reduce((sum, { number, amountFen }) => sum + (number % FAILING === 0 ? 0 : amountFen), 0);
      const read = {
        waiting: 0,
        paid: LINES - FAILED,
        failed: FAILED,
        returns: 1,
        payments: LINES - FAILED,
        fen: paidFen,
      };
      let isRead = false;
      for (let i = 0; i < KILLS_A_TRIAL && kills < KILLS && !isRead; i += 1, kills += 1) {
        await askAndKill(`/payment-batches/${id}/returns`, file(base64), chance.unit() * clean.lasted);
        isRead = (await standing(id)).returns > 0;
        expect(await standing(id)).toEqual(isRead ? read : UNREAD);
        cut[isRead ? 'after' : 'before'] += 1;
      }
      const again = await ask(`/payment-batches/${id}/returns`, file(base64));
      expect(again).toMatchObject({ status: 200, answer: { wasKnown: isRead, batch: { status: 'settled' } } });
      expect(await standing(id)).toEqual(read);
      await expectBooksAgree();
    }
    console.log(`${KILLS} kills within ${Math.round(clean.lasted)} ms: ${cut.before} left nothing, ${cut.after} all`);
    expect(cut.before).toBeGreaterThan(0);
  });

  test(`${Math.ceil(KILLS / 2)} times while it builds a batch has built all of it or nothing`, {
    timeout: 1_200_000,
  }, async () => {
    const clean = await askFresh('/payment-batches', { budgetLineId, claimIds: (await claimsToPay()).ids });
    expect(clean).toMatchObject({ status: 200, answer: { lineCount: LINES } });
    const cut = { before: 0, after: 0 };
    for (let kills = 0; kills < KILLS / 2; ) {
      const { ids: claimIds, totalFen } = await claimsToPay();
      const batches = async () => (await connection.db.select().from(paymentBatches)).length;
      const before = await batches();
      let isBuilt = false;
      for (let i = 0; i < KILLS_A_TRIAL && kills < KILLS / 2 && !isBuilt; i += 1, kills += 1) {
        await askAndKill('/payment-batches', { budgetLineId, claimIds }, chance.unit() * clean.lasted);
        isBuilt = (await batches()) > before;
        cut[isBuilt ? 'after' : 'before'] += 1;
      }
      const again = await ask('/payment-batches', { budgetLineId, claimIds });
      if (isBuilt) expect(again).toMatchObject({ status: 409, answer: { code: 'payment.not_payable' } });
      else expect(again).toMatchObject({ status: 200, answer: { lineCount: LINES, totalFen } });
      expect(await batches()).toBe(before + 1);
      const lines = (await connection.db.select().from(paymentLines)).filter(({ claimId }) =>
        claimIds.includes(claimId),
      );
      expect(lines.map(({ claimId }) => claimId).sort()).toEqual(claimIds.sort());
      expect(lines.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(totalFen);
      await expectBooksAgree();
    }
    console.log(
      `${KILLS / 2} kills within ${Math.round(clean.lasted)} ms: ${cut.before} left nothing, ${cut.after} all`,
    );
    expect(cut.before).toBeGreaterThan(0);
  });
});
