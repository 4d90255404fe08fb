import type { Lexicon } from '../vocabulary/lexicon.ts';
import { withoutGuesses } from '../vocabulary/map-text.ts';
import type { Place, TradeHit } from './model.ts';
import type { PlaceIndex } from './places.ts';
import { type SoundIndex, soundIndexOf } from './sound-index.ts';
import { foldSound } from './sounds.ts';

/** What a query in letters may mean: pinyin with or without spaces, or initials. */
export interface LatinReading {
  readonly trades: readonly TradeHit[];
  readonly places: readonly Place[];
  readonly letters: string;
}

const LONGEST = 60;
const LONGEST_SOUND = 40;
const MOST_SENSES = 3;
const MOST_HINTS = 4;
const HINT = 0.5;
/** What a sound alone is worth: exact, folded, initials; more senses than a few only hint. */
const WORTH = { exact: 0.98, fuzzy: 0.85, initials: 0.9, vague: 0.6 } as const;

interface Heard {
  readonly phrases: readonly string[];
  readonly worth: number;
}

/** A whole word of letters: its exact sound, else initials, else its folded sound. */
function heardAs(sounds: SoundIndex, letters: string): Heard | undefined {
  const exact = sounds.exact.get(letters);
  if (exact) return { phrases: exact, worth: WORTH.exact };
  const short = letters.length > 1 && letters.length <= 8 ? sounds.initials.get(letters) : undefined;
  if (short) return { phrases: short, worth: WORTH.initials };
  const fuzzy = sounds.fuzzy.get(foldSound(letters));
  return fuzzy && { phrases: fuzzy, worth: WORTH.fuzzy };
}

/** Of many senses the commonest few, and only as hints: postings that sound exactly so come before them. */
function tradesOfHeard({ phrases, worth }: Heard, lexicon: Lexicon): TradeHit[] {
  const strengths = new Map<string, number>();
  for (const phrase of phrases) {
    for (const { code, strength } of withoutGuesses(lexicon.get(phrase))) {
      if (strength > HINT) strengths.set(code, Math.max(strengths.get(code) ?? 0, strength * worth));
    }
  }
  const hits = [...strengths].map(([code, strength]) => ({ code, strength }));
  if (hits.length <= MOST_SENSES) return hits;
  return hits.slice(0, MOST_HINTS).map(({ code, strength }) => ({ code, strength: strength * WORTH.vague }));
}

/** Cuts letters into the longest known sounds from left to right: luozhuangbaojie → luozhuang, baojie. */
function cut(letters: string, isKnown: (part: string) => boolean): string[] {
  const parts: string[] = [];
  for (let at = 0; at < letters.length; ) {
    const longest = Math.min(letters.length - at, LONGEST_SOUND);
    let length = longest;
    while (length > 3 && !isKnown(letters.slice(at, at + length))) length -= 1;
    if (length > 3) parts.push(letters.slice(at, at + length));
    at += length > 3 ? length : 1;
  }
  return parts;
}

export function readLatin(text: string, lexicon: Lexicon, places: PlaceIndex): LatinReading | undefined {
  const letters = text.replace(/[^a-z]/g, '').slice(0, LONGEST);
  if (letters.length < 2) return undefined;
  const sounds = soundIndexOf(lexicon);
  const whole = heardAs(sounds, letters);
  if (whole) return { trades: tradesOfHeard(whole, lexicon), places: places.bySound.get(letters) ?? [], letters };
  const words = text.split(/[^a-z]+/).filter((word) => word.length > 1);
  const isKnown = (part: string) => sounds.exact.has(part) || places.bySound.has(part);
  const parts = words.length > 1 && words.every((word) => isKnown(word)) ? words : cut(letters, isKnown);
  const found = parts.flatMap((part) => {
    const heard = sounds.exact.get(part);
    return heard ? tradesOfHeard({ phrases: heard, worth: WORTH.exact }, lexicon) : [];
  });
  return { trades: found, places: parts.flatMap((part) => places.bySound.get(part) ?? []), letters };
}
