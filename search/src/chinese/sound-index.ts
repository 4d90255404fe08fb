import { type Lexicon, type LexiconEntry, SPELLED } from '../vocabulary/lexicon.ts';
import { OCCUPATIONS } from '../vocabulary/tree.ts';
import { foldSound, initialsOf, syllablesOf } from './sounds.ts';

/** Phrases of a lexicon by how they sound; under one sound the commoner name first. Initials that are of names mean nothing else. */
export interface SoundIndex {
  readonly exact: ReadonlyMap<string, readonly string[]>;
  readonly fuzzy: ReadonlyMap<string, readonly string[]>;
  readonly initials: ReadonlyMap<string, readonly string[]>;
}

const WORD = /^\p{Script=Han}{2,8}$/u;
/** A bare object (粉条) may be what is typed; below this it only hints. */
const LEAST = 0.65;
const NAME = 0.95;
const ROOT = 0.85;
const LONG = 4;
const RARE = 60;
/** So many names of a trade are its first ones. */
const FIRST = 6;

const strongest = (entries: readonly LexiconEntry[]): number => Math.max(...entries.map(({ strength }) => strength));

/** How far down its trade's list of names a phrase stands; names that only the official list has come last. */
function nameRanks(): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  for (const { aliases, level } of OCCUPATIONS) {
    for (const [at, alias] of aliases.entries()) {
      const rank = at + (level === 3 ? 20 : 0);
      if (rank < (ranks.get(alias) ?? RARE)) ranks.set(alias, rank);
    }
  }
  return ranks;
}

function add(index: Map<string, string[]>, key: string, phrase: string): void {
  const same = index.get(key);
  if (same === undefined) index.set(key, [phrase]);
  else same.push(phrase);
}

function build(lexicon: Lexicon): SoundIndex {
  const exact = new Map<string, string[]>();
  const fuzzy = new Map<string, string[]>();
  const initials = new Map<string, string[]>();
  for (const phrase of lexicon.keys()) {
    const strength = strongest(lexicon.get(phrase));
    // A spelled name is heard by its object; sounding all of them would take most of a second.
    if (strength < LEAST || strength === SPELLED || !WORD.test(phrase)) continue;
    const syllables = syllablesOf(phrase);
    const sound = syllables.join('');
    add(exact, sound, phrase);
    // Folded sounds and short initials of everything that verbs and objects spell would mean everything.
    const isName = strength >= NAME || strength === ROOT;
    if (isName) add(fuzzy, foldSound(sound), phrase);
    if (isName || syllables.length >= LONG) add(initials, initialsOf(syllables), phrase);
  }
  const ranks = nameRanks();
  const rankOf = (phrase: string): number => ranks.get(phrase) ?? RARE;
  for (const index of [exact, fuzzy, initials]) {
    for (const phrases of index.values()) if (phrases.length > 1) phrases.sort((a, b) => rankOf(a) - rankOf(b));
  }
  for (const [letters, phrases] of initials) initials.set(letters, commonest(phrases, lexicon, rankOf));
  return { exact, fuzzy, initials };
}

/** Letters are of a trade's first names, where there are such; else of names; else of whatever sounds so. */
function commonest(phrases: string[], lexicon: Lexicon, rankOf: (phrase: string) => number): string[] {
  const names = phrases.filter((phrase) => strongest(lexicon.get(phrase)) === 1);
  const first = names.filter((phrase) => rankOf(phrase) < FIRST);
  return [first, names, phrases].find(({ length }) => length > 0) ?? [];
}

const built = new WeakMap<Lexicon, SoundIndex>();

/** Built at the first question in letters, then kept as long as the lexicon. */
export function soundIndexOf(lexicon: Lexicon): SoundIndex {
  const known = built.get(lexicon);
  if (known !== undefined) return known;
  const index = build(lexicon);
  built.set(lexicon, index);
  return index;
}
