import { sayRowReason } from '../../contract/import-reasons.ts';
import type { ImportKind } from '../domains/imports/core/import.ts';
import type { OpenReader } from '../domains/imports/reader.ts';
import { takeImportStep } from '../domains/imports/service.ts';
import { type Counts, stageImport } from '../domains/imports/stage.ts';
import { importRegions } from '../domains/regions/import.ts';
import { seedRegions } from '../domains/regions/seed.ts';
import { listCounties } from '../domains/regions/store.ts';
import { IMPORT_KINDS } from '../import-kinds.ts';
import { AppError } from '../kernel/app-error.ts';
import { type Ctx, systemActor } from '../kernel/ctx.ts';
import { fileAt, readRows } from '../kernel/row-file.ts';
import { type Context, type Register, type Result, UsageError } from './frame.ts';
import { countRows } from './row-count.ts';

interface Options {
  readonly dryRun?: boolean;
  readonly county?: string;
}

const KINDS: readonly [ImportKind, string][] = [
  ['labourers', '劳动力与户'],
  ['employers', '用人单位'],
  ['jobs', '岗位'],
  ['placements', '上岗（谁在哪里上班）'],
];

/** `songgang import …`: shows what a file would do, and does it whole or not at all. */
export const importCommands: Register = (program, run) => {
  const group = program
    .command('import')
    .description('导入行政区划、劳动力、用人单位、岗位、上岗（.jsonl .csv .xlsx，前两种可以是 .gz）');
  const described = (name: string, words: string) =>
    group
      .command(name)
      .description(`导入${words}`)
      .argument('<FILE...>', '文件')
      .option('--dry-run', '只看会怎样，不写入');
  described('regions', '行政区划').action(
    run.onData((context, files: string[], { dryRun }: Options) => said(regions(context, files, dryRun === true))),
  );
  for (const [kind, words] of KINDS) {
    described(kind, words)
      .option('--county <code>', '县（6 位代码），默认本机第一个县')
      .action(run.onData((context, files: string[], options: Options) => said(records(context, kind, files, options))));
  }
};

/** What is wrong with the file itself, said in the words of the user. */
const FILE_REASONS: Record<string, (details: Record<string, unknown>) => string> = {
  'import.file_kind_unknown': ({ name }) => `${name}：只能读 .csv .jsonl .xlsx（前两种可以是 .gz）`,
  'import.file_unreadable': ({ name, why }) =>
    String(why).includes('ENOENT') ? `找不到文件 ${name}` : `${name} 打不开，可能坏了或加了密码（${why}）`,
  'import.head_missing': ({ name }) => `${name} 第一行没有列名，请对照模板`,
  'import.empty': () => '文件里一行也没有',
  'import.changed_meanwhile': ({ row }) =>
    `读文件的时候登记册变了${row === undefined ? '' : `（第 ${row} 行）`}，什么都没有写入，请再运行一次`,
  'region.county_not_here': ({ code }) => `本机没有 ${code} 这个县，先运行 songgang county add ${code}`,
};

async function said(result: Promise<Result>): Promise<Result> {
  return result.catch((error: unknown) => {
    const sentence = error instanceof AppError && FILE_REASONS[error.code]?.(error.details);
    throw sentence ? new UsageError(sentence) : error;
  });
}

const NOTHING = (): Counts => ({ toCreate: 0, toUpdate: 0, upToDate: 0, withErrors: 0, unparsed: {}, errors: [] });

async function regions(context: Context, files: string[], dryRun: boolean): Promise<Result> {
  await context.db.transaction(seedRegions);
  const paths = files.map(context.pathOf);
  const bar = context.bar('行政区划', await countRows(paths));
  let done = 0;
  const onRows = (count: number) => {
    done += count;
    bar.at(done);
  };
  const counts = await importRegions(context, paths.map(fileAt), { dryRun, onRows })
    .catch(countsOfRefusal)
    .finally(() => bar.end());
  const { errors, ...rest } = counts;
  const lines = errors.map((e) => `${e.file.replace(/^.*\//, '')} 第 ${e.row} 行：${REGION_REASONS[e.code] ?? e.code}`);
  return resultOf({ ...NOTHING(), ...rest }, lines, dryRun, rest.withErrors > 0);
}

