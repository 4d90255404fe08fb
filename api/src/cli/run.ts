import { openSearchServer } from '@songgang/search/meilisearch-server.ts';
import { Command } from 'commander';
import type { Outbox } from '../kernel/outbox.ts';
import { checkHome } from '../start/checks.ts';
import { openData } from '../start/data.ts';
import { isWorkerRunning, openParts, type Parts } from '../start/parts.ts';
import { type Progress, progressTo } from '../start/progress.ts';
import { readSettings } from '../start/settings.ts';
import { CATCH_UP, handlersOf } from '../work.ts';
import { barOn } from './bar.ts';
import type { Console, Context, Result, Run } from './frame.ts';
import { userPath } from './frame.ts';

/** The `run` that commands are registered with. `done` takes each result: it prints, and remembers the exit code. */
export function runWith(done: (result: Result, json: boolean) => void): Run {
  const progress = progressTo(process.stderr);
  return {
    alone:
      (action) =>
      async (...args) => {
        const console = consoleFor(args, progress);
        done(await action(console, ...args), console.json);
      },
    onData:
      (action) =>
      async (...args) => {
        const console = consoleFor(args, progress);
        const result = await withData(progress, (parts) => action(contextOf(console, parts), ...args));
        done(result, console.json);
      },
  };
}

function consoleFor(args: readonly unknown[], progress: Progress): Console {
  return {
    // Commander hands the command itself to its action last.
    json: args.some((arg) => arg instanceof Command && arg.optsWithGlobals().json === true),
    log: progress.say,
    step: progress.step,
    bar: (label, total) => barOn(process.stderr, label, total),
    pathOf: userPath,
  };
}

const contextOf = (console: Console, { deps, sql }: Parts): Context => ({ ...console, ...deps, sql });

/** Starts the database, or joins the one that runs, and leaves it as it found it. */
async function withData<T>(progress: Progress, work: (parts: Parts) => Promise<T>): Promise<T> {
  const settings = readSettings(process.env);
  checkHome(settings.home);
  const closers: (() => Promise<void>)[] = [];
  try {
    const data = await openData(settings, process.env, progress);
    closers.push(data.close);
    const server = await openSearchServer({ home: settings.home, log: progress.say });
    if (server) closers.push(server.close);
    const env = { ...process.env, ...(server && { MEILI_URL: server.url, MEILI_KEY: server.key }) };
    const parts = await openParts(settings, data.url, env);
    closers.push(parts.close);
    return await andDrain(parts, progress, work);
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

/** What the work put into the outbox is done here where no worker runs that would do it. */
async function andDrain<T>(parts: Parts, progress: Progress, work: (parts: Parts) => Promise<T>): Promise<T> {
  let sent = 0;
  const outbox: Outbox = {
    enqueue: (...news) => {
      sent += 1;
      return parts.deps.outbox.enqueue(...news);
    },
  };
  const result = await work({ ...parts, deps: { ...parts.deps, outbox } });
  if (sent > 0 && !(await isWorkerRunning(parts.sql))) {
    const report = (topic: string, error: unknown) => progress.say(`${topic}：${String(error)}，稍后由后台任务重试`);
    await progress.step('处理后续任务', async () => {
      await parts.queue.drain(handlersOf(parts.deps), report);
      for (const sweep of CATCH_UP) await sweep.run(parts.deps);
    });
  }
  return result;
}
