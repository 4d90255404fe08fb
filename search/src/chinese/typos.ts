import type { Lexicon } from '../vocabulary/lexicon.ts';
import { rowsOf } from '../vocabulary/tree.ts';
import { type SoundIndex, soundIndexOf } from './sound-index.ts';
import { foldSound, syllablesOf } from './sounds.ts';

export interface Correction {
  readonly from: string;
  readonly to: string;
}

const LONGEST_WORD = 7;
const MOST_CHARACTERS = 40;
/** Two characters of a longer unknown word are no word: 处理工 holds no 力工, 个子高 no 鸽子. */
const ROOM_FOR_TWO = 2;
/** A word to be mended within a longer run has at least so many. */
const SHORTEST_WITHIN = 3;
const NAME = 0.6;

function lookalikes(): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const [group = ''] of rowsOf('lookalikes.tsv')) {
    for (const character of group) map.set(character, (map.get(character) ?? '') + group.replace(character, ''));
  }
  return map;
}
const LOOKALIKES = lookalikes();

/** A word of two characters keeps one of them, longer ones two thirds: 彩件 is no 裁剪, 菜狗 no 采购. */
function isSlip(from: string, to: string): boolean {
  if (from.length !== to.length || from === to) return false;
  const changed = [...from].filter((character, at) => character !== to.charAt(at)).length;
  return changed <= Math.max(1, Math.floor(from.length / 3)) && changed < from.length;
}

const isName = (lexicon: Lexicon, phrase: string): boolean =>
  lexicon.get(phrase).some(({ strength }) => strength >= NAME);

/** The same shape with one character exchanged. */
function likeShapes(word: string, lexicon: Lexicon): string | undefined {
  for (let at = 0; at < word.length; at += 1) {
    for (const other of LOOKALIKES.get(word.charAt(at)) ?? '') {
      const tried = word.slice(0, at) + other + word.slice(at + 1);
      if (isName(lexicon, tried)) return tried;
    }
  }
  return undefined;
}

function meantBy(word: string, syllables: readonly string[], lexicon: Lexicon, isSure: boolean): string | undefined {
  const sounds: SoundIndex = soundIndexOf(lexicon);
  const sound = syllables.join('');
  const alike = (phrases: readonly string[] = []) => phrases.find((phrase) => isSlip(word, phrase));
  const meant = alike(sounds.exact.get(sound)) ?? likeShapes(word, lexicon);
  return meant ?? (isSure ? undefined : alike(sounds.fuzzy.get(foldSound(sound))));
}

/**
 * The longest mistyped word of a run of Han characters, read as the known word that sounds or looks like it.
 * Where a trade is already known, `unknown` holds the characters it leaves unexplained: then only a word of three and more
 * that holds one of them is mended. A word begins where the run does or a known word ends: 线材加工 holds no 菜加工. All this so
 * that a known word is never turned into another one.
 */
export function correctionOf(run: string, lexicon: Lexicon, unknown?: string): Correction | undefined {
  const text = run.slice(0, MOST_CHARACTERS);
  const syllables = syllablesOf(text);
  const starts = [0, ...lexicon.spans(text).map(({ end }) => end)];
  const shortest = unknown !== undefined || text.length > ROOM_FOR_TWO ? SHORTEST_WITHIN : 2;
  for (let length = Math.min(text.length, LONGEST_WORD); length >= shortest; length -= 1) {
    for (const at of starts) {
      if (at + length > text.length) continue;
      const word = text.slice(at, at + length);
      if (lexicon.get(word).length > 0 || !holdsAny(word, unknown)) continue;
      const meant = meantBy(word, syllables.slice(at, at + length), lexicon, unknown !== undefined);
      if (meant !== undefined) return { from: word, to: meant };
    }
  }
  return undefined;
}

const holdsAny = (word: string, characters: string | undefined): boolean =>
  characters === undefined || [...characters].some((character) => word.includes(character));
