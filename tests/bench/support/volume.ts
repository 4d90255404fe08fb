import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { indexed } from '@songgang/search/documents.ts';
import { clientOf } from '@songgang/search/engines/meilisearch/engine.ts';
import { type Ad, documentOf, textOf } from '@songgang/search/eval/postings.ts';
import type { Layer } from '@songgang/search/eval/search.ts';
import type { JobSearch } from '@songgang/search/port.ts';
import type { BenchEngines } from './engines.ts';
import { generatedAds } from './postings.ts';
import { notHere, type Row, row } from './table.ts';

const POSTINGS = 100_000;
const BATCH = 1_000;
const SENT_AHEAD = 8;
const SEED = 1;
const MB = 2 ** 20;
/** What may be held more at the end than when it was warm: batches on their way, not postings kept. */
const FLAT_MB = 40;
const GOAL = 'documents per second ≥ 50 % of sending the bare documents';

/** 100,000 postings through the layer into Meilisearch, beside the same ads sent bare. */
export async function volumeRows(engines: BenchEngines, layer: Layer): Promise<Row[]> {
  const { meilisearch, server } = engines;
  if (!meilisearch || !server) return [notHere('100,000 postings indexed', GOAL, 'no Meilisearch')];
  const search = meilisearch('volume');
  const meant = await timed('with the layer', (step) => fillMeant(search, layer, step));
  await search.remove();
  const bare = await timed('bare', (step) => fillBare(server, step));
  const share = meant.perSecond / bare.perSecond;
  const speeds = `${meant.perSecond.toFixed(0)} against ${bare.perSecond.toFixed(0)}: ${(share * 100).toFixed(0)} %`;
  return [
    row('100,000 postings indexed', GOAL, speeds, share >= 0.5),
    row(
      'memory while indexing them',
      'flat',
      `${mb(meant.held[0])} held after 20,000, ${mb(meant.held[1])} at the end; resident at most ${mb(meant.most)}`,
      meant.held[1] - meant.held[0] <= FLAT_MB,
    ),
  ];
}

async function fillMeant(search: JobSearch, layer: Layer, step: (by: number) => void): Promise<void> {
  await search.prepare();
  await search.replaceAll(async function* () {
    for (const batch of batches()) {
      yield batch.map((ad) =>
        indexed(documentOf(ad, ad.id, layer.areasOf(ad.region ?? '')), layer.meaningOf(textOf(ad))),
      );
      step(batch.length);
    }
  });
}

async function fillBare(server: NonNullable<BenchEngines['server']>, step: (by: number) => void): Promise<void> {
  const client = clientOf(server);
  await client.createIndex('bare', { primaryKey: 'id' }).waitTask();
  const sent: number[] = [];
  for (const batch of batches()) {
    sent.push((await client.index('bare').addDocuments(batch)).taskUid);
    const oldest = sent.length > SENT_AHEAD ? sent.shift() : undefined;
    if (oldest !== undefined) await client.tasks.waitForTask(oldest);
    step(batch.length);
  }
  for (const task of sent) await client.tasks.waitForTask(task);
  await client.deleteIndex('bare').waitTask();
}

function* batches(): Generator<Ad[]> {
  let batch: Ad[] = [];
  for (const ad of generatedAds(POSTINGS, SEED)) {
    batch.push(ad);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
}

interface Timed {
  readonly perSecond: number;
  /** MB held once what nobody needs was collected, after a fifth of the postings and at the end. */
  readonly held: readonly [number, number];
  /** MB resident at most. */
  readonly most: number;
}

async function timed(name: string, work: (step: (by: number) => void) => Promise<void>): Promise<Timed> {
  const since = performance.now();
  let done = 0;
  let warm = 0;
  let most = 0;
  await work((by) => {
    done += by;
    if (done === POSTINGS / 5) warm = heldMb();
    most = Math.max(most, process.memoryUsage.rss() / MB);
    process.stderr.write(`\r${name}: ${done} of ${POSTINGS}`);
  });
  process.stderr.write('\n');
  return { perSecond: POSTINGS / ((performance.now() - since) / 1000), held: [warm, heldMb()], most };
}

/** Collects first: what lies about until the next collection is nobody's. */
function heldMb(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / MB;
}

const mb = (value: number): string => `${value.toFixed(0)} MB`;
