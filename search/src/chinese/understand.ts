import { baseLexicon, type Lexicon } from '../vocabulary/lexicon.ts';
import { chipsOf, type Understood } from './chips.ts';
import { perksOf, shiftsOf } from './conditions.ts';
import { leftOver } from './filler.ts';
import { readLatin } from './latin.ts';
import { type AskedFrom, NAMED, type Place, type TradeHit, type Understanding } from './model.ts';
import { normalForm } from './normalise.ts';
import { paySaid } from './pay.ts';
import { deepest, NO_PLACES, outermost, type PlaceIndex, ranked } from './places.ts';
import { foldSound } from './sounds.ts';
import { promoted, type TradesSaid, tradesAsked, weighed, withNear } from './trades.ts';
import { type Correction, correctionOf } from './typos.ts';
import { ageSaid, blanked, licenceSaid, type Wish, wishesIn } from './wishes.ts';

/** What a query is read by: the words of the vocabulary, perhaps with a county's own, and the places it may name. */
export interface Language {
  readonly lexicon: Lexicon;
  readonly places: PlaceIndex;
}

const LONGEST = 200;
const MOST_WORDS = 10;
const SHORT_RUN = 6;
const LETTERS = /[a-z]{2,}/;
const HAN_RUN = /\p{Script=Han}{2,}/gu;
const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]+/gu;

/** Cut first, so that nothing that follows can take long; half a surrogate pair at the cut goes with the controls. */
const cut = (text: string): string => text.slice(0, LONGEST).replace(CONTROL, ' ').trim();

/** Reads a query. Never raises and never takes long, whatever is in the text. */
export function understand(
  text: string,
  { countyCode, drop = [] }: AskedFrom = {},
  language: Language = { lexicon: baseLexicon(), places: NO_PLACES },
): Understanding {
  const said = cut(text);
  const read = readConditions(normalForm(said), language.lexicon);
  const placed = readPlacesOf(read.rest, language);
  const asked = readTrades(placed.rest, language, drop.includes('corrected'));
  const places = ranked(deepest([...placed.places, ...asked.places]), countyCode);
  const heard = weighed(asked.trades);
  const trades = withNear(asked.letters === undefined ? promoted(heard) : heard);
  const rest = leftOver(asked.rest).slice(0, MOST_WORDS);
  const understood: Understood = {
    ...conditionsOf(read.wishes),
    said,
    rest,
    trades,
    places,
    latin: asked.letters === undefined ? undefined : soundsOf(asked.letters),
    payMinFen: read.payMinFen,
    age: read.age,
    licence: read.licence,
    corrected: asked.corrected,
    refusedTrades: asked.refused,
  };
  return chipsOf(understood, asked.words, drop);
}

const soundsOf = (letters: string) => ({ pinyin: letters, initials: letters, fuzzy: foldSound(letters) });

interface Conditions {
  readonly wishes: readonly Wish[];
  readonly payMinFen: number | undefined;
  readonly age: number | undefined;
  readonly licence: string | undefined;
  /** The text with all of it blanked. */
  readonly rest: string;
}

function readConditions(text: string, lexicon: Lexicon): Conditions {
  let rest = text;
  const age = ageSaid(rest);
  if (age) rest = blanked(rest, age.start, age.end);
  const pay = paySaid(rest);
  const wishes = wishesIn(text, lexicon);
  if (pay) rest = blanked(rest, pay.start, pay.end);
  const names = lexicon.spans(rest);
  for (const { start, end } of wishes) {
    const inName = names.some((name) => name.start <= start && end <= name.end && name.entries.some(isFull));
    if (!inName) rest = blanked(rest, start, end);
  }
  return { wishes, payMinFen: pay?.minFen, age: age?.age, licence: licenceSaid(text), rest };
}

const isFull = ({ strength }: { strength: number }): boolean => strength >= 0.9;

