import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { PLEDGE, type Pledge } from './assign.ts';
import type { JobFacts, LabourerFacts } from './model.ts';
import type { MatchResult, Offer } from './result.ts';
import type { FromWorker, ToWorker } from './worker.ts';

export type { MatchResult, Offer, Short } from './result.ts';

export interface MatchOptions {
  /** Decides between equals, and nothing else. */
  readonly seed: number;
  readonly signal?: AbortSignal;
  /** What the county promises; five a year and five in hand where not told. */
  readonly pledge?: Pledge;
  /** Postings of the past twelve months that are open no more: where told, what people may hope for is counted anew. */
  readonly past?: Iterable<JobFacts>;
  /** Share of the run done, 0..1. */
  readonly onProgress?: (share: number) => void;
}

type Rows<T> = Iterable<T> | AsyncIterable<T>;

/** Rows handed over at once: a few milliseconds of copying, so that requests are answered in between. */
const SLICE = 1_000;

/**
 * Judges every labourer against every job, ranks and assigns, in a worker thread: the caller's event loop stays free.
 * The order of the input does not matter. Rejects with the signal's reason when aborted, with the thread's error when
 * it fails; nothing is left running.
 */
export async function matchAll(
  labourers: Rows<LabourerFacts>,
  jobs: Rows<JobFacts>,
  options: MatchOptions,
): Promise<MatchResult> {
  options.signal?.throwIfAborted();
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  const outcome = listen(worker, options);
  try {
    const fed = feed(worker, labourers, jobs, options);
    const [result] = await Promise.all([outcome, fed]);
    return result;
  } finally {
    await worker.terminate();
  }
}

async function feed(worker: Worker, labourers: Rows<LabourerFacts>, jobs: Rows<JobFacts>, options: MatchOptions) {
  const send = (message: ToWorker) => worker.postMessage(message);
  for await (const slice of slices(jobs)) send({ jobs: slice });
  for await (const slice of slices(labourers)) send({ labourers: slice });
  if (options.past) for await (const slice of slices(options.past)) send({ past: slice });
  send({ seed: options.seed, pledge: options.pledge ?? PLEDGE });
}

async function* slices<T>(rows: Rows<T>): AsyncGenerator<T[]> {
  let slice: T[] = [];
  for await (const row of rows) {
    if (slice.push(row) < SLICE) continue;
    yield slice;
    slice = [];
    await setImmediate();
  }
  yield slice;
}

function listen(worker: Worker, { signal, onProgress }: MatchOptions): Promise<MatchResult> {
  const offers: Offer[] = [];
  return new Promise((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.on('message', (message: FromWorker) => {
      if ('share' in message) onProgress?.(message.share);
      else if ('offers' in message) offers.push(...message.offers);
      else resolve({ ...message.result, offers });
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the matcher's thread ended with ${code} before its result`)));
  });
}
