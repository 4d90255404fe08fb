import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { sql as statement } from 'drizzle-orm';
import { buildApp, type Deps } from '../../../api/src/app.ts';
import { type Connection, connect, type Db } from '../../../api/src/db/client.ts';
import { migrateAll } from '../../../api/src/db/migrate.ts';
import { DEMO_COUNTY, loadDemo } from '../../../api/src/demo/load.ts';
import { matchCounty } from '../../../api/src/domains/matching/run.ts';
import { vaultOf } from '../../../api/src/kernel/crypt.ts';
import { type Ctx, systemActor } from '../../../api/src/kernel/ctx.ts';
import { openQueue, type Queue } from '../../../api/src/kernel/outbox.ts';
import { inDatabase } from '../../support/clone.ts';
import type { BenchEngines } from './engines.ts';
import { quantile, type Row, row } from './table.ts';
import { median, ms, TIMES, time, times } from './timing.ts';

/** The demonstration county at full size in a database of its own, as the product keeps it. */
export interface Product extends Connection {
  readonly url: string;
  readonly deps: Deps;
  readonly ctx: Ctx;
}

export async function openProduct(engines: BenchEngines): Promise<Product> {
  const url = inDatabase(engines.databaseUrl, 'songgang_matching');
  await engines.sql.unsafe('create database songgang_matching');
  const connection = connect(url);
  await migrateAll(connection.db);
  const queue = await openQueue(url, (error) => console.error(error));
  const search = engines.meilisearch?.('matching') ?? engines.postgres('matching');
  await search.prepare();
  const deps = depsOf(connection.db, queue, search);
  await loadDemo(deps, { labourers: 22_198, jobs: 5_000, seed: 1, reset: false });
  const close = async () => {
    await queue.stop();
    await connection.close();
  };
  return { ...connection, close, url, deps, ctx: { ...deps, actor: systemActor(DEMO_COUNTY) } };
}

export const depsOf = (db: Db, outbox: Queue, search: Deps['search']): Deps => ({
  db,
  outbox,
  search,
  now: () => new Date(),
  vault: vaultOf('a key for the bench only'),
  courier: { email: async () => {}, sms: async () => {} },
});

/** The same county again as it was before any run: what nobody has sent out goes, and the runs that brought it. */
export async function forgetRuns(db: Db): Promise<void> {
  await db.execute(statement`delete from deliveries where status = 'planned'`);
  await db.execute(statement`delete from match_runs r where not exists (
    select from deliveries d where d.county_code = r.county_code and d.run_id = r.id)`);
}

/** How long the transactions of a run took, one after the other: the last is its commit. */
function watched(ctx: Ctx): { ctx: Ctx; taken: number[] } {
  const taken: number[] = [];
  const transaction: Db['transaction'] = async (...given) => {
    const since = performance.now();
    try {
      return await ctx.db.transaction(...given);
    } finally {
      taken.push(performance.now() - since);
    }
  };
  const db = new Proxy(ctx.db, { get: (own, key) => (key === 'transaction' ? transaction : Reflect.get(own, key)) });
  return { ctx: { ...ctx, db }, taken };
}

/** A whole run of the county through the service, its commit beside a COPY of the rows it wrote. */
export async function commitRow({ ctx, db, sql }: Product): Promise<Row> {
  const [commits, copies, whole]: [number[], number[], number[]] = [[], [], []];
  let rows = 0;
  for (let n = 0; n < TIMES; n++) {
    await forgetRuns(db);
    await sql`vacuum deliveries`;
    const watch = watched(ctx);
    const since = performance.now();
    const { runId } = await matchCounty(watch.ctx);
    whole.push(performance.now() - since);
    commits.push(watch.taken.at(-1) as number);
    const lines = await text(
      await sql`copy (select * from deliveries where run_id = ${sql.unsafe(`'${runId}'`)}) to stdout`.readable(),
    );
    rows = lines.split('\n').length - 1;
    copies.push(await copied(sql, runId, lines));
  }
  const ratio = median(commits) / median(copies);
  const measured = `${times(ratio)}: ${ms(median(commits))} against ${ms(median(copies))} for ${rows.toLocaleString('en')} deliveries; the whole run ${ms(median(whole))}`;
  return row('commit of deliveries and outbox versus a bare COPY of the same rows', '≤ 1.5 ×', measured, ratio <= 1.5);
}

/**
 * Milliseconds of the COPY into the same table, with its keys and checks and committed as the run is. What the product
 * counts of deliveries while it writes them is no part of a bare COPY: that stays off.
 */
async function copied(sql: Product['sql'], runId: string, lines: string): Promise<number> {
  await sql`alter table deliveries disable trigger user`;
  try {
    await sql`delete from deliveries where run_id = ${runId}`;
    await sql`vacuum deliveries`;
    const since = performance.now();
    await sql.begin(async (tx) => pipeline(Readable.from([lines]), await tx`copy deliveries from stdin`.writable()));
    return performance.now() - since;
  } finally {
    await sql`alter table deliveries enable trigger user`;
  }
}

