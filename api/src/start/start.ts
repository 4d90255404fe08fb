import { openSearchServer, type SearchServer } from '@songgang/search/meilisearch-server.ts';
import { checkHome, checkPort } from './checks.ts';
import { type Child, startChild } from './children.ts';
import { type Data, openData } from './data.ts';
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
  const [web, data] = await bothOrNeither(
    progress.step('构建网页', () => buildWeb(settings.webOut, signal)),
    openData(settings, process.env, progress).then((opened) => {
      closers.push(opened.close);
      return opened;
    }),
  );
  signal.throwIfAborted();
  // A terminal's Ctrl-C ends it before we do; that is no news.
  const log = (line: string) => signal.aborted || progress.say(line);
  const search = await progress.step('启动搜索引擎', () => openSearchServer({ home: settings.home, log }));
  if (search) closers.push(search.close);
  signal.throwIfAborted();
  const env = childEnvironment(settings, data, search);
  for (const file of ['main.ts', 'worker.ts']) {
    const child: Child = await progress.step(`启动 ${file}`, () => startChild(file, env, progress.say));
    closers.push(child.stop);
    signal.throwIfAborted();
  }
  introduce(progress, { settings, data, search, web, seconds: (performance.now() - since) / 1000 });
}

/** Both run at once; where one fails the other is waited for, so that nothing is left half-open behind our back. */
async function bothOrNeither<A, B>(one: Promise<A>, other: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}

function childEnvironment({ home, webOut }: Settings, { database }: Data, search: SearchServer | undefined) {
  return {
    SONGGANG_HOME: home,
    SONGGANG_WEB_OUT: webOut,
    DATABASE_URL: database.url,
    ...(search && { MEILI_URL: search.url, MEILI_KEY: search.key }),
  };
}

interface Started {
  readonly settings: Settings;
  readonly data: Data;
  readonly search: SearchServer | undefined;
  readonly web: 'built' | 'reused';
  readonly seconds: number;
}

function introduce({ say }: Progress, { settings, data, search, web, seconds }: Started): void {
  say('');
  say(`送岗已启动，用了 ${seconds.toFixed(1)} 秒`);
  say(`  网址    ${settings.publicUrl}/`);
  say(`  接口    ${settings.publicUrl}/api/openapi.json`);
  say(`  数据库  ${databaseLine(settings, data)}`);
  say(`  搜索    ${searchLine(search)}`);
  say(`  网页    ${web === 'built' ? '已按最新的源码构建' : '源码没有变，沿用上次的构建'}`);
  if (data.isNewKey)
    say(`  密钥    已在 ${settings.home}/key 生成加密身份证号和电话的密钥，请备份：丢了它，这些数据就读不出来`);
  say('  停止    按 Ctrl-C');
}

function databaseLine({ home }: Settings, { database }: Data): string {
  switch (database.origin) {
    case 'given':
      return 'DATABASE_URL 指定的 PostgreSQL';
    case 'started':
      return `内置 PostgreSQL，数据在 ${home}`;
    case 'adopted':
      return `内置 PostgreSQL 已在运行，接着使用；数据在 ${home}`;
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
