import type { LexiconEntry } from '../vocabulary/lexicon.ts';
import { OCCUPATIONS } from '../vocabulary/tree.ts';
import type { Place } from './model.ts';
import { normalForm } from './normalise.ts';
import { initialsOf, syllablesOf } from './sounds.ts';

export interface Suggestion {
  readonly text: string;
  readonly kind: 'trade' | 'place';
  readonly code: string;
}

interface Keyed {
  readonly key: string;
  readonly rank: number;
  readonly suggestion: Suggestion;
}

export interface Suggester {
  /** Trades and places that begin with what is typed: characters, pinyin or initials; a trade's own name before its aliases. */
  suggest(typed: string, limit: number): Suggestion[];
}

const LONGEST = 30;
const HAN_WORD = /^\p{Script=Han}{2,10}$/u;
const MOST_READ = 400;

function keysOf(suggestion: Suggestion, rank: number): Keyed[] {
  const syllables = syllablesOf(suggestion.text);
  const keys = [suggestion.text, syllables.join(''), initialsOf(syllables)];
  return [...new Set(keys)].map((key) => ({ key, rank, suggestion }));
}

function* tradeKeys(): Generator<Keyed> {
  for (const { code, aliases } of OCCUPATIONS) {
    const words = aliases.filter((alias) => HAN_WORD.test(alias));
    for (const [at, text] of words.entries()) {
      yield* keysOf({ text, kind: 'trade', code }, (code.length === 4 ? 0 : code.length === 2 ? 5 : 8) + at);
    }
  }
}

/** First entry whose key is not before `key`. */
function lowerBound(sorted: readonly Keyed[], key: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.key ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A word of the county's own: what is asked for here by that name comes right after the trades' own names. */
const OWN_RANK = 1;

/** Sorted once for a set of places and a county's own words; a question is a binary search and a short walk. */
export function suggester(
  places: readonly Place[] = [],
  own: readonly Pick<LexiconEntry, 'phrase' | 'code'>[] = [],
): Suggester {
  const owned = own.flatMap(({ phrase, code }) => keysOf({ text: phrase, kind: 'trade', code }, OWN_RANK));
  const placed = places.flatMap((place) => keysOf({ text: place.name, kind: 'place', code: place.code }, 6));
  const sorted = [...tradeKeys(), ...owned, ...placed].sort((a, b) =>
    a.key < b.key ? -1 : a.key > b.key ? 1 : a.rank - b.rank,
  );
  return {
    suggest(typed, limit) {
      const key = normalForm(typed.slice(0, LONGEST)).replaceAll(' ', '');
      if (key === '') return [];
      const found: Keyed[] = [];
      for (let at = lowerBound(sorted, key); found.length < MOST_READ; at += 1) {
        const entry = sorted[at];
        if (entry === undefined || !entry.key.startsWith(key)) break;
        found.push(entry);
      }
      const best = found.sort(
        (a, b) => Number(b.key === key) - Number(a.key === key) || a.rank - b.rank || a.key.length - b.key.length,
      );
      return distinct(best, limit);
    },
  };
}

/** One suggestion a word, and one word a trade until every trade found has had its turn. */
function distinct(found: readonly Keyed[], limit: number): Suggestion[] {
  const words = new Map<string, Suggestion>();
  for (const { suggestion } of found) if (!words.has(suggestion.text)) words.set(suggestion.text, suggestion);
  const seen = new Set<string>();
  const first: Suggestion[] = [];
  const later: Suggestion[] = [];
  for (const suggestion of words.values()) {
    (seen.has(suggestion.code) ? later : first).push(suggestion);
    seen.add(suggestion.code);
  }
  return [...first, ...later].slice(0, limit);
}
