import { askJobs } from '@songgang/search/ask.ts';
import { indexed } from '@songgang/search/documents.ts';
import { clientOf } from '@songgang/search/engines/meilisearch/engine.ts';
import { documentOf, textOf } from '@songgang/search/eval/postings.ts';
import type { Layer } from '@songgang/search/eval/search.ts';
import type { BenchEngines } from './engines.ts';
import { generatedAds } from './postings.ts';
import { notHere, quantile, type Row, row } from './table.ts';

const POSTINGS = 20_000;
const ROUNDS = 3;
const AT_ONCE = 8;

/** The layer's own time, without an engine. */
export function layerRow(layer: Layer, queries: readonly string[]): Row {
  for (const query of queries) layer.understand(query, {});
  const times = Array.from({ length: ROUNDS }, () =>
    queries.map((query) => elapsed(() => layer.understand(query, {}))),
  ).flat();
  const p99 = quantile(times, 0.99);
  return row('the layer’s own time for a query, p99', '≤ 2 ms', `${p99.toFixed(2)} ms`, p99 <= 2);
}

function elapsed(work: () => unknown): number {
  const since = performance.now();
  work();
  return performance.now() - since;
}

/** The same queries asked through the layer and of the server directly, turn by turn, so that both meet the same machine. */
export async function speedRows(
  { meilisearch, server }: BenchEngines,
  layer: Layer,
  queries: readonly string[],
): Promise<Row[]> {
  const goals = ['≤ 2 × the engine asked directly', '≥ 60 % of the engine asked directly'] as const;
  if (!meilisearch || !server) return goals.map((goal) => notHere('search through the layer', goal, 'no Meilisearch'));
  const search = meilisearch('speed');
  await search.prepare();
  const ads = [...generatedAds(POSTINGS, 2)];
  await search.put(
    ads.map((ad) => indexed(documentOf(ad, ad.id, layer.areasOf(ad.region ?? '')), layer.meaningOf(textOf(ad)))),
  );
  const client = clientOf(server);
  await client.createIndex('bare', { primaryKey: 'id' }).waitTask();
  await client.index('bare').addDocuments(ads).waitTask();

  const direct = (text: string) => client.index('bare').search(text, { limit: 20, attributesToRetrieve: ['id'] });
  const layered = (text: string) =>
    askJobs(search, layer.understand, { text, filter: {}, from: {}, offset: 0, limit: 20 });
  const [one, other] = await turns(queries, direct, layered);
  const [perSecond, layeredPerSecond] = [await rate(queries, direct), await rate(queries, layered)];
  await Promise.all([search.remove(), client.deleteIndex('bare').waitTask()]);
  const [slower, share] = [other / one, layeredPerSecond / perSecond];
  return [
    row(
      'search p50',
      goals[0],
      `${other.toFixed(1)} ms against ${one.toFixed(1)} ms: ${slower.toFixed(2)} ×`,
      slower <= 2,
    ),
    row(
      `requests per second, ${AT_ONCE} at once`,
      goals[1],
      `${layeredPerSecond.toFixed(0)} against ${perSecond.toFixed(0)}: ${(share * 100).toFixed(0)} %`,
      share >= 0.6,
    ),
  ];
}

type Search = (text: string) => Promise<unknown>;

async function turns(queries: readonly string[], first: Search, second: Search): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const query of queries) {
      for (const [at, search] of [first, second].entries()) {
        const since = performance.now();
        await search(query);
        if (round > 0) times[at as 0 | 1].push(performance.now() - since);
      }
    }
  }
  return [quantile(times[0], 0.5), quantile(times[1], 0.5)];
}

async function rate(queries: readonly string[], search: Search): Promise<number> {
  const waiting = [...queries, ...queries];
  const since = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let query = waiting.pop(); query !== undefined; query = waiting.pop()) await search(query);
    }),
  );
  return (2 * queries.length) / ((performance.now() - since) / 1000);
}