/**
 * One card and one posting matched anew through the service, when the county has had its run, beside a run of the
 * county: people of whom one offer is over, so that they have room for another, and postings with places left.
 */
export async function oneChangedRow({ ctx, db, sql }: Product): Promise<Row> {
  const people = await db.execute<{ id: string }>(statement`
    update deliveries set status = 'closed', close_reason = 'job_closed' where (county_code, id) in (
      select distinct on (labourer_id) county_code, id from deliveries where status = 'planned' order by labourer_id limit 500)
    returning labourer_id as id`);
  const posts = await db.execute<{ id: string }>(statement`
    select j.id from jobs j join deliveries d on d.job_county_code = j.county_code and d.job_id = j.id
    where j.status = 'published' and d.status = 'planned' group by j.county_code, j.id
    having count(*) < 5 * (j.head_count - j.placed_count) order by j.id limit 500`);
  // The runs before left some hundred thousand dead rows, as no year does in a minute; autovacuum would come to them.
  await sql`vacuum analyze`;
  const some = <T>(rows: readonly T[]) => [0, 99, 199, 299, 399].map((n) => rows[n % rows.length] as T);
  const county = await time(
    () => matchCounty(ctx, { dryRun: true }),
    () => undefined,
    1,
  );
  const each = async (runs: (() => Promise<unknown>)[]) => {
    const taken: number[] = [];
    for (const run of runs) taken.push(await time(run, () => undefined, 3));
    return median(taken);
  };
  const card = await each(
    some(people).map(
      ({ id }) =>
        () =>
          matchCounty(ctx, { labourerIds: [id], dryRun: true }),
    ),
  );
  const post = await each(
    some(posts).map(
      ({ id }) =>
        () =>
          matchCounty(ctx, { jobId: id, dryRun: true }),
    ),
  );
  const measured = `a labourer ${ms(card)}, a job ${ms(post)}; the county ${ms(county)}`;
  const isMet = Math.max(card, post) <= Math.max(50, county / 100);
  return row('one labourer or one job changed, database and all', '≤ 50 ms or ≤ 1/100 of a full run', measured, isMet);
}

const TEXTS = ['缝纫工', '保安', '普工', '保洁', '家政', '焊工', '厨师', '包装', '仓库', '司机'] as const;
const ASKED = 2_000;
/** Runs of the county during which it is asked. */
const RUNS = 3;

/** Public search over the api, in turn without and during runs of the county in a process of their own, as the worker's. */
export async function searchDuringRow(product: Product): Promise<Row> {
  const app = await buildApp(product.deps);
  const ask = async (n: number) => {
    const since = performance.now();
    const reply = await app.inject({ url: `/api/jobs?text=${encodeURIComponent(TEXTS[n % TEXTS.length] as string)}` });
    if (reply.statusCode !== 200) throw new Error(`a search was answered with ${reply.statusCode}`);
    return performance.now() - since;
  };
  try {
    for (let n = 0; n < 50; n++) await ask(n);
    const idle = await asked(ask, (taken) => taken.length < ASKED);
    const busy = await duringRuns(product.url, ask);
    const [half, most] = [quantile(busy, 0.5) / quantile(idle, 0.5), quantile(busy, 0.99) / quantile(idle, 0.99)];
    const measured = `p50 ${times(half)} (${ms(quantile(busy, 0.5))} against ${ms(quantile(idle, 0.5))}), p99 ${times(most)} (${ms(quantile(busy, 0.99))} against ${ms(quantile(idle, 0.99))})`;
    return row(
      'public search during a county run versus idle',
      'p50 ≤ 1.2 ×, p99 ≤ 2 ×',
      measured,
      half <= 1.2 && most <= 2,
    );
  } finally {
    await app.close();
  }
}

type Asking = (n: number) => Promise<number>;

async function asked(ask: Asking, isGoingOn: (taken: readonly number[]) => boolean): Promise<number[]> {
  const taken: number[] = [];
  while (isGoingOn(taken)) taken.push(await ask(taken.length));
  return taken;
}

/** From the beginning of a run to its end, several times: reading, reckoning and commit, and nothing between the runs. */
async function duringRuns(url: string, ask: Asking): Promise<number[]> {
  const runs = fork(new URL('match-runs.ts', import.meta.url).pathname, [url], { stdio: 'inherit' });
  const taken: number[] = [];
  for (let n = 0; n < RUNS; n++) {
    let isRunning = true;
    await once(runs, 'message');
    runs.once('message', () => {
      isRunning = false;
    });
    taken.push(...(await asked(ask, () => isRunning)));
  }
  runs.kill('SIGTERM');
  await once(runs, 'exit');
  return taken;
}
