import type { JobCard } from '../../contract/jobs.ts';
import { searchJobs } from '../domains/jobs/public.ts';
import { checkIndex, type EngineDrift, rebuildIndex } from '../domains/jobs/search-index.ts';
import { countOpenEverywhere } from '../domains/jobs/store.ts';
import { listCounties } from '../domains/regions/store.ts';
import { today, visitorActor } from '../kernel/ctx.ts';
import { type Context, type Register, type Result, UsageError } from './frame.ts';
import { wholeNumber } from './numbers.ts';

/** `songgang search …` asks as a visitor would; `songgang index …` keeps the index. */
export const searchCommands: Register = (program, run) => {
  program
    .command('search')
    .argument('<WORDS...>', '要找的活，怎么说都行')
    .description('检索在招岗位，走与公众检索相同的代码')
    .option('--county <code>', '县（6 位代码），默认本机第一个县')
    .option('--limit <n>', '最多几条', wholeNumber(1, 200), 20)
    .action(run.onData(search));
  const index = program.command('index').description('岗位索引：重建、检查');
  index.command('rebuild').description('用数据库里的岗位重建索引，建好之前旧的照常用').action(run.onData(rebuild));
  index
    .command('check')
    .description('比对索引和数据库：缺的、多的、旧的')
    .option('--repair', '顺手补好')
    .action(run.onData(check));
};

interface SearchOptions {
  readonly county?: string;
  readonly limit: number;
}

async function search(context: Context, words: string[], { county, limit }: SearchOptions): Promise<Result> {
  const ctx = { ...context, actor: visitorActor(await countyOf(context, county)) };
  const { engine, total, jobs } = await searchJobs(ctx, { query: { text: words.join(' '), limit, peek: true } });
  const hits = jobs.map(hitOf);
  const lines = hits.map(({ title, region, payFen }) => `${title}  ${region}  ${yuan(payFen)}`);
  return { data: { engine, total, hits }, text: [`${engine}：共 ${total} 个`, ...lines].join('\n') };
}

const hitOf = ({ id, title, placeName: region, pay }: JobCard) => ({
  id,
  title,
  region,
  payFen: pay?.monthlyMinFen ?? null,
});

const yuan = (fen: number | null): string => (fen === null ? '' : `每月 ${Math.floor(fen / 100)} 元起`);

async function countyOf({ db }: Context, given: string | undefined): Promise<string> {
  const codes = (await listCounties(db)).map(({ code }) => code);
  const [first] = codes;
  if (first === undefined) throw new UsageError('还没有县：先运行 songgang county add 代码，或 songgang demo');
  if (given !== undefined && !codes.includes(given))
    throw new UsageError(`本机没有 ${given} 这个县，有的是：${codes.join('、')}`);
  return given ?? first;
}

async function rebuild(context: Context): Promise<Result> {
  const bar = context.bar('重建索引', await countOpenEverywhere(context.db, today(context)));
  const indexed = await rebuildIndex(context, (done) => bar.at(done)).finally(() => bar.end());
  const { data, text, exitCode } = resultOf(await checkIndex(context));
  return { data: { ...data, indexed }, text: `已放入 ${indexed} 个岗位。${text}`, ...(exitCode && { exitCode }) };
}

async function check(context: Context, { repair = false }: { repair?: boolean }): Promise<Result> {
  const found = await context.step('比对索引', () => checkIndex(context, repair));
  const result = resultOf(found);
  // What was found has been mended: nothing is wrong any more.
  return repair ? { ...result, text: `${result.text}（已补好）`, exitCode: 0 } : result;
}

/** The engine that answers stands first; the one behind it, where there is one, among `others`. */
function resultOf([first, ...others]: EngineDrift[]): Result & { data: object } {
  if (!first) throw new Error('a search has at least one engine');
  const all = [first, ...others];
  const isClean = all.every(({ missing, extra, stale }) => missing + extra + stale === 0);
  const text = all
    .map(({ engine, missing, extra, stale }) => `${engine}：缺 ${missing}，多 ${extra}，旧 ${stale}`)
    .join('；');
  return { data: { ...first, ...(others.length > 0 && { others }) }, text, exitCode: isClean ? 0 : 1 };
}
