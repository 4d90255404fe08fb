import { Worker } from 'node:worker_threads';
import type { Replay, Town } from './simulate.ts';
import type { News, Order } from './simulate-worker.ts';

export interface ReplayOptions {
  readonly seed: number;
  readonly signal?: AbortSignal;
  /** Share of the days done, 0..1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * Replays a town's year (see `replayYear`) in a worker thread: the caller's event loop stays free. Rejects with the
 * signal's reason when aborted, with the thread's error when it fails; nothing is left running.
 */
export async function replayInThread(
  town: Town,
  days: number,
  { seed, signal, onProgress }: ReplayOptions,
): Promise<Replay> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./simulate-worker.ts', import.meta.url));
  try {
    return await new Promise<Replay>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      worker.on('message', (news: News) => ('replay' in news ? resolve(news.replay) : onProgress?.(news.share)));
      worker.on('error', reject);
      worker.on('exit', (code) => reject(new Error(`the thread of the replay ended with ${code} before its result`)));
      worker.postMessage({ town, days, seed } satisfies Order);
    });
  } finally {
    await worker.terminate();
  }
}
