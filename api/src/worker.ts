import { setTimeout as pause } from 'node:timers/promises';
import { comeSecond } from '@songgang/search/priority.ts';
import type { Deps } from './app.ts';
import { withoutValues } from './db/without-values.ts';
import { checkIndex, rebuildIndex } from './domains/jobs/search-index.ts';
import { givenDatabase, namedUrl, openParts, WORKER_NAME } from './start/parts.ts';
import { runProcess } from './start/process-frame.ts';
import { readSettings } from './start/settings.ts';
import { handlersOf, type Sweep, sweepsAt } from './work.ts';

/** The process that does what the others put in the outbox, and looks by the clock for what has come due. */
await runProcess('worker', async () => {
  comeSecond();
  const settings = readSettings(process.env);
  const url = namedUrl(givenDatabase(settings), WORKER_NAME);
  const parts = await openParts(settings, url, process.env, (deps) => inBackground('index', checkIndex(deps, true)));
  await parts.queue.work(handlersOf(parts.deps));
  const stopping = new AbortController();
  const sweeping = bringIndexUp(parts.deps).then(() =>
    Promise.all(sweepsAt(settings.home).map((sweep) => repeat(sweep, parts.deps, stopping.signal))),
  );
  return async () => {
    stopping.abort();
    await sweeping;
    await parts.close();
  };
});

/** Settings of the index are code: where they differ from those it was filled by, it is filled anew beside the old one. */
async function bringIndexUp(deps: Deps): Promise<void> {
  try {
    if ((await deps.search.prepare()) === 'rebuild') await rebuildIndex(deps);
  } catch (error) {
    // The other engine answers meanwhile, and the sweep over the index tries again.
    console.error('worker: index', error);
  }
}

function inBackground(name: string, work: Promise<unknown>): void {
  work.catch((error: unknown) => console.error(`worker: ${name}`, error));
}

/** A sweep that fails is logged and runs again at its next time; a running one is never cut short. */
async function repeat({ name, everySeconds, run }: Sweep, deps: Deps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await run(deps).catch((error: unknown) => console.error(`worker: ${name}`, withoutValues(error)));
    await pause(everySeconds * 1000, undefined, { signal }).catch(() => {});
  }
}
