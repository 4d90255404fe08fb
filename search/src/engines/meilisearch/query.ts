import type { MultiSearchQuery } from 'meilisearch';
import { SearchError } from '../../errors.ts';
import type { JobHit, JobHits, JobQuery, Tier } from '../../port.ts';
import { plainWords } from '../words.ts';
import { conditionsOf, tierConditionsOf } from './filter.ts';

export interface Answer {
  readonly hits: readonly { readonly id: string; readonly trades?: readonly string[] }[];
  readonly estimatedTotalHits?: number;
}

/** Puts several questions to the server in one request. */
export type AskAll = (questions: readonly MultiSearchQuery[]) => Promise<readonly Answer[]>;

/**
 * A page, in one request as a rule: the first tier's page, and how many each other tier holds. Only where the first does not
 * fill the page are the others asked for theirs, each at its exact place.
 */
export async function findPage(askAll: AskAll, indexUid: string, query: JobQuery, engine: string): Promise<JobHits> {
  const [first, ...rest] = partsOf(indexUid, query);
  if (!first) return { hits: [], total: 0, engine };
  const listing = listingOf(first, query);
  const answers = await askAll([...listing.questions, ...rest.map(({ search }) => ({ ...search, limit: 0 }))]);
  const own = answers.slice(0, listing.questions.length);
  const counts = [totalOf(own.at(-1)), ...answers.slice(own.length).map(totalOf)];
  const hits = [...listing.read(own), ...(await furtherHits(askAll, rest, counts, query))];
  return { hits, total: counts.reduce((sum, count) => sum + count, 0), engine };
}

const totalOf = (answer: Answer | undefined): number => answer?.estimatedTotalHits ?? 0;

/** A tier as the server is asked for it; `search` lacks its order and its window. */
interface Part {
  /** Index of the tier in the query. */
  readonly tier: number;
  readonly search: MultiSearchQuery;
  /** Words that only order: the postings that hold some of them come first. */
  readonly prefer: readonly string[];
}

/** Tiers share no posting, since each excludes the conditions of those before it: so totals add up and pages never overlap. */
function partsOf(indexUid: string, { where, tiers, readTrades = false }: JobQuery): Part[] {
  refuseMixedWords(tiers);
  const shared = conditionsOf(where);
  return tiers.flatMap((tier, at): Part[] => {
    const words = plainWords(tier.words);
    if (tier.words && words.length === 0) return [];
    const before = tiers.slice(0, at).filter((one) => !one.words || tier.words);
    const filter = [...shared, ...tierConditionsOf(tier), ...before.map(excluded)];
    return [
      {
        tier: at,
        search: { indexUid, filter, ...saying(words), attributesToRetrieve: readTrades ? ['id', 'trades'] : ['id'] },
        prefer: words.length > 0 ? [] : plainWords(tier.prefer),
      },
    ];
  });
}

/** Which of its postings a tier of words took can be told by a filter only to a tier of the same words. */
function refuseMixedWords(tiers: readonly Tier[]): void {
  const said = tiers.flatMap(({ words }) => (words ? [words.join(' ')] : []));
  const isLast = tiers.slice(tiers.findIndex(({ words }) => words)).every(({ words }) => words) || said.length === 0;
  if (new Set(said).size <= 1 && isLast) return;
  throw new SearchError('search.wrong', 'tiers of words must stand last in a query and all hold the same words');
}

const excluded = (tier: Tier): string => `NOT (${tierConditionsOf(tier).join(' AND ') || 'id EXISTS'})`;

const saying = (words: readonly string[]): Partial<MultiSearchQuery> =>
  words.length > 0 ? { q: words.join(' '), matchingStrategy: 'frequency' } : {};

interface Window {
  readonly offset: number;
  readonly limit: number;
}

interface Listing {
  /** The last one's total is the tier's. */
  readonly questions: readonly MultiSearchQuery[];
  read(answers: readonly Answer[]): JobHit[];
}

/** One question, or two where words only order: those that hold some, and then all, from the beginning, to be laid together. */
function listingOf({ tier, search, prefer }: Part, { offset, limit }: Window): Listing {
  const ask = (window: Window, words: readonly string[] = []) => ({
    ...search,
    ...saying(words),
    ...ORDERED,
    ...window,
  });
  const end = offset + limit;
  const isOrdered = prefer.length > 0;
  return {
    questions: isOrdered
      ? [ask({ offset: 0, limit: end }, prefer), ask({ offset: 0, limit: 2 * end })]
      : [ask({ offset, limit })],
    read(answers) {
      const found = new Map(
        answers.flatMap(({ hits }) => hits).map(({ id, trades }) => [id, { id, tier, ...(trades && { trades }) }]),
      );
      return isOrdered ? [...found.values()].slice(offset, end) : [...found.values()];
    },
  };
}

const ORDERED = { sort: ['publishedAt:desc', 'id:asc'] };

/** What of the page lies in the tiers after the first, given how many each of all the tiers holds. */
async function furtherHits(
  askAll: AskAll,
  parts: readonly Part[],
  counts: readonly number[],
  page: Window,
): Promise<JobHit[]> {
  let before = counts[0] ?? 0;
  const listings = parts.flatMap((part, at): Listing[] => {
    const count = counts[at + 1] ?? 0;
    const [from, to] = [Math.max(0, page.offset - before), Math.min(count, page.offset + page.limit - before)];
    before += count;
    return to > from ? [listingOf(part, { offset: from, limit: to - from })] : [];
  });
  if (listings.length === 0) return [];
  const answers = await askAll(listings.flatMap(({ questions }) => questions));
  let read = 0;
  return listings.flatMap((listing) => {
    const own = answers.slice(read, read + listing.questions.length);
    read += own.length;
    return listing.read(own);
  });
}
