import { flushCompileCache } from 'node:module';
import { openSearchServer, type SearchServer } from '@songgang/search/meilisearch-server.ts';
import { checkHome, checkPort } from './checks.ts';
import { startChild } from './children.ts';
import { type Data, openData } from './data.ts';
import { demoLines, ensureDemo } from './demo.ts';
import { type Progress, progressTo } from './progress.ts';
import { sentenceFor } from './sentences.ts';
import { readSettings, type Settings } from './settings.ts';
import { buildWeb } from './web-build.ts';

/** What `npm start` runs: checks, sets up, starts every part, and stops them in the opposite order. */
async function main(): Promise<number> {
  const progress = progressTo(process.stderr);
  const stopping = new AbortController();
  listenForEnd(stopping, progress);
  const closers: (() => Promise<void>)[] = [];
  try {
    await startAll(readSettings(process.env), progress, stopping.signal, closers);
    await untilAborted(stopping.signal);
    return await closeAll(closers, progress);
  } catch (error) {
    const failed = stopping.signal.aborted ? 0 : explain(error, progress);
    return (await closeAll(closers, progress)) || failed;
  }
}

async function startAll(settings: Settings, progress: Progress, signal: AbortSignal, closers: (() => Promise<void>)[]) {
  checkHome(settings.home);
  await checkPort(settings);
  const since = performance.now();
  const [web, { data, isDemo }] = await bothOrNeither(
    signal,
    (either) => progress.step('构建网页', () => buildWeb(settings.webOut, either)),
    async (either) => {
      const opened = await openData(settings, process.env, progress);
      closers.push(opened.close);
      either.throwIfAborted();
      return { data: opened, isDemo: await ensureDemo(settings, opened, process.env, progress) };
    },
  );
  signal.throwIfAborted();
  // The children load much of what was compiled for the demonstration.
  flushCompileCache();
  // A terminal's Ctrl-C ends it before we do; that is no news.
  const log = (line: string) => signal.aborted || progress.say(line);
  const search = await progress.step('启动搜索引擎', () => openSearchServer({ home: settings.home, log }));
  if (search) closers.push(search.close);
  signal.throwIfAborted();
  const env = childEnvironment(settings, data, search);
  const start = (label: string, file: string) => async (either: AbortSignal) => {
    const child = await progress.step(`启动${label}`, () =>
      startChild({ file, env, say: progress.say, signal: either }),
    );
    closers.push(child.stop);
  };
  await bothOrNeither(signal, start('网站', 'main.ts'), start('后台任务', 'worker.ts'));
  signal.throwIfAborted();
  introduce(progress, { settings, data, search, web, isDemo, seconds: (performance.now() - since) / 1000 });
}

/** Both run at once. Where one fails the other is told to give up and waited for: nothing is left half-open behind our back. */
async function bothOrNeither<A, B>(
  signal: AbortSignal,
  one: (signal: AbortSignal) => Promise<A>,
  other: (signal: AbortSignal) => Promise<B>,
): Promise<[A, B]> {
  const failing = new AbortController();
  const either = AbortSignal.any([signal, failing.signal]);
  const giveUp = (reason: unknown) => {
    failing.abort(reason);
    throw reason;
  };
  const works = [one(either).catch(giveUp), other(either).catch(giveUp)] as const;
  await Promise.allSettled(works);
  // The one that failed first is the reason of both.
  failing.signal.throwIfAborted();
  return Promise.all(works);
}

function childEnvironment({ home, webOut }: Settings, { url }: Data, search: SearchServer | undefined) {
  return {
    SONGGANG_HOME: home,
    SONGGANG_WEB_OUT: webOut,
    DATABASE_URL: url,
    ...(search && { MEILI_URL: search.url, MEILI_KEY: search.key }),
  };
}

interface Started {
  readonly settings: Settings;
  readonly data: Data;
  readonly search: SearchServer | undefined;
  readonly web: 'built' | 'reused';
  readonly isDemo: boolean;
  readonly seconds: number;
}

function introduce({ say }: Progress, { settings, data, search, web, isDemo, seconds }: Started): void {
  const lines = [
    '',
    `送岗已启动，用了 ${seconds.toFixed(1)} 秒`,
    `  网址    ${settings.publicUrl}/`,
    `  接口    ${settings.publicUrl}/api/openapi.json`,
    `  数据库  ${databaseLine(settings, data)}`,
    `  搜索    ${searchLine(search)}`,
    `  网页    ${web === 'built' ? '已按最新的源码构建' : '源码没有变，沿用上次的构建'}`,
    ...(data.isNewKey ? [`  密钥    已生成 ${settings.home}/key，请备份：丢了它，身份证号和电话就读不出来`] : []),
    ...(isDemo ? demoLines() : []),
    ...(isDemo || data.counties.length > 0
      ? []
      : ['  下一步  还没有县：运行 songgang county add 县代码，再运行 songgang staff add']),
    '  停止    按 Ctrl-C',
  ];
  // In one piece: whoever reads along waits for the first line and takes the rest with it.
  say(lines.join('\n'));
}

function databaseLine({ home }: Settings, { origin, isNew }: Data): string {
  const kept = isNew ? '' : '，沿用已有的数据';
  switch (origin) {
    case 'given':
      return `DATABASE_URL 指定的 PostgreSQL${kept}`;
    case 'started':
      return `内置 PostgreSQL，数据在 ${home}${kept}`;
    case 'adopted':
      return `内置 PostgreSQL 已在运行，接着使用；数据在 ${home}${kept}`;
  }
}

function searchLine(search: SearchServer | undefined): string {
  if (!search)
    return 'PostgreSQL 内置搜索（没有找到 Meilisearch，错别字容错和长句理解会差一些；装上后设 MEILI_BIN 即可）';
  const how = { given: 'MEILI_URL 指定', started: '由本程序启动', adopted: '已在运行，接着使用' }[search.origin];
  return `Meilisearch（${how}），它停了会自动改用 PostgreSQL`;
}

/** npm passes a terminal's Ctrl-C on, so one keystroke arrives more than once: only the first counts. */
function listenForEnd(stopping: AbortController, { say }: Progress): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping.signal.aborted) return;
      stopping.abort();
      say('\n正在停止……');
    });
  }
  // The terminal may be gone before we are.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  // A pending promise alone does not keep the process alive, and every child could be dead for a moment.
  const alive = setInterval(() => {}, 60_000);
  await new Promise((resolve) => signal.addEventListener('abort', resolve));
  clearInterval(alive);
}

/** Last started, first stopped. One that fails to stop does not keep the others from stopping. */
async function closeAll(closers: (() => Promise<void>)[], { say }: Progress): Promise<number> {
  if (closers.length === 0) return 0;
  let failures = 0;
  for (const close of closers.splice(0).reverse()) {
    await close().catch((error: unknown) => {
      failures += 1;
      say(`停止时出错：${String(error)}`);
    });
  }
  say('已停止。');
  return failures > 0 ? 1 : 0;
}

function explain(error: unknown, { say }: Progress): number {
  const sentence = sentenceFor(error);
  if (sentence) say(`\n${sentence}`);
  else console.error(error);
  return 1;
}

process.exit(await main());
