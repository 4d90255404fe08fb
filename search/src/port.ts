import type { IndexedJob } from './documents.ts';

/** Exact conditions: a posting that breaks one is not found, whatever its relevance. Lists are "any of" unless told. */
export interface JobFilter {
  /** Six digits. Postings of this county, and those that other counties share with it. */
  readonly countyCode?: string;
  /** Codes of the tree of regions at any level: the place of work lies in one of them. */
  readonly areaCodes?: readonly string[];
  /** Codes of the occupation tree; the branches below are included. */
  readonly occupationCodes?: readonly string[];
  readonly kinds?: readonly string[];
  /** All of these. */
  readonly perks?: readonly string[];
  readonly shifts?: readonly string[];
  /** Monthly equivalent in fen which the posting's upper end reaches. */
  readonly payMinFen?: number;
  /** Whole years of a person whom the posting's age limits let in. */
  readonly age?: number;
  /** 'YYYY-MM-DD': still valid on this day. */
  readonly validOn?: string;
  /** None of these. */
  readonly not?: JobExclusion;
}

export interface JobExclusion {
  readonly areaCodes?: readonly string[];
  readonly kinds?: readonly string[];
  readonly perks?: readonly string[];
  readonly shifts?: readonly string[];
  /** Trade tokens, see `tradeToken`. */
  readonly trades?: readonly string[];
}

/**
 * One step of relevance. A posting belongs to the first tier whose every given condition it meets, and tiers are answered
 * in their order. A tier without conditions takes every posting that is left. Tiers that ask for words stand last, and all ask
 * for the same.
 */
export interface Tier {
  /** Why the posting stands here; said on the page ('trade', 'near', 'words' …). */
  readonly name: string;
  /** Trade tokens, any of them. */
  readonly trades?: readonly string[];
  readonly areaCodes?: readonly string[];
  readonly perks?: readonly string[];
  readonly shifts?: readonly string[];
  /** The posting's lower end reaches this, in fen a month. */
  readonly surePayFen?: number;
  /** Pinyin of whole words, or initials: any of them, exactly. */
  readonly sounds?: readonly string[];
  /** Words of which the posting must hold some; those that hold more and rarer ones come first. */
  readonly words?: readonly string[];
  /** Words that only order within the tier. */
  readonly prefer?: readonly string[];
}

export interface JobQuery {
  readonly where: JobFilter;
  readonly tiers: readonly Tier[];
  /** Index of the first tier to answer for: those before it only take their postings away. 0 where it is not given. */
  readonly from?: number;
  readonly offset: number;
  readonly limit: number;
  /** Whether hits are to tell their trades. */
  readonly readTrades?: boolean;
}

export interface JobHit {
  readonly id: string;
  /** Index of its tier in the query. */
  readonly tier: number;
  /** Its trade tokens, where the query asks for them. */
  readonly trades?: readonly string[];
}

export interface JobHits {
  readonly hits: readonly JobHit[];
  /** All postings that meet the filter and a tier; exact except where words decide, there the engine's estimate. */
  readonly total: number;
  /** The engine that answered. */
  readonly engine: string;
}

export interface Fingerprint {
  readonly id: string;
  readonly hash: string;
}

/**
 * An index of postings. It is never the truth: a hit is a candidate, to be checked on database rows. Every method throws
 * SearchError: `search.down` where another engine might answer, `search.wrong` where none would.
 */
export interface JobSearch {
  readonly engine: string;
  /** Makes the index ready for use; harmless when it is. 'rebuild': it answers, but by older settings, until `replaceAll`. */
  prepare(): Promise<'ready' | 'rebuild'>;
  /** Filters are exact. Order is tier, then relevance, then newest, then id, and is the same for every page of one query. */
  find(query: JobQuery, signal?: AbortSignal): Promise<JobHits>;
  /** Resolves once the documents can be found. Sending one twice leaves it there once. */
  put(jobs: readonly IndexedJob[]): Promise<void>;
  /** Resolves once none of them can be found. Unknown ids are no error. */
  drop(ids: readonly string[]): Promise<void>;
  /**
   * Afterwards exactly these are found; until then the old ones are. What was put meanwhile is left to `reconcile`.
   * `read` may be called more than once: each index behind this one reads for itself. Returns how many there are.
   */
  replaceAll(read: () => AsyncIterable<readonly IndexedJob[]>): Promise<number>;
  /** What the index holds, by rising id (binary order), in batches: memory stays flat however many there are. */
  fingerprints(): AsyncIterable<readonly Fingerprint[]>;
  count(): Promise<number>;
  isHealthy(signal?: AbortSignal): Promise<boolean>;
  /** Removes the index altogether: for scratch indexes. */
  remove(): Promise<void>;
}
