import { meilisearch } from '@songgang/search/engines/meilisearch/engine.ts';
import { postgres } from '@songgang/search/engines/postgres/engine.ts';
import { evalSearch, type Layer } from '@songgang/search/eval/search.ts';
import { evalTitles } from '@songgang/search/eval/titles.ts';
import { openSearchServer } from '@songgang/search/meilisearch-server.ts';
import type { JobSearch } from '@songgang/search/port.ts';
import { Option } from 'commander';
import { languageFor } from '../domains/jobs/language.ts';
import { loadRegionFinder } from '../domains/regions/finder.ts';
import { areasOf } from '../kernel/region-code.ts';
import { readSettings } from '../start/settings.ts';
import { type Console, type Context, type Register, UsageError } from './frame.ts';

interface Options {
  readonly engine?: 'meilisearch' | 'postgres';
  readonly run?: string;
}

/** `songgang eval …`: judges the search by files of queries and of what is wanted for each. */
export const evalCommands: Register = (program, run) => {
  const group = program.command('eval').description('评测检索：用查询和标准答案打分');
  group
    .command('search')
    .argument('<DIR>', '文件夹，含 jobs.jsonl、queries.tsv、qrels.tsv')
    .description('评测岗位检索：建临时索引，走与公众检索相同的代码，不动正式索引')
    .addOption(new Option('--engine <name>', '引擎，默认用现有的').choices(['meilisearch', 'postgres']))
    .option('--run <FILE>', '把排序写成 q_id rank id')
    .action(run.onData(judgeSearch));
  group
    .command('titles')
    .argument('<DIR>', '文件夹，含 corpus.tsv、queries.tsv、qrels.tsv')
    .description('评测职位名称的相近程度')
    .option('--run <FILE>', '把排序写成 q_id rank id')
    .action(
      run.alone(async ({ pathOf }: Console, dir: string, options: Options) => {
        const data = evalTitles({ dir: pathOf(dir), run: options.run && pathOf(options.run) });
        return { data, text: `${data.queries} 个查询：MAP ${data.map}，MRR ${data.mrr}，P@10 ${data.p10}` };
      }),
    );
};

async function judgeSearch(context: Context, dir: string, { engine, run }: Options) {
  const { pathOf, bar } = context;
  const opened = await enginesFor(context, engine);
  let shown: ReturnType<typeof bar> | undefined;
  try {
    const progress = (done: number, of: number) => {
      shown ??= bar('评测', of);
      shown.at(done);
    };
    const layer = await layerOf(context);
    const data = await evalSearch({ dir: pathOf(dir), open: opened.open, layer, run: run && pathOf(run), progress });
    const { queries, recallAt20, mrr, misplaced } = data;
    const text = `${data.engine}，${queries} 个查询：recall@20 ${recallAt20}，MRR ${mrr}，排错 ${misplaced}`;
    return { data, text };
  } finally {
    shown?.end();
    await opened.close();
  }
}

/** What the product itself indexes and asks with. */
async function layerOf(context: Context): Promise<Layer> {
  const { db } = context;
  const { understand, meaningOf } = await languageFor(context, null);
  const find = await loadRegionFinder(db, null);
  const codeOf = (region: string): string | undefined => {
    const found = find(region);
    return found.kind === 'found' ? found.code : undefined;
  };
  return {
    understand,
    meaningOf,
    areasOf: (region) => {
      const code = codeOf(region);
      return code === undefined ? [] : areasOf(code);
    },
  };
}

interface Opened {
  open(index: string): JobSearch;
  close(): Promise<void>;
}

async function enginesFor({ sql, log }: Context, engine: Options['engine']): Promise<Opened> {
  const onPostgres: Opened = { open: (index) => postgres({ sql, index }), close: async () => {} };
  if (engine === 'postgres') return onPostgres;
  const server = await openSearchServer({ home: readSettings(process.env).home, log });
  if (server) {
    const { url, key, close } = server;
    return { open: (index) => meilisearch({ url, key, index }), close };
  }
  if (engine === 'meilisearch')
    throw new UsageError('没有找到 Meilisearch：设 MEILI_URL 或 MEILI_BIN，或改用 --engine postgres');
  return onPostgres;
}
