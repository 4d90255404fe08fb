import type { MultiSearchQuery } from 'meilisearch';
import type { JobHit, JobHits, JobQuery, Tier } from '../../port.ts';
import { plainWords } from '../words.ts';
import { conditionsOf, tierConditionsOf } from './filter.ts';

/** One question to the server for a tier, or two where words only order it: first those that hold some, then all. */
interface Question {
  readonly tier: number;
  /** Whether its total counts: the ordering question asks for a part of the one after it. */
  readonly counts: boolean;
  readonly search: MultiSearchQuery;
}

const ORDER = ['publishedAt:desc', 'id:asc'];

/** Tiers are made disjoint by excluding the conditions of those before, so that totals add up and pages never overlap. */
export function questionsOf(indexUid: string, { where, tiers, offset, limit }: JobQuery): Question[] {
  const shared = conditionsOf(where);
  const need = offset + limit;
  return tiers.flatMap((tier, at) => {
    const filter = [...shared, ...tierConditionsOf(tier), ...earlier(tiers.slice(0, at), tier)];
    const ask = (words: readonly string[], atMost: number): MultiSearchQuery => ({
      indexUid,
      ...(words.length > 0 && { q: words.join(' '), matchingStrategy: 'frequency' }),
      filter,
      sort: ORDER,
      limit: atMost,
      attributesToRetrieve: ['id'],
    });
    const words = plainWords(tier.words);
    const prefer = plainWords(tier.prefer);
    if (tier.words && words.length === 0) return [];
    if (words.length > 0 || prefer.length === 0) return [{ tier: at, counts: true, search: ask(words, need) }];
    return [
      { tier: at, counts: false, search: ask(prefer, need) },
      { tier: at, counts: true, search: ask([], 2 * need) },
    ];
  });
}

/**
 * Excludes an earlier tier where its conditions alone tell what it took: it asks for no words, or for the very same ones.
 * A tier of other words cannot be told by a filter; `page` drops its doubles.
 */
function earlier(before: readonly Tier[], tier: Tier): string[] {
  return before
    .filter((one) => !one.words || one.words.join(' ') === tier.words?.join(' '))
    .map((one) => `NOT (${tierConditionsOf(one).join(' AND ') || 'id EXISTS'})`);
}

interface Answer {
  readonly hits: readonly { readonly id: string }[];
  readonly estimatedTotalHits?: number;
}

export function page(
  questions: readonly Question[],
  answers: readonly Answer[],
  query: JobQuery,
  engine: string,
): JobHits {
  const tierOf = new Map<string, number>();
  let total = 0;
  questions.forEach(({ tier, counts }, at) => {
    const answer = answers[at];
    if (counts) total += answer?.estimatedTotalHits ?? 0;
    for (const { id } of answer?.hits ?? []) if (!tierOf.has(id)) tierOf.set(id, tier);
  });
  const hits: JobHit[] = [...tierOf].map(([id, tier]) => ({ id, tier }));
  return { hits: hits.slice(query.offset, query.offset + query.limit), total, engine };
}
