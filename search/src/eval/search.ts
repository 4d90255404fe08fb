import { askJobs, type Understand } from '../ask.ts';
import type { JobText, Meaning } from '../chinese/model.ts';
import { areaCode, type IndexedJob, indexed, widerArea } from '../documents.ts';
import type { JobSearch } from '../port.ts';
import { type Report, type Runs, reportOf } from './figures.ts';
import { folderOf, type Judged, readJudged, writeRun } from './judged.ts';
import { type Ad, documentOf, readAds, textOf } from './postings.ts';

/** What stands before the engines: the same functions that the product indexes and asks with. */
export interface Layer {
  readonly understand: Understand;
  readonly meaningOf: (job: JobText) => Meaning;
  /** Codes of the place that a region's text names, at any level; empty where it is unknown. */
  readonly areasOf: (region: string) => readonly string[];
}

export interface EvalOptions {
  /** Holds jobs.jsonl, queries.tsv, qrels.tsv. */
  readonly dir: string;
  /** Opens an index of the given name on the engine to be judged; it is removed in the end. The live one has another name. */
  readonly open: (index: string) => JobSearch;
  readonly layer: Layer;
  /** Where the ranked ids go, as `q_id rank id`. */
  readonly run?: string | undefined;
  readonly progress?: (done: number, of: number) => void;
}

export interface EvalReport extends Report {
  readonly engine: string;
  /** The same figures for the engine alone, asked for the query's own words in the ads' own words. */
  readonly plain: Report;
}

const PAGE = 20;
const BATCH = 500;

/** Judges the engine with the layer and without it, each in a scratch index of its own. */
export async function evalSearch({ dir: given, open, layer, run, progress }: EvalOptions): Promise<EvalReport> {
  const dir = folderOf(given, 'jobs.jsonl');
  const ads = readAds(dir);
  const queries = readJudged(dir);
  const steps = 2 * (ads.length + queries.length);
  let done = 0;
  const step = (by: number) => {
    done += by;
    progress?.(done, steps);
  };

  const asked = await judge(open(`eval_${process.pid}`), ads, queries, step, {
    index: (ad, id) => meant(ad, id, layer),
    ask: async (search, text) =>
      (await askJobs(search, layer.understand, { text, filter: {}, from: {}, ...first })).hits,
  });
  const plain = await judge(open(`eval_plain_${process.pid}`), ads, queries, step, {
    index: asWritten,
    ask: async (search, text) =>
      (await search.find({ where: {}, tiers: [{ name: 'words', words: [text] }], ...first })).hits,
  });
  if (run !== undefined) writeRun(run, asked.runs);
  return { engine: asked.engine, ...reportOf(queries, asked.runs), plain: reportOf(queries, plain.runs) };
}

const first = { offset: 0, limit: PAGE };

interface Way {
  readonly index: (ad: Ad, id: string) => IndexedJob;
  readonly ask: (search: JobSearch, text: string) => Promise<readonly { readonly id: string }[]>;
}

async function judge(
  search: JobSearch,
  ads: readonly Ad[],
  queries: readonly Judged[],
  step: (by: number) => void,
  way: Way,
) {
  try {
    await search.prepare();
    await fill(search, ads, step, way);
    const runs: Runs = await ranked(search, ads, queries, step, way);
    return { engine: search.engine, runs };
  } finally {
    await search.remove();
  }
}

/** Ids of a foreign set may hold anything, so the index knows an ad by its line. */
const idOf = (line: number): string => `ad-${String(line).padStart(9, '0')}`;
const lineOf = (id: string): number => Number(id.slice(3));

async function fill(search: JobSearch, ads: readonly Ad[], step: (by: number) => void, way: Way): Promise<void> {
  for (let from = 0; from < ads.length; from += BATCH) {
    const batch = ads.slice(from, from + BATCH);
    await search.put(batch.map((ad, at) => way.index(ad, idOf(from + at))));
    step(batch.length);
  }
}

async function ranked(
  search: JobSearch,
  ads: readonly Ad[],
  queries: readonly Judged[],
  step: (by: number) => void,
  way: Way,
) {
  const runs = new Map<string, string[]>();
  for (const query of queries) {
    const hits = await way.ask(search, query.text);
    runs.set(
      query.id,
      hits.flatMap(({ id }) => ads[lineOf(id)]?.id ?? []),
    );
    step(1);
  }
  return runs;
}

/** With the layer: as the product would index it, its place and what it lies in read from the region's text. */
function meant(ad: Ad, id: string, layer: Layer): IndexedJob {
  const areas = ad.region ? layer.areasOf(ad.region).flatMap(withWider) : [];
  return indexed(documentOf(ad, id, areas), layer.meaningOf(textOf(ad)));
}

function withWider(code: string): string[] {
  const wider = widerArea(code);
  return [areaCode(code), ...(wider === undefined ? [] : withWider(wider))];
}

/** Without it: the ad's words as they are, the title apart. */
function asWritten(ad: Ad, id: string): IndexedJob {
  const benefits = typeof ad.benefits === 'string' ? [ad.benefits] : (ad.benefits ?? []);
  const text = [ad.title, ad.company, ad.region, ad.category, ad.salary, ...benefits, ad.description]
    .filter(Boolean)
    .join(' ');
  const nothing = { trades: [], borne: [], pinyin: [], initials: [], fuzzy: [], perks: [], shifts: [], home: false };
  return indexed(documentOf(ad, id, []), { ...nothing, title: ad.title, text });
}
