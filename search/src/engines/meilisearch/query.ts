import type { MultiSearchQuery } from 'meilisearch';
import { SearchError } from '../../errors.ts';
import type { JobHit, JobHits, JobQuery, Tier } from '../../port.ts';
import { plainWords } from '../words.ts';
import { allOf, conditionsOf, eitherOf, tierConditionsOf } from './filter.ts';
import { hashesOf, type Known, MOST_ORDERED_HERE, windowOf } from './known.ts';
import { type Found, fieldsFor, hitOf, type Window } from './order.ts';

/** Postings by a filter alone: several times cheaper than a search, and the total is exact. */
export interface DocumentsAsked {
  readonly filter: string;
  readonly fields: readonly string[];
  readonly sort?: readonly string[];
  readonly offset?: number;
  readonly limit: number;
}

export interface Answer {
  readonly hits: readonly Found[];
  readonly total: number;
}

/** The server, as far as a page needs it. */
export interface Server {
  documents(asked: DocumentsAsked): Promise<Answer>;
  /** Several searches in one request, answered in their order. */
  searches(asked: readonly Omit<MultiSearchQuery, 'indexUid'>[]): Promise<readonly Answer[]>;
  /** Filters that many postings meet, the last asked last: for these the tiers are asked for one by one from the start. */
  readonly large: Set<string>;
  readonly known: Known;
}

const NEWEST = ['publishedAt:desc', 'id:asc'];

/**
 * A page. Tiers share no posting, since each excludes the conditions of those before it: so totals add up and pages never
 * overlap. The first tier's page is asked for together with the totals of the others, and as a rule that is all.
 */
export async function findPage(server: Server, query: JobQuery, engine: string): Promise<JobHits> {
  const page = { offset: query.offset, limit: query.limit };
  const { hits, total } = (await wholeOf(server, query, page)) ?? (await pageOf(blocksOf(server, query), page));
  return { hits, total, engine };
}

const MOST_REMEMBERED = 2_000;

/** Where no tier needs words and few postings meet any of them: all of these at once, put in order here. */
async function wholeOf(server: Server, query: JobQuery, page: Window): Promise<Omit<JobHits, 'engine'> | undefined> {
  const parts = query.tiers.map(partOf);
  const asked = parts.slice(query.from ?? 0);
  if (asked.length === 0 || !parts.every(isPlain)) return undefined;
  const { large } = server;
  const before = parts.slice(0, query.from ?? 0).map(({ filter }) => `NOT (${filter})`);
  const filter = allOf([...conditionsOf(query.where), ...before, eitherOf(asked.map((part) => part.filter))]);
  if (large.has(filter)) return undefined;
  const found = await hashesOf(server, filter);
  if (found.total <= MOST_ORDERED_HERE)
    return { hits: await windowOf(server, found, asked, query, page), total: found.total };
  large.add(filter);
  const [oldest] = large;
  if (large.size > MOST_REMEMBERED && oldest !== undefined) large.delete(oldest);
  return undefined;
}

/** The window over blocks that follow one another. */
async function pageOf(blocks: readonly Block[], page: Window): Promise<Omit<JobHits, 'engine'>> {
  const heads = await Promise.all(blocks.map((block, at) => block.head(at === 0 ? page : { offset: 0, limit: 0 })));
  let before = 0;
  const lists: Promise<readonly JobHit[]>[] = [];
  for (const { total, list } of heads) {
    const from = Math.max(0, page.offset - before);
    const to = Math.min(total, page.offset + page.limit - before);
    before += total;
    if (to > from) lists.push(list({ offset: from, limit: to - from }));
  }
  return { hits: (await Promise.all(lists)).flat(), total: before };
}

/** What a block tells at first: its total, and how to come by any window of it. */
interface Head {
  readonly total: number;
  list(window: Window): Promise<readonly JobHit[]>;
}

/** Tiers that are asked for together. */
interface Block {
  /** The window is what the page needs of it if nothing stands before it. */
  head(window: Window): Promise<Head>;
}

/** A tier as the server is asked for it. */
interface Part {
  /** Index of the tier in the query. */
  readonly at: number;
  readonly tier: Tier;
  /** Its own conditions alone; what excludes the tiers before it comes with the block. */
  readonly filter: string;
  readonly words: readonly string[];
  /** Words that only order: the postings that hold some of them come first. */
  readonly prefer: readonly string[];
}

