import type { Lexicon, LexiconEntry } from '../vocabulary/lexicon.ts';
import { foldSound, initialsOf, syllablesOf } from './sounds.ts';

/** Phrases of a lexicon by how they sound. */
export interface SoundIndex {
  readonly exact: ReadonlyMap<string, readonly string[]>;
  readonly fuzzy: ReadonlyMap<string, readonly string[]>;
  readonly initials: ReadonlyMap<string, readonly string[]>;
}

const WORD = /^\p{Script=Han}{2,8}$/u;
const NAME = 0.85;

const strongest = (entries: readonly LexiconEntry[]): number => Math.max(...entries.map(({ strength }) => strength));

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
    // What verbs and objects are crossed into sounds like what it is made of; initials of all of it would mean everything.
    const strength = strongest(lexicon.get(phrase));
    if (!WORD.test(phrase) || strength < NAME || (strength > 0.89 && strength < 0.94)) continue;
    const syllables = syllablesOf(phrase);
    const sound = syllables.join('');
    add(exact, sound, phrase);
    add(fuzzy, foldSound(sound), phrase);
    add(initials, initialsOf(syllables), phrase);
  }
  return { exact, fuzzy, initials };
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
