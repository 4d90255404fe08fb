import type { Settings } from 'meilisearch';

/**
 * The settings of a postings index. Trades, places and sounds are compared whole, as filters; the server's own segmenter
 * sees only `title` and `text`. Typo tolerance is off: on the segmenter's Chinese words a wrong character brings another
 * trade, and real typos are mended before the engine is asked. Synonyms likewise live in the occupation tree.
 */
export const jobSettings = {
  searchableAttributes: ['title', 'text'],
  filterableAttributes: [
    'ageMax',
    'ageMin',
    'areas',
    'counties',
    'id',
    'kind',
    'occupations',
    'payMaxFen',
    'payMinFen',
    'perks',
    'shifts',
    'sounds',
    'trades',
    'validUntilOn',
  ],
  // A sort by an undeclared attribute is an error, so the tie-break stands here too.
  sortableAttributes: ['id', 'publishedAt'],
  // What a posting is put in order by here, where few are found.
  displayedAttributes: ['id', 'hash', 'trades', 'areas', 'perks', 'shifts', 'sounds', 'payMinFen', 'publishedAt'],
  rankingRules: ['words', 'attributeRank', 'proximity', 'wordPosition', 'exactness', 'sort'],
  localizedAttributes: [{ attributePatterns: ['title', 'text'], locales: ['cmn'] }],
  synonyms: {},
  stopWords: [],
  typoTolerance: { enabled: false },
  prefixSearch: 'disabled',
  proximityPrecision: 'byAttribute',
  facetSearch: false,
  // Only a bound on what may be asked for: the cost is that of the page asked.
  pagination: { maxTotalHits: 200_000 },
} as const satisfies DeepReadonly<Settings>;

type DeepReadonly<T> = { readonly [K in keyof T]: DeepReadonly<T[K]> };

/** The client's types are mutable; ours are constants. */
export const wantedSettings = (): Settings => structuredClone(jobSettings) as unknown as Settings;

/** Whether a server's settings differ from ours in anything that we set. */
export const differs = (actual: object): boolean =>
  Object.entries(jobSettings).some(([name, wanted]) => !covers((actual as Record<string, unknown>)[name], wanted));

/** Objects by the keys wanted (the server adds its defaults); plain lists of names in any order where order has no meaning. */
function covers(actual: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) return Array.isArray(actual) && sameList(actual, wanted);
  if (typeof wanted !== 'object' || wanted === null) return actual === wanted;
  if (typeof actual !== 'object' || actual === null) return false;
  return Object.entries(wanted).every(([key, value]) => covers((actual as Record<string, unknown>)[key], value));
}

/** `filterableAttributes` and `sortableAttributes` come back sorted, and so do ours stand here; the others keep their order. */
const sameList = (actual: readonly unknown[], wanted: readonly unknown[]): boolean =>
  actual.length === wanted.length && wanted.every((value, at) => covers(actual[at], value));
