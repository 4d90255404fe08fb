import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { meilisearch } from '../../search/src/engines/meilisearch/engine.ts';
import { type FailoverSearch, failover } from '../../search/src/failover.ts';
import { aClock } from '../support/clock.ts';
import { describeWhere } from '../support/skip.ts';
import { describeContract } from './contract.ts';
import { aJob, idOf } from './job-builder.ts';
import { hasMeilisearch, type Opened, openMeilisearch, openPostgres } from './servers.ts';

const ALL = { where: {}, tiers: [{ name: 'all' }], offset: 0, limit: 20 };

describeWhere(hasMeilisearch, 'failover between two real engines (no Meilisearch)')('failover', () => {
  describeContract(async () => {
    const [first, second] = [await openMeilisearch(`failover_${process.pid}`), await openPostgres('failover')];
    const search = failover(first.search, second.search, { now: () => 0 });
    return { search, close: async () => void (await Promise.all([first.close(), second.close()])) };
  });
});

describe('failover to PostgreSQL', () => {
  const clock = aClock();
  let second: Opened;
  let server: Server;
  let url: string;
  /** How the server behaves: what a broken Meilisearch does to a request. */
  let behave: (reply: ServerResponse) => void;
  let asked = 0;
  let recoveries = 0;
  let search: FailoverSearch;

  beforeAll(async () => {
    second = await openPostgres('second');
    server = createServer((_, reply) => {
      asked += 1;
      behave(reply);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    // An address of a TCP server is never a pipe's name.
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await second.search.put([aJob({ id: idOf(1) })]);
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await second.close();
  });
  beforeEach(() => {
    [asked, recoveries] = [0, 0];
    const now = () => clock.now().getTime();
    const first = meilisearch({ url, index: 'jobs', patience: 150 });
    search = failover(first, second.search, { now, coolOff: 5_000, onRecovery: () => (recoveries += 1) });
  });

  const json = (status: number, body: unknown) => (reply: ServerResponse) =>
    void reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const works = json(200, { results: [{ id: idOf(7) }], total: 1 });
  const answer = async () => {
    const { engine, hits } = await search.find(ALL);
    return `${engine} ${hits.map(({ id }) => Number(id.slice(-3))).join()}`;
  };

  test.each<[string, (reply: ServerResponse) => void]>([
    ['never answers', () => {}],
    ['hangs up', (reply) => void reply.destroy()],
    ['is broken', json(500, { message: 'internal', code: 'internal' })],
    ['is overloaded', json(503, { message: 'too many search requests', code: 'too_many_search_requests' })],
    ['refuses our key', json(403, { message: 'invalid key', code: 'invalid_api_key' })],
    ['speaks another language', (reply) => void reply.end('<html>')],
  ])('when Meilisearch %s', async (_, behaviour) => {
    behave = behaviour;
    expect(await answer()).toBe('postgres 1');
    expect(search.status()).toMatchObject({ circuit: 'closed', lastError: expect.stringContaining('meilisearch') });
    expect(await answer()).toBe('postgres 1');
    expect(search.status()).toMatchObject({ circuit: 'open', answering: 'postgres', since: clock.now().getTime() });
  });

  test('leaves it alone for a while, then tries it with one question, and recovers by itself', async () => {
    behave = json(500, {});
    await answer();
    await answer();
    expect(asked).toBe(2);
    expect(await answer()).toBe('postgres 1');
    expect(asked).toBe(2);

    clock.advance(5_000);
    expect(await answer()).toBe('postgres 1');
    expect(asked).toBe(3);
    expect(await answer()).toBe('postgres 1');
    expect(asked).toBe(3);

    clock.advance(5_000);
    behave = works;
    expect(await Promise.all([answer(), answer()])).toEqual(['meilisearch 7', 'postgres 1']);
    expect(await answer()).toBe('meilisearch 7');
    expect(search.status()).toMatchObject({ circuit: 'closed', answering: 'meilisearch', since: undefined });
    expect(recoveries).toBe(1);
  });

  test('keeps PostgreSQL current and counts what Meilisearch missed', async () => {
    behave = json(500, {});
    await search.put([aJob({ id: idOf(2) })]);
    await search.drop([idOf(2)]);
    expect(search.status()).toMatchObject({ circuit: 'open', missedWrites: 2 });
    expect(await second.search.count()).toBe(1);
    await search.drop([idOf(3)]);
    expect(search.status().missedWrites).toBe(3);
  });

  test('one missed write is reason enough to ask for a reconcile', async () => {
    behave = json(500, {});
    await search.drop([idOf(3)]);
    behave = works;
    await answer();
    expect(recoveries).toBe(1);
    expect(search.status().missedWrites).toBe(0);
  });

  test('an engine that is wrong is not hidden', async () => {
    behave = json(400, { message: 'Attribute `x` is not filterable.', code: 'invalid_search_filter' });
    await expect(answer()).rejects.toMatchObject({ code: 'search.wrong' });
    expect(search.status().circuit).toBe('closed');
  });

  test('an asker who leaves says nothing about the engine', async () => {
    behave = () => {};
    for (let n = 0; n < 3; n += 1) {
      await expect(search.find(ALL, AbortSignal.timeout(1))).rejects.toThrow();
    }
    expect(search.status()).toMatchObject({ circuit: 'closed', lastError: undefined });
  });
});