const conditionsOf = (wishes: readonly Wish[]) => ({
  perks: wishes.filter(({ refused }) => !refused).flatMap(({ condition }) => perksOf(condition)),
  shifts: wishes.filter(({ refused }) => !refused).flatMap(({ condition }) => shiftsOf(condition)),
  home: wishes.some(({ condition, refused }) => condition.kind === 'home' && !refused),
  nearHome: wishes.some(({ condition, refused }) => condition.kind === 'near' && !refused),
  refusedPerks: wishes.filter(({ refused }) => refused).flatMap(({ condition }) => perksOf(condition)),
  refusedShifts: wishes.filter(({ refused }) => refused).flatMap(({ condition }) => shiftsOf(condition)),
  away: wishes.some(({ condition, refused }) => condition.kind === 'away' && refused),
});

/** A place that is part of a longer trade name (平安保险业务员) is none, nor is a village's short name that is a trade (迎宾). */
function readPlacesOf(text: string, { places, lexicon }: Language): { places: Place[]; rest: string } {
  const spans = places.phrases.spans(text);
  if (spans.length === 0) return { places: [], rest: text };
  const names = lexicon.spans(text);
  let rest = text;
  const found = spans.filter(({ start, end, entries }) => {
    const spareLength = entries.some(({ name }) => name === text.slice(start, end)) ? 0 : 1;
    const beats = (name: { start: number; end: number; entries: readonly { strength: number }[] }) =>
      name.end - name.start + (name.entries.some(isFull) ? spareLength : 0) > end - start;
    return !names.some((name) => name.start < end && start < name.end && beats(name));
  });
  for (const { start, end } of found) rest = blanked(rest, start, end);
  return { places: found.flatMap(({ entries }) => outermost(entries)), rest };
}

interface Asked {
  readonly trades: readonly TradeHit[];
  readonly refused: readonly string[];
  readonly places: readonly Place[];
  /** The words that named the trades, in the order said. */
  readonly words: readonly string[];
  readonly rest: string;
  readonly letters: string | undefined;
  readonly corrected: Correction | undefined;
}

function readTrades(text: string, language: Language, keepTypos: boolean): Asked {
  const plain = askedBy(tradesAsked(text, language.lexicon));
  const isNamed = plain.trades.some(({ code, strength }) => strength >= NAMED && code.length > 2);
  if (!isNamed && LETTERS.test(plain.rest)) return withLatin(plain, language);
  return keepTypos ? plain : withCorrection(plain, text, isNamed, language.lexicon);
}

function askedBy({ said, wanted, refused }: TradesSaid): Asked {
  let rest = said.text;
  for (const { start, end } of said.spans) rest = blanked(rest, start, end);
  const words = said.spans.map(({ start, end }) => said.text.slice(start, end));
  return { trades: wanted, refused, places: [], words, rest, letters: undefined, corrected: undefined };
}

function withLatin(plain: Asked, { lexicon, places }: Language): Asked {
  const read = readLatin(plain.rest, lexicon, places);
  if (read === undefined) return plain;
  const trades = new Map<string, number>();
  for (const { code, strength } of [...read.trades, ...plain.trades]) {
    trades.set(code, Math.max(trades.get(code) ?? 0, strength));
  }
  const hits = [...trades].map(([code, strength]) => ({ code, strength })).sort((a, b) => b.strength - a.strength);
  const isKnown = read.trades.length > 0 || read.places.length > 0;
  const rest = isKnown ? plain.rest.replace(/[a-z]+/g, ' ') : plain.rest;
  return { ...plain, trades: hits, places: read.places, letters: read.letters, rest };
}

/** Short runs as typed, for a slip may look like filler (防谁工); then what is left without filler. */
function runsOf(text: string): string[] {
  const typed = text.match(HAN_RUN) ?? [];
  const left = leftOver(text).join(' ').match(HAN_RUN) ?? [];
  return [...typed.filter((run) => run.length <= SHORT_RUN), ...left];
}

function withCorrection(plain: Asked, text: string, isNamed: boolean, lexicon: Lexicon): Asked {
  // 保洁和导购: what joins two words is no slip of either.
  const unknown = plain.rest.replace(/[^\p{Script=Han}]|[和跟与或及]/gu, '');
  if (unknown === '') return plain;
  for (const run of runsOf(text)) {
    const corrected = correctionOf(run, lexicon, isNamed ? unknown : undefined);
    if (corrected === undefined) continue;
    const again = askedBy(tradesAsked(text.replace(corrected.from, corrected.to), lexicon));
    return { ...again, corrected };
  }
  return plain;
}
