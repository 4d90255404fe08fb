import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { meilisearch } from '@songgang/search/engines/meilisearch/engine.ts';
import type { Ad } from '@songgang/search/eval/postings.ts';
import type { Layer } from '@songgang/search/eval/search.ts';
import { type Connection, connect } from '../../../api/src/db/client.ts';
import { migrateAll } from '../../../api/src/db/migrate.ts';
import { employers } from '../../../api/src/domains/employers/tables.ts';
import { rebuildIndex } from '../../../api/src/domains/jobs/search-index.ts';
import { insertJobs } from '../../../api/src/domains/jobs/store.ts';
import type { jobs } from '../../../api/src/domains/jobs/tables.ts';
import { seedRegions } from '../../../api/src/domains/regions/seed.ts';
import { addCounty } from '../../../api/src/domains/regions/service.ts';
import { uuidv7 } from '../../../api/src/kernel/id.ts';
import { inDatabase } from '../../support/clone.ts';
import type { BenchEngines } from './engines.ts';

export const COUNTY = '371311';
const API = path.resolve(import.meta.dirname, '../../../api/src/main.ts');
const DAY_MS = 86_400_000;

export interface BenchApi {
  /** The first page for a query, as a visitor's browser would ask for it. */
  search(text: string): Promise<unknown>;
  close(): Promise<void>;
}

/** The api as a county runs it, a process of its own, over these ads as open postings. The web is left out: it is not asked. */
export async function openApi(engines: BenchEngines, layer: Layer, ads: readonly Ad[]): Promise<BenchApi> {
  const { server, databaseUrl, home } = engines;
  if (!server) throw new Error('the api is measured with a Meilisearch');
  const database = inDatabase(databaseUrl, 'songgang_api');
  await engines.sql.unsafe('create database songgang_api');
  const connection = connect(database);
  try {
    await fill(connection, layer, ads);
    const search = meilisearch({ ...server, patience: 60_000 });
    const open = await rebuildIndex({ db: connection.db, now: () => new Date(), search });
    if (open !== ads.length) throw new Error(`only ${open} of ${ads.length} postings are open`);
  } finally {
    await connection.close();
  }
  const port = await freePort();
  const child = fork(API, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      DATABASE_URL: database,
      MEILI_URL: server.url,
      ...(server.key !== undefined && { MEILI_KEY: server.key }),
      PORT: String(port),
      SONGGANG_HOME: home,
      SONGGANG_WEB_OUT: webOut(home),
    },
  });
  await ready(child);
  return {
    async search(text) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/jobs?text=${encodeURIComponent(text)}`);
      if (!answer.ok) throw new Error(`the api answered ${answer.status}`);
      return answer.json();
    },
    async close() {
      child.kill('SIGTERM');
      await once(child, 'exit');
      await engines.sql.unsafe('drop database songgang_api with (force)');
    },
  };
}

function webOut(home: string): string {
  const folder = path.join(home, 'web');
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
  fs.writeFileSync(path.join(folder, 'handler.js'), 'export const handler = (_, response) => response.end();');
  return folder;
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo; // a TCP server's address is never a path
  server.close();
  await once(server, 'close');
  return port;
}

async function ready(child: ChildProcess): Promise<void> {
  const [told] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown];
  if (typeof told !== 'object') throw new Error('the api did not start');
}

async function fill({ db }: Connection, layer: Layer, ads: readonly Ad[]): Promise<void> {
  await migrateAll(db);
  await db.transaction((tx) => seedRegions(tx));
  const now = new Date();
  await addCounty({ db, now: () => now }, COUNTY);
  const names = [...new Set(ads.map(({ company = '' }) => company))];
  const firms = new Map(names.map((name) => [name, uuidv7(now)]));
  const dates = { createdAt: now, updatedAt: now };
  await db.insert(employers).values(
    [...firms].map(([name, id], n) => ({
      countyCode: COUNTY,
      id,
      creditCode: `BENCH${String(n).padStart(13, '0')}`,
      name,
      kind: 'company' as const,
      regionCode: `${COUNTY}000000`,
      state: 'verified' as const,
      ...dates,
    })),
  );
  await db.transaction((tx) =>
    insertJobs(
      tx,
      ads.map((ad) => ({ ...rowOf(ad, layer, now), employerId: firms.get(ad.company ?? '') ?? '', ...dates })),
    ),
  );
  await db.execute('analyze');
}

/** An ad as its employer would have entered it. */
function rowOf(
  ad: Ad,
  layer: Layer,
  now: Date,
): Omit<typeof jobs.$inferInsert, 'employerId' | 'createdAt' | 'updatedAt'> {
  const [min = 0, max = 0] = (ad.salary ?? '').match(/\d+/g)?.map((yuan) => Number(yuan) * 100) ?? [];
  const pay = { payMinFen: min, payMaxFen: max, monthlyMinFen: min, monthlyMaxFen: max };
  return {
    countyCode: COUNTY,
    id: uuidv7(now),
    source: 'bench',
    sourceRef: ad.id,
    title: ad.title,
    description: ad.description ?? '',
    occupationCode: layer.meaningOf({ title: ad.title }).trades[0]?.code ?? '4012',
    kind: 'market',
    payKind: 'month',
    ...pay,
    perks: String(ad.benefits ?? '').split('、'),
    regionCode: layer.areasOf(ad.region ?? '')[0] ?? `${COUNTY}000000`,
    headCount: 1,
    validUntilOn: new Date(now.getTime() + 90 * DAY_MS).toISOString().slice(0, 10),
    status: 'published',
    publishedAt: new Date(ad.posted ?? now),
    createdBy: uuidv7(now),
  };
}
