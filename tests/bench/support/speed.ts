import { askJobs } from '@songgang/search/ask.ts';
import type { CountyLanguage } from '@songgang/search/chinese/language.ts';
import { clientOf } from '@songgang/search/engines/meilisearch/engine.ts';
import type { Layer } from '@songgang/search/eval/search.ts';
import { COUNTY, openApi } from './api.ts';
import type { BenchEngines } from './engines.ts';
import { generatedAds } from './postings.ts';
import { notHere, quantile, type Row, row } from './table.ts';

const POSTINGS = 20_000;
const ROUNDS = 3;
const LAYER_ROUNDS = 5;
const AT_ONCE = 8;
const SUGGESTIONS = 8;

/**
 * The layer's own time, without an engine: of each query the least of some rounds. It does the same each time, so what is more is
 * the machine's: a thread that has to wait for its turn waits 4 ms, and one query in a hundred meets that where others work beside.
 */
export function layerRow(layer: Layer, queries: readonly string[]): Row {
  for (const query of queries) layer.understand(query, {});
  const times = queries.map((query) =>
    Math.min(...Array.from({ length: LAYER_ROUNDS }, () => elapsed(() => layer.understand(query, {})))),
  );
  const p99 = quantile(times, 0.99);
  const measured = `${p99.toFixed(2)} ms, ${Math.max(...times).toFixed(2)} ms the slowest query`;
  return row('the layer’s own time for a query, p99', '≤ 2 ms', measured, p99 <= 2);
}

/** What is offered while somebody types the first characters of each query. */
export function suggestRow({ suggest }: CountyLanguage, queries: readonly string[]): Row {
  const typed = queries.flatMap((query) => [1, 2, 3, 5].map((length) => query.slice(0, length)));
  for (const part of typed) suggest(part, SUGGESTIONS);
  const p99 = quantile(
    typed.map((part) => elapsed(() => suggest(part, SUGGESTIONS))),
    0.99,
  );
  return row('suggestions while typing, p99', '≤ 50 ms', `${p99.toFixed(2)} ms`, p99 <= 50);
}

function elapsed(work: () => unknown): number {
  const since = performance.now();
  work();
  return performance.now() - since;
}

/** The same queries asked of the api and of the server directly, turn by turn, so that both meet the same machine. */
export async function speedRows(
  engines: BenchEngines,
  layer: Layer,
  queries: readonly string[],
  neverAsked: readonly string[],
  postings = POSTINGS,
): Promise<Row[]> {
  const { meilisearch, server } = engines;
  const goals = ['≤ 2 × the engine asked directly', '≥ 60 % of the engine asked directly'] as const;
  if (!meilisearch || !server) return goals.map((goal) => notHere('search of the api', goal, 'no Meilisearch'));
  const ads = [...generatedAds(postings, 2)];
  const api = await openApi(engines, layer, ads);
  const client = clientOf(server);
  await client.createIndex('bare', { primaryKey: 'id' }).waitTask();
  await client.index('bare').addDocuments(ads).waitTask();
  try {
    const direct = (text: string) => client.index('bare').search(text, { limit: 20, attributesToRetrieve: ['id'] });
    const search = meilisearch('jobs');
    const filter = { countyCode: COUNTY, validOn: new Date().toISOString().slice(0, 10) };
    const from = { countyCode: `${COUNTY}000000` };
    const layered = (text: string) => askJobs(search, layer.understand, { text, filter, from, offset: 0, limit: 20 });
    return [
      ...(await against(['api search, over HTTP and checked against the rows', goals], queries, direct, api.search)),
      ...(await against(['the layer and the engine alone', [NO_GOAL, NO_GOAL]], queries, direct, layered)),
      firstTime(await onceEach(neverAsked, direct, api.search)),
    ];
  } finally {
    await api.close();
    await client.deleteIndex('bare').waitTask();
  }
}

const NO_GOAL = '';

async function against(
  [name, goals]: readonly [string, readonly [string, string]],
  queries: readonly string[],
  direct: Search,
  ours: Search,
): Promise<Row[]> {
  const [one, other] = await turns(queries, direct, ours);
  const [perSecond, oursPerSecond] = await rates(queries, direct, ours);
  const [slower, share] = [other / one, oursPerSecond / perSecond];
  const p50 = `${other.toFixed(1)} ms against ${one.toFixed(1)} ms: ${slower.toFixed(2)} ×`;
  const rate = `${oursPerSecond.toFixed(0)} against ${perSecond.toFixed(0)}: ${(share * 100).toFixed(0)} %`;
  return [
    { figure: `${name}: p50`, goal: goals[0], measured: p50, isMet: goals[0] ? slower <= 2 : undefined },
    {
      figure: `${name}: requests per second, ${AT_ONCE} at once`,
      goal: goals[1],
      measured: rate,
      isMet: goals[1] ? share >= 0.6 : undefined,
    },
  ];
}

type Search = (text: string) => Promise<unknown>;

/** The api remembers what it made of a question: so as well of questions that it has not heard before. */
const firstTime = ([one, other]: readonly [number, number]): Row => ({
  figure: 'api search, every query asked for the first time: p50',
  goal: NO_GOAL,
  measured: `${other.toFixed(1)} ms against ${one.toFixed(1)} ms: ${(other / one).toFixed(2)} ×`,
  isMet: undefined,
});

async function onceEach(queries: readonly string[], first: Search, second: Search): Promise<[number, number]> {
  const times: [number[], number[]] = [[], []];
  for (const query of queries) {
    for (const [at, search] of [first, second].entries()) {
      const since = performance.now();
      await search(query);
      times[at as 0 | 1].push(performance.now() - since);
    }
  }
  return [quantile(times[0], 0.5), quantile(times[1], 0.5)];
}

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

/** Turn by turn as well: the best of each, since what else the machine does only takes away. */
async function rates(queries: readonly string[], first: Search, second: Search): Promise<[number, number]> {
  const best: [number, number] = [0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    best[0] = Math.max(best[0], await rate(queries, first));
    best[1] = Math.max(best[1], await rate(queries, second));
  }
  return best;
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