const REGION_REASONS: Record<string, string> = {
  'region.row_invalid': '代码应是 2、4、6、9 或 12 位数字，名称不能空',
  'region.parent_unknown': '它的上级不在区划里，请先导入上级',
};

/** A refusal for wrong rows carries the counts: the same is shown, and nothing was written. */
function countsOfRefusal(error: unknown): Awaited<ReturnType<typeof importRegions>> {
  if (error instanceof AppError && error.code === 'import.has_errors')
    // Thrown by importRegions with its counts as details.
    return error.details as unknown as Awaited<ReturnType<typeof importRegions>>;
  throw error;
}

async function records(context: Context, kind: ImportKind, files: string[], options: Options): Promise<Result> {
  const ctx: Ctx = { ...context, actor: systemActor(options.county ?? (await firstCounty(context))) };
  const total = NOTHING();
  const lines: string[] = [];
  let isRefused = false;
  for (const file of files.map(context.pathOf)) {
    const { counts, isApplied } = await oneFile(context, ctx, kind, file, options.dryRun === true);
    add(total, counts);
    isRefused ||= !isApplied && counts.withErrors > 0;
    const name = file.replace(/^.*\//, '');
    for (const { row, label, errors } of counts.errors)
      lines.push(`${name} 第 ${row} 行${label ? `（${label}）` : ''}：${errors.map(sayRowReason).join('；')}`);
  }
  return resultOf(total, lines, options.dryRun === true, isRefused);
}

async function firstCounty({ db }: Context): Promise<string> {
  const [first] = await listCounties(db);
  if (!first) throw new UsageError('本机还没有县，先运行 songgang county add <6 位代码>');
  return first.code;
}

async function oneFile(context: Context, ctx: Ctx, kind: ImportKind, path: string, dryRun: boolean) {
  const bar = context.bar(path.replace(/^.*\//, ''), 2 * (await countRows([path])));
  let done = 0;
  const onRows = (count: number) => {
    done += count;
    bar.at(done);
  };
  const opener: OpenReader = IMPORT_KINDS.readers[kind];
  try {
    const { id, counts } = await stageImport(ctx, opener, readRows(fileAt(path)), { fileName: path, dryRun, onRows });
    const isApplied = id !== null && (await applyOrDrop(ctx, kind, id, counts, onRows));
    return { counts, isApplied };
  } finally {
    bar.end();
  }
}

async function applyOrDrop(ctx: Ctx, kind: ImportKind, id: string, counts: Counts, onRows: (n: number) => void) {
  const isWhole = counts.withErrors === 0 || kind === 'jobs';
  const isNews = counts.toCreate + counts.toUpdate > 0;
  await takeImportStep(ctx, IMPORT_KINDS.readers, id, isWhole && isNews ? 'apply' : 'drop', { onRows });
  return isWhole;
}

function add(total: Counts, counts: Counts): void {
  for (const key of ['toCreate', 'toUpdate', 'upToDate', 'withErrors'] as const) total[key] += counts[key];
  for (const [field, count] of Object.entries(counts.unparsed))
    total.unparsed[field] = (total.unparsed[field] ?? 0) + count;
}

const SHOWN = 50;

function resultOf(counts: Counts, lines: string[], dryRun: boolean, isRefused: boolean): Result {
  const { errors: _, ...data } = counts;
  const done = isRefused ? '有错，什么都没有写入' : dryRun ? '只看，没有写入' : '已写入';
  const unread = Object.entries(counts.unparsed).map(([field, n]) => `${field} ${n} 行`);
  const text = [
    ...lines.slice(0, SHOWN),
    ...(lines.length > SHOWN ? [`……还有 ${counts.withErrors - SHOWN} 行有错`] : []),
    `新增 ${counts.toCreate}，更新 ${counts.toUpdate}，不变 ${counts.upToDate}，有错 ${counts.withErrors}`,
    ...(unread.length > 0 ? [`没读懂、照原文留着的：${unread.join('，')}`] : []),
    ...(done === '已写入' && counts.toCreate + counts.toUpdate > 0
      ? [`${done}。运行 songgang match 重新匹配`]
      : [done]),
  ].join('\n');
  return { data: { ...data, errors: lines.slice(0, SHOWN) }, text, exitCode: isRefused ? 1 : 0 };
}
