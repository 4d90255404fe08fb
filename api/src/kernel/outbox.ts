import { PgBoss, type QueueOptions } from 'pg-boss';
import type { Tx } from '../db/client.ts';
import { runKept } from '../db/kept.ts';
import { withoutValues } from '../db/without-values.ts';

interface OfCounty {
  readonly countyCode: string;
}
interface One extends OfCounty {
  readonly id: string;
}

/** All news that travels between domains, and what each carries. */
export interface Topics {
  'job.changed': One;
  'labourer.changed': One;
  'employer.changed': One;
  'match.committed': One;
  'message.queued': One;
  'delivery.answered': One;
  'visit.recorded': One;
  'fair.changed': One;
  'placement.changed': One;
  'claim.changed': One;
  'policy.changed': One;
  'word.changed': One;
}
export type Topic = keyof Topics;

export const TOPICS = [
  'job.changed',
  'labourer.changed',
  'employer.changed',
  'match.committed',
  'message.queued',
  'delivery.answered',
  'visit.recorded',
  'fair.changed',
  'placement.changed',
  'claim.changed',
  'policy.changed',
  'word.changed',
] as const satisfies readonly Topic[];

/** Where a service puts news: a row in its own transaction, so that news and change are there together or not at all. */
export interface Outbox {
  enqueue<T extends Topic>(tx: Tx, topic: T, payload: Topics[T]): Promise<void>;
}

/** Handlers bear being run twice: every effect has a unique key of its own. */
export type Handlers = { readonly [T in Topic]?: (payload: Topics[T]) => Promise<void> };

const QUEUE: QueueOptions & { notify: boolean } = {
  notify: true,
  retryLimit: 8,
  retryDelay: 2,
  retryBackoff: true,
  expireInSeconds: 600,
};

export interface Queue extends Outbox {
  /** Takes work until `stop`. */
  work(handlers: Handlers): Promise<void>;
  /** Runs what waits, here and now, until nothing is left; what fails stays for its retry and is reported. */
  drain(handlers: Handlers, onError: (topic: Topic, error: unknown) => void): Promise<number>;
  stop(): Promise<void>;
}

/** Opens the queue on a database; creates its tables and queues where they are missing. */
export async function openQueue(url: string, onError: (error: Error) => void): Promise<Queue> {
  const boss = new PgBoss({ connectionString: url, useListenNotify: true, max: 4 });
  boss.on('error', onError);
  await boss.start();
  await Promise.all(TOPICS.map((topic) => boss.createQueue(topic, QUEUE)));
  return {
    async enqueue(tx, topic, payload) {
      await boss.send(topic, payload, { db: within(tx) });
    },
    async work(handlers) {
      for (const topic of TOPICS) await workOn(boss, handlers, topic);
    },
    drain: (handlers, report) => drain(boss, handlers, report),
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  };
}

/** The queue's own statement, the same for all news of a topic, in the transaction of whoever has news. */
const within = (tx: Tx) => ({
  executeSql: async (text: string, values: unknown[] = []) => ({ rows: await runKept(tx, text, values) }),
});

async function workOn<T extends Topic>(boss: PgBoss, handlers: Handlers, topic: T): Promise<void> {
  const handle = handlers[topic];
  if (!handle) return;
  const options = { batchSize: 20, pollingIntervalSeconds: 2, burstWhenBatchFull: true, localConcurrency: 2 };
  await boss.work<Topics[T]>(topic, options, async (jobs) => {
    // What a handler throws is kept with its job: it must not carry the values of a query.
    for (const job of jobs) await handle(job.data).catch((error: unknown) => Promise.reject(withoutValues(error)));
  });
}

async function drain(
  boss: PgBoss,
  handlers: Handlers,
  report: (topic: Topic, error: unknown) => void,
): Promise<number> {
  let done = 0;
  for (let took = -1; took !== 0; done += took) {
    took = 0;
    for (const topic of TOPICS) took += await drainTopic(boss, handlers, topic, report);
  }
  return done;
}

async function drainTopic<T extends Topic>(
  boss: PgBoss,
  handlers: Handlers,
  topic: T,
  report: (topic: Topic, error: unknown) => void,
): Promise<number> {
  const handle = handlers[topic];
  const jobs = handle ? await boss.fetch<Topics[T]>(topic, { batchSize: 100 }) : [];
  for (const job of jobs) {
    try {
      await handle?.(job.data);
      await boss.complete(topic, job.id);
    } catch (error) {
      const safe = withoutValues(error);
      report(topic, safe);
      await boss.fail(topic, job.id, { message: String(safe) });
    }
  }
  return jobs.length;
}
