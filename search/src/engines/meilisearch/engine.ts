import { type Index, Meilisearch } from 'meilisearch';
import type { IndexedJob } from '../../documents.ts';
import type { Fingerprint, JobQuery, JobSearch } from '../../port.ts';
import { downOr, isMissingIndex, settled } from './errors.ts';
import { quoted } from './filter.ts';
import { knownPostings } from './known.ts';
import type { Found } from './order.ts';
import { findPage, type Server } from './query.ts';
import { type Asking, questionsTo } from './questions.ts';
import { differs, wantedSettings } from './settings.ts';

export interface MeilisearchOptions {
  readonly url: string;
  readonly key?: string | undefined;
  /** Name of the index; a second one, `<index>_next`, exists while all is replaced. */
  readonly index?: string;
  /** Milliseconds after which an answer to a search counts as "down". */
  readonly patience?: number;
}

const BATCH = 1_000;
/** Batches in the server's queue at a time. */
const SENT_AHEAD = 8;
/** A batch of postings is indexed in seconds; a server that needs minutes is down for our purposes. */
const TASK_PATIENCE = 120_000;

/** The official client as this product uses it. */
export const clientOf = ({ url, key }: Pick<MeilisearchOptions, 'url' | 'key'>): Meilisearch =>
  new Meilisearch({
    host: url,
    ...(key !== undefined && { apiKey: key }),
    timeout: TASK_PATIENCE,
    // A compressed answer leaves the server in pieces, and the second waits 40 ms for the first to be acknowledged.
    requestInit: { headers: { 'Accept-Encoding': 'identity' } },
    defaultWaitOptions: { timeout: TASK_PATIENCE, interval: 20 },
  });

export function meilisearch({ url, key, index: uid = 'jobs', patience = 800 }: MeilisearchOptions): JobSearch {
  const engine = 'meilisearch';
  const client = clientOf({ url, key });
  const index: Index<IndexedJob> = client.index(uid);
  const ask = questionsTo({ url, key }, patience);
  const seen = { large: new Set<string>(), known: knownPostings() };

  return {
    engine,
    prepare: () => prepare(client, uid).catch(downOr),
    async find(query: JobQuery, signal) {
      return findPage(serverOf(ask, uid, seen, signal), query, engine).catch(downOr);
    },
    put: async (jobs) => void (await putAll(client, uid, inBatches(jobs)).catch(downOr)),
    async drop(ids) {
      if (ids.length > 0)
        settled(
          await index
            .deleteDocuments([...ids])
            .waitTask()
            .catch(downOr),
        );
    },
    replaceAll: (read) => replaceAll(client, uid, read()).catch(downOr),
    fingerprints: () => fingerprints(index),
    count: async () => (await index.getStats().catch(downOr)).numberOfDocuments,
    isHealthy: (signal) => isHealthy(client, signal),
    async remove() {
      await removeIndex(client, uid).catch(downOr);
    },
  };
}

/** The questions of one page: given up when the asker has gone. */
const serverOf = (
  ask: Asking,
  uid: string,
  seen: Pick<Server, 'large' | 'known'>,
  signal: AbortSignal | undefined,
): Server => ({
  ...seen,
  async documents(asked) {
    const path = `indexes/${encodeURIComponent(uid)}/documents/fetch`;
    const { results, total } = await ask<{ results: Found[]; total: number }>(path, asked, signal);
    return { hits: results, total };
  },
  async searches(asked) {
    const queries = asked.map((one) => ({ ...one, indexUid: uid }));
    const { results } = await ask<{ results: Searched[] }>('multi-search', { queries }, signal);
    return results.map(({ hits, estimatedTotalHits: total }) => ({ hits, total }));
  },
});

interface Searched {
  readonly hits: Found[];
  readonly estimatedTotalHits: number;
}

const soon = (patience: number, signal?: AbortSignal): AbortSignal =>
  signal ? AbortSignal.any([signal, AbortSignal.timeout(patience)]) : AbortSignal.timeout(patience);

/** Creates the index with our settings. One that stands already with other settings keeps answering until it is replaced. */
async function prepare(client: Meilisearch, uid: string): Promise<'ready' | 'rebuild'> {
  try {
    return differs(await client.index(uid).getSettings()) ? 'rebuild' : 'ready';
  } catch (error) {
    if (!isMissingIndex(error)) throw error;
    await create(client, uid);
    return 'ready';
  }
}

async function create(client: Meilisearch, uid: string): Promise<void> {
  settled(await client.createIndex(uid, { primaryKey: 'id' }).waitTask());
  settled(await client.index(uid).updateSettings(wantedSettings()).waitTask());
}

async function removeIndex(client: Meilisearch, uid: string): Promise<void> {
  const task = await client.deleteIndex(uid).waitTask();
  if (task.error?.code !== 'index_not_found') settled(task);
}

type Batches = AsyncIterable<readonly IndexedJob[]> | Iterable<readonly IndexedJob[]>;

/** The server joins batches that wait in its queue into one piece of work, so some are sent ahead; how many bounds the memory. */
async function putAll(client: Meilisearch, uid: string, batches: Batches): Promise<number> {
  const sent: number[] = [];
  const settleOldest = async () => {
    const oldest = sent.shift();
    if (oldest !== undefined) settled(await client.tasks.waitForTask(oldest));
  };
  let count = 0;
  for await (const batch of batches) {
    const { taskUid } = await client.index(uid).addDocuments([...batch], { primaryKey: 'id' });
    count += batch.length;
    if (sent.push(taskUid) > SENT_AHEAD) await settleOldest();
  }
  while (sent.length > 0) await settleOldest();
  return count;
}

function* inBatches(jobs: readonly IndexedJob[]): Generator<readonly IndexedJob[]> {
  for (let from = 0; from < jobs.length; from += BATCH) yield jobs.slice(from, from + BATCH);
}

async function replaceAll(client: Meilisearch, uid: string, batches: Batches): Promise<number> {
  const spare = `${uid}_next`;
  await removeIndex(client, spare);
  await create(client, spare);
  const count = await putAll(client, spare, batches);
  await prepare(client, uid);
  settled(await client.swapIndexes([{ indexes: [uid, spare], rename: false }]).waitTask());
  await removeIndex(client, spare);
  return count;
}

async function* fingerprints(index: Index<IndexedJob>): AsyncGenerator<readonly Fingerprint[]> {
  for (let last = ''; ; ) {
    const filter = last === '' ? undefined : `id > ${quoted(last)}`;
    const asked = {
      fields: ['id' as const, 'hash' as const],
      sort: ['id:asc'],
      limit: BATCH,
      ...(filter && { filter }),
    };
    const { results } = await index.getDocuments<IndexedJob>(asked).catch(downOr);
    if (results.length > 0) yield results.map(({ id, hash }) => ({ id, hash }));
    if (results.length < BATCH) return;
    last = results.at(-1)?.id ?? '';
  }
}

async function isHealthy(client: Meilisearch, signal?: AbortSignal): Promise<boolean> {
  try {
    // Statistics need the key: a server that refuses us is not healthy for us.
    await client.httpRequest.get({ path: 'version', extraRequestInit: { signal: soon(2_000, signal) } });
    return true;
  } catch {
    return false;
  }
}
