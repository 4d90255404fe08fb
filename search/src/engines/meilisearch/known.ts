import type { JobHit } from '../../port.ts';
import { type Found, fieldsFor, inTierOrder, type Place, type Window } from './order.ts';
import type { Server } from './query.ts';

/**
 * What is known of postings by their hashes. It is never out of date: what is indexed otherwise has another hash. So a question
 * for many postings fetches their hashes alone, and their fields only where one of them is new.
 */
export interface Known {
  /** The postings of these hashes, in their order; undefined where not all of the fields are known of each of them. */
  of(hashes: readonly string[], fields: readonly (keyof Found)[]): readonly Found[] | undefined;
  learn(found: readonly Found[]): void;
}

/** About half a kilobyte each: as many as a prefecture has open. */
const MOST = 50_000;

export function knownPostings(most = MOST): Known {
  const known = new Map<string, Found>();
  return {
    of(hashes, fields) {
      const found: Found[] = [];
      for (const hash of hashes) {
        const one = known.get(hash);
        if (one === undefined) return undefined;
        for (const field of fields) if (one[field] === undefined) return undefined;
        found.push(one);
      }
      return found;
    },
    learn(found) {
      for (const { hash, ...fields } of found) {
        if (hash === undefined) continue;
        known.set(hash, { ...known.get(hash), ...fields });
        const [oldest] = known.keys();
        if (known.size > most && oldest !== undefined) known.delete(oldest);
      }
    },
  };
}

/** So many postings of several tiers at most are put in order here: their hashes cost less than a second question does. */
export const MOST_ORDERED_HERE = 500;

/** Postings of a filter by their hashes, in no order. */
export interface Hashes {
  readonly filter: string;
  readonly hits: readonly Found[];
  readonly total: number;
}

export async function hashesOf(server: Server, filter: string): Promise<Hashes> {
  const { hits, total } = await server.documents({ filter, fields: ['hash'], limit: MOST_ORDERED_HERE });
  return { filter, hits, total };
}

/** What was last made of an answer. The same answer to the same filter asks for the same tiers, but maybe for another window. */
const windows = new WeakMap<readonly Found[], { readonly of: string; readonly shown: readonly JobHit[] }>();

/** The window over all of them in the order of the tiers. */
export async function windowOf(
  server: Server,
  { filter, hits }: Hashes,
  tiers: readonly Place[],
  { readTrades = false }: { readonly readTrades?: boolean },
  window: Window,
): Promise<readonly JobHit[]> {
  const of = [filter, ...tiers.map(({ at }) => at), window.offset, window.limit, readTrades].join(' ');
  const last = windows.get(hits);
  if (last?.of === of) return last.shown;
  const fields = fieldsFor(
    tiers.map(({ tier }) => tier),
    readTrades,
  );
  const known = server.known.of(
    hits.map(({ hash = '' }) => hash),
    fields,
  );
  if (!known) {
    const { hits: told } = await server.documents({ filter, fields: [...fields, 'hash'], limit: MOST_ORDERED_HERE });
    server.known.learn(told);
    return inTierOrder(told, tiers, window, readTrades);
  }
  const shown = inTierOrder(known, tiers, window, readTrades);
  windows.set(hits, { of, shown });
  return shown;
}
