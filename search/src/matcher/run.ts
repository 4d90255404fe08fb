import { Worker } from 'node:worker_threads';
import type { JobFacts, LabourerFacts, Reason, RuleCode } from './model.ts';

export interface Offer {
  readonly labourerId: string;
  readonly jobId: string;
  readonly score: number;
  readonly reasons: readonly Reason[];
  /** `floor`: of the five promised a year; `beyond`: more than promised, as places are left. */
  readonly tier: 'floor' | 'beyond';
}

/** Why people end the run below five offers this year, and how many: a rule that shuts out every job, or what else. */
export interface Short {
  readonly reason: RuleCode | 'few_suitable' | 'vacancies_full';
  readonly count: number;
}

export interface MatchResult {
  readonly offers: readonly Offer[];
  readonly pairsJudged: number;
  readonly suitablePairs: number;
  readonly labourersWithFive: number;
  /** Vacancies with no place left after the run. */
  readonly jobsAtCap: number;
  readonly short: readonly Short[];
}

export interface MatchOptions {
  /** Decides between equals, and nothing else. */
  readonly seed: number;
  readonly signal?: AbortSignal;
  /** Share of the run done, 0..1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * Judges every labourer against every job, ranks and assigns, in a worker thread: the caller's event loop stays free.
 * The order of the input does not matter. Rejects with the signal's reason when aborted.
 */
export function matchAll(
  labourers: Iterable<LabourerFacts>,
  jobs: Iterable<JobFacts>,
  { seed, signal, onProgress }: MatchOptions,
): Promise<MatchResult> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: { labourers: [...labourers], jobs: [...jobs], seed },
  });
  return new Promise<MatchResult>((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.on('message', (message: { share: number } | { result: MatchResult }) => {
      if ('result' in message) resolve(message.result);
      else onProgress?.(message.share);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`matcher thread ended with ${code} before its result`)));
  }).finally(() => worker.terminate());
}