/** The first tier by itself, then tiers in a row that need no words together, each with words by itself. */
function blocksOf(server: Server, query: JobQuery): Block[] {
  refuseMixedWords(query.tiers);
  const shared = conditionsOf(query.where);
  const parts = query.tiers.map(partOf);
  const groups: Part[][] = [];
  for (const part of parts.slice(query.from ?? 0).filter(({ tier, words }) => !tier.words || words.length > 0)) {
    const last = groups.length > 1 ? groups.at(-1) : undefined;
    if (last?.every(isPlain) && isPlain(part)) last.push(part);
    else groups.push([part]);
  }
  const excluded = (before: Part, self: Part) => before.at < self.at && (!before.tier.words || self.tier.words);
  return groups.flatMap((group): Block[] => {
    const [first] = group;
    if (!first) return [];
    const before = parts.filter((part) => excluded(part, first)).map(({ filter }) => `NOT (${filter})`);
    const all = [...shared, ...before];
    if (group.length > 1) return [rowOf(server, group, all, query)];
    return [isPlain(first) ? plainOf(server, first, all, query) : wordedOf(server, first, all, query)];
  });
}

const isPlain = ({ tier, prefer }: Part): boolean => !tier.words && prefer.length === 0;

function partOf(tier: Tier, at: number): Part {
  const words = plainWords(tier.words);
  const filter = allOf(tierConditionsOf(tier));
  return { at, tier, filter, words, prefer: tier.words ? [] : plainWords(tier.prefer) };
}

/** Which of its postings a tier of words took can be told by a filter only to a tier of the same words. */
function refuseMixedWords(tiers: readonly Tier[]): void {
  const said = tiers.flatMap(({ words }) => (words ? [words.join(' ')] : []));
  const isLast = tiers.slice(tiers.findIndex(({ words }) => words)).every(({ words }) => words) || said.length === 0;
  if (new Set(said).size <= 1 && isLast) return;
  throw new SearchError('search.wrong', 'tiers of words must stand last in a query and all hold the same words');
}

/** One tier without words: its window comes from the server in order. */
function plainOf(server: Server, { at, filter }: Part, shared: readonly string[], { readTrades }: JobQuery): Block {
  const asked = { filter: allOf([...shared, filter]), sort: NEWEST, fields: fieldsFor([], readTrades) };
  const read = ({ hits }: Answer) => hits.map((found) => hitOf(found, at, readTrades));
  return {
    async head(window) {
      const first = await server.documents({ ...asked, ...window });
      return {
        total: first.total,
        list: async (wanted) =>
          wanted.offset === window.offset && wanted.limit <= window.limit
            ? read(first).slice(0, wanted.limit)
            : read(await server.documents({ ...asked, ...wanted })),
      };
    },
  };
}

/** Several tiers without words, asked for as one: few enough, they are put in order here; else tier by tier. */
function rowOf(server: Server, parts: readonly Part[], shared: readonly string[], query: JobQuery): Block {
  const filter = allOf([...shared, eitherOf(parts.map((part) => part.filter))]);
  const oneByOne = parts.map((part, n) => {
    const before = parts.slice(0, n).map((other) => `NOT (${other.filter})`);
    return plainOf(server, part, [...shared, ...before], query);
  });
  return {
    async head() {
      const found = await hashesOf(server, filter);
      return {
        total: found.total,
        list: async (window) =>
          found.total > MOST_ORDERED_HERE
            ? (await pageOf(oneByOne, window)).hits
            : windowOf(server, found, parts, query, window),
      };
    },
  };
}

/** One tier whose order, or whose postings, depend on words: a search. */
function wordedOf(server: Server, part: Part, shared: readonly string[], { readTrades }: JobQuery): Block {
  const { at, prefer } = part;
  const search = { filter: allOf([...shared, part.filter]), attributesToRetrieve: fieldsFor([], readTrades) };
  const asked = (window: Window, words: readonly string[]) => ({
    ...search,
    ...saying(words),
    sort: NEWEST,
    ...window,
  });
  const isOrdered = prefer.length > 0;
  return {
    async head(window) {
      const questions = (wanted: Window) => {
        const end = wanted.offset + wanted.limit;
        return isOrdered
          ? // Those that hold some, and then all, from the beginning, to be laid together.
            [asked({ offset: 0, limit: end }, prefer), asked({ offset: 0, limit: 2 * end }, [])]
          : [asked(wanted, part.words)];
      };
      const read = (answers: readonly Answer[], { offset, limit }: Window) => {
        const found = new Map(answers.flatMap(({ hits }) => hits).map((hit) => [hit.id, hitOf(hit, at, readTrades)]));
        return isOrdered ? [...found.values()].slice(offset, offset + limit) : [...found.values()].slice(0, limit);
      };
      const first = await server.searches(questions(window));
      return {
        total: first.at(-1)?.total ?? 0,
        list: async (wanted) =>
          wanted.offset === window.offset && wanted.limit <= window.limit
            ? read(first, wanted)
            : read(await server.searches(questions(wanted)), wanted),
      };
    },
  };
}

const saying = (words: readonly string[]): Pick<MultiSearchQuery, 'q' | 'matchingStrategy'> =>
  words.length > 0 ? { q: words.join(' '), matchingStrategy: 'frequency' } : {};
