import { isDown } from './errors.ts';
import type { JobQuery, JobSearch } from './port.ts';

/** What an operator sees. */
export interface FailoverStatus {
  /** The engine that answers now. */
  readonly answering: string;
  /** closed: the first engine answers. open: it is left alone. trying: one question is put to it to see. */
  readonly circuit: 'closed' | 'open' | 'trying';
  /** Since when the circuit is not closed, in ms since the epoch. */
  readonly since: number | undefined;
  readonly lastError: string | undefined;
  /** Writes that the first engine has missed since it last answered: `reconcile` must make them good. */
  readonly missedWrites: number;
}

export interface FailoverOptions {
  /** Ms since the epoch. */
  readonly now: () => number;
  /** How many answers in a row must fail before the first engine is left alone. */
  readonly failures?: number;
  /** How long it is left alone before one question tries it again, in ms. */
  readonly coolOff?: number;
  /** Called when the first engine answers again after it was left alone or missed a write: the moment to reconcile it. */
  readonly onRecovery?: () => void;
}

export interface FailoverSearch extends JobSearch {
  /** First the engine that should answer, then the one that can. Reconcile and check each by itself. */
  readonly engines: readonly [JobSearch, JobSearch];
  status(): FailoverStatus;
}

/**
 * Asks `first`, and `second` where the first is down. Writes go to both: `second` must take them, `first` may miss them while it
 * is down. An engine that is wrong, not down, is a bug and is thrown.
 */
export function failover(first: JobSearch, second: JobSearch, options: FailoverOptions): FailoverSearch {
  const circuit = circuitOf(first, options);

  async function find(query: JobQuery, signal?: AbortSignal) {
    const attempt = circuit.enter();
    if (!attempt) return second.find(query, signal);
    try {
      const hits = await first.find(query, signal);
      attempt.worked();
      return hits;
    } catch (error) {
      // The asker has gone: that says nothing about the engine.
      if (signal?.aborted) attempt.leave();
      if (signal?.aborted || !attempt.failed(error)) throw error;
      return second.find(query, signal);
    }
  }

  /** The second engine is the safety net, so what it cannot take has failed; what the first misses is counted. */
  async function write(change: (search: JobSearch) => Promise<void>): Promise<void> {
    await change(second);
    const attempt = circuit.enter();
    if (!attempt) return circuit.miss();
    try {
      await change(first);
      attempt.worked();
    } catch (error) {
      if (!attempt.failed(error)) throw error;
      circuit.miss();
    }
  }

  const answering = () => (circuit.isClosed() ? first : second);
  return {
    engine: 'failover',
    engines: [first, second],
    status: () => ({ answering: answering().engine, ...circuit.status() }),
    find,
    put: (jobs) => write((search) => search.put(jobs)),
    drop: (ids) => write((search) => search.drop(ids)),
    async prepare() {
      const verdicts: string[] = [];
      const prepareOne = async (search: JobSearch) => void verdicts.push(await search.prepare());
      await write(prepareOne);
      return verdicts.includes('rebuild') ? 'rebuild' : 'ready';
    },
    async replaceAll(read) {
      let count = 0;
      await write(async (search) => {
        count = await search.replaceAll(read);
      });
      return count;
    },
    fingerprints: () => answering().fingerprints(),
    count: () => answering().count(),
    isHealthy: async (signal) => (await first.isHealthy(signal)) || (await second.isHealthy(signal)),
    remove: () => write((search) => search.remove()),
  };
}

interface Attempt {
  worked(): void;
  /** Whether the error means "down", so that the other engine may answer. */
  failed(error: unknown): boolean;
  /** Ends without a verdict. */
  leave(): void;
}

function circuitOf(first: JobSearch, { now, failures = 2, coolOff = 5_000, onRecovery }: FailoverOptions) {
  let failed = 0;
  let missedWrites = 0;
  let openedAt: number | undefined;
  let since: number | undefined;
  let isTrying = false;
  let lastError: string | undefined;

  const close = () => {
    const hasRecovered = openedAt !== undefined || missedWrites > 0;
    [failed, missedWrites, openedAt, since, isTrying] = [0, 0, undefined, undefined, false];
    if (hasRecovered) onRecovery?.();
  };
  const fail = (error: unknown): boolean => {
    isTrying = false;
    // It answered, if only to object: whatever is wrong, it is not down.
    if (!isDown(error)) return false;
    lastError = error instanceof Error ? error.message : String(error);
    failed += 1;
    if (failed < failures && openedAt === undefined) return true;
    openedAt = now();
    since ??= openedAt;
    return true;
  };
  return {
    isClosed: () => openedAt === undefined,
    miss: () => {
      missedWrites += 1;
    },
    /** Undefined while the first engine is to be left alone, or another question is trying it already. */
    enter(): Attempt | undefined {
      if (openedAt !== undefined) {
        if (isTrying || now() - openedAt < coolOff) return undefined;
        isTrying = true;
      }
      return {
        worked: close,
        failed: fail,
        leave: () => {
          isTrying = false;
        },
      };
    },
    status: (): Omit<FailoverStatus, 'answering'> => ({
      circuit: openedAt === undefined ? 'closed' : isTrying ? 'trying' : 'open',
      since,
      lastError: lastError && `${first.engine}: ${lastError}`,
      missedWrites,
    }),
  };
}
