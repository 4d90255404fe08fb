import { readFileSync } from 'node:fs';

/**
 * How likely somebody with one job title could hold another. Two things speak for it: characters the titles share (BM25 over
 * single characters and Latin words) and fields of work they share (`fields.tsv`), which tells 酒保 and 调酒师 from 酒店会计.
 * Made for ranking a list of titles of every kind, office work included; postings are searched by the occupation tree.
 */
export interface TitleRanking {
  /** Every title's place in the list, most similar first; equal ones in the list's order. */
  rank(title: string): number[];
}

type Weights = ReadonlyMap<string, number>;

const K1 = 1.2;
const LENGTH_MATTERS = 0.5;

/** Prepares a list of titles to be ranked. Its size bounds the cost: 2,500 titles take a few milliseconds a query. */
export function titleRanking(titles: readonly string[]): TitleRanking {
  const byCharacters = bm25(titles.map(tokensOf));
  const byFields = cosine(titles.map(fieldsOf));
  return {
    rank(title) {
      const shared = byCharacters(tokensOf(title));
      const alike = byFields(fieldsOf(title));
      const best = Math.max(...shared, 1e-9);
      const scores = titles.map((_, at) => (shared[at] ?? 0) / best + (alike[at] ?? 0));
      return scores.map((_, at) => at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
    },
  };
}

const tokensOf = (title: string): string[] => title.toLowerCase().match(/\p{Script=Han}|[a-z0-9+#.]+/gu) ?? [];

interface Term {
  readonly text: string;
  readonly fields: readonly string[];
  readonly weight: number;
}

/** Longer terms say more; a term of many fields says less of each. */
function loadTerms(): Term[] {
  const lines = readFileSync(new URL('fields.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  const pairs = lines.flatMap((line) => {
    const [field = '', terms = ''] = line.split('\t');
    return terms.split(' ').map((text) => ({ field, text }));
  });
  return [...Map.groupBy(pairs, ({ text }) => text)].map(([text, same]) => ({
    text,
    fields: same.map(({ field }) => field),
    weight: Math.sqrt((/\p{Script=Han}/u.test(text) ? text.length : 2) / same.length),
  }));
}

const TERMS = loadTerms();

/** The fields that a title speaks of, each with the weight of its strongest term. */
export function fieldsOf(title: string): Weights {
  const said = title.toLowerCase();
  const weights = new Map<string, number>();
  for (const { text, fields, weight } of TERMS) {
    if (!said.includes(text)) continue;
    for (const field of fields) weights.set(field, Math.max(weights.get(field) ?? 0, weight));
  }
  return weights;
}

/** In how many lists each item stands. */
function frequencies(lists: readonly Iterable<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const list of lists) for (const item of new Set(list)) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

function bm25(documents: readonly (readonly string[])[]): (query: readonly string[]) => number[] {
  const found = frequencies(documents);
  const usual = documents.reduce((sum, { length }) => sum + length, 0) / documents.length;
  const counts = documents.map((tokens) => ({
    of: Map.groupBy(tokens, (token) => token),
    damping: K1 * (1 - LENGTH_MATTERS + (LENGTH_MATTERS * tokens.length) / usual),
  }));
  return (query) => {
    const wanted = [...new Set(query)].map((token) => {
      const df = found.get(token) ?? 0;
      return { token, rarity: Math.log(1 + (documents.length - df + 0.5) / (df + 0.5)) };
    });
    return counts.map(({ of, damping }) =>
      wanted.reduce((sum, { token, rarity }) => {
        const times = of.get(token)?.length ?? 0;
        return sum + (rarity * times * (K1 + 1)) / (times + damping);
      }, 0),
    );
  };
}

/** Cosine of field weights, fields that few titles speak of counting more. */
function cosine(documents: readonly Weights[]): (query: Weights) => number[] {
  const found = frequencies(documents.map((weights) => weights.keys()));
  const toUnit = (weights: Weights): Weights => {
    const rare = [...weights].map(([field, weight]) => {
      const df = found.get(field);
      return [field, df === undefined ? 0 : weight * Math.log(1 + documents.length / df)] as const;
    });
    const length = Math.hypot(...rare.map(([, weight]) => weight)) || 1;
    return new Map(rare.map(([field, weight]) => [field, weight / length]));
  };
  const units = documents.map(toUnit);
  return (query) => {
    const unit = [...toUnit(query)];
    return units.map((other) => unit.reduce((sum, [field, weight]) => sum + weight * (other.get(field) ?? 0), 0));
  };
}
