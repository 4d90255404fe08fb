import { createHash } from 'node:crypto';
import { type Meaning, NAMED } from './chinese/model.ts';

/**
 * A posting as the api hands it over: values only, of the posting and its place. Labourers never enter an engine.
 * Texts are as typed; what they mean is added by `indexed`.
 */
export interface JobDocument {
  readonly id: string;
  /** Six digits: the county whose posting it is. */
  readonly countyCode: string;
  /** Six digits each: the counties it is shared with. */
  readonly sharedWith: readonly string[];
  readonly title: string;
  readonly description: string;
  readonly employerName: string;
  /** Place of work, 12 digits. */
  readonly regionCode: string;
  /** The place and everything it lies in, at any length: `areaCode` brings them to one form. */
  readonly areaCodes: readonly string[];
  readonly regionNames: readonly string[];
  /** Null where nobody has mapped the posting to the tree yet. */
  readonly occupationCode: string | null;
  readonly skillCodes: readonly string[];
  readonly kind: string;
  /** Monthly equivalent in fen; 0 where the posting names no pay. */
  readonly payMinFen: number;
  readonly payMaxFen: number;
  /** In the words of `PERKS` (chinese/model.ts); what the text says beyond them is added by `indexed`. */
  readonly perks: readonly string[];
  readonly shift: string;
  readonly ageMin: number | null;
  readonly ageMax: number | null;
  readonly educationMin: string;
  readonly demands: readonly string[];
  readonly suits: readonly string[];
  readonly headCount: number;
  /** Milliseconds since the epoch. */
  readonly publishedAt: number;
  /** Last day of validity as a number, 20261231. */
  readonly validUntilOn: number;
}

/** What an engine stores: no field beyond what it filters, orders or reads words in. */
export interface IndexedJob {
  readonly id: string;
  /** Of everything below: equal hashes mean that nothing has to be sent again. */
  readonly hash: string;
  /** Whose posting it is, and every county that sees it. */
  readonly countyCode: string;
  readonly counties: readonly string[];
  readonly title: string;
  readonly text: string;
  readonly trades: readonly string[];
  readonly sounds: readonly string[];
  readonly areas: readonly string[];
  readonly occupations: readonly string[];
  readonly kind: string;
  readonly perks: readonly string[];
  readonly shifts: readonly string[];
  readonly payMinFen: number;
  readonly payMaxFen: number;
  readonly ageMin: number;
  readonly ageMax: number;
  readonly publishedAt: number;
  readonly validUntilOn: number;
}

/**
 * How surely a posting is of a trade. sure: the employer or the title says so; named: surely enough to be found by its name;
 * told: only the text mentions it; hinted: less than that. A posting that is sure of a trade bears its name as well.
 * own: named by this very branch and not by one below it; borne: the title holds its name within that of another trade.
 */
export const BANDS = ['sure', 'named', 'told', 'hinted', 'own', 'borne'] as const;
export type Band = (typeof BANDS)[number];

const SURE = 0.85;
const TOLD = 0.4;

export function bandsOf(strength: number): Band[] {
  if (strength >= SURE) return ['sure', 'named'];
  return [strength >= NAMED ? 'named' : strength >= TOLD ? 'told' : 'hinted'];
}

/** How a branch and its band are written in the index: both engines compare these whole. */
export const tradeToken = (band: Band, code: string): string => `${band[0]}${code}`;

/** The branch and every branch above it: 620301 → 62, 6203, 620301. */
export const branchesOf = (code: string): string[] =>
  [2, 4, 6, 8].filter((length) => length <= code.length).map((length) => code.slice(0, length));

/** The perk token of work that can be taken home, whatever kind of post it is. */
export const AT_HOME = 'home';

export type SoundKind = 'pinyin' | 'initials' | 'fuzzy';

/** How a sound is written in the index; both engines compare these whole. */
export const soundToken = (kind: SoundKind, sound: string): string => `${kind[0]}${sound}`;

/** Digits that name a place at each level: province, prefecture, county, town, village. */
const PLACE_LENGTHS = [2, 4, 6, 9, 12];

/** One form for a place's code: 371311000000 and 371311 are the same county. Anything that is no such code stays as it is. */
export function areaCode(code: string): string {
  if (!/^\d{2,12}$/.test(code)) return code;
  const length = PLACE_LENGTHS.find((digits) => /^0*$/.test(code.slice(digits)));
  return code.slice(0, length ?? 12);
}

/** The place it lies in: town → county. Undefined above a province. */
export function widerArea(code: string): string | undefined {
  const shorter = PLACE_LENGTHS.filter((digits) => digits < areaCode(code).length);
  return shorter.length > 0 ? areaCode(code.slice(0, shorter.at(-1))) : undefined;
}

/** A posting with its meaning, ready for any engine. */
export function indexed(doc: JobDocument, meaning: Meaning): IndexedJob {
  const fields = {
    id: doc.id,
    countyCode: doc.countyCode,
    counties: unique([doc.countyCode, ...doc.sharedWith]),
    title: meaning.title.toWellFormed(),
    text: meaning.text.toWellFormed(),
    trades: tradeTokens(doc, meaning),
    sounds: soundsOf(meaning),
    areas: unique(doc.areaCodes.map(areaCode)),
    occupations: unique([doc.occupationCode ?? '', ...doc.skillCodes].flatMap(branchesOf)),
    kind: doc.kind,
    perks: unique([...doc.perks, ...meaning.perks, meaning.home ? AT_HOME : '']),
    shifts: shiftsOf(doc, meaning),
    payMinFen: doc.payMinFen || (meaning.payMinFen ?? 0),
    payMaxFen: doc.payMaxFen || (meaning.payMaxFen ?? meaning.payMinFen ?? 0),
    // Engines compare numbers, not absences: no limit is a limit nobody meets.
    ageMin: doc.ageMin ?? 0,
    ageMax: doc.ageMax ?? 999,
    publishedAt: doc.publishedAt,
    validUntilOn: doc.validUntilOn,
  };
  return { ...fields, hash: createHash('sha256').update(JSON.stringify(fields)).digest('base64url').slice(0, 22) };
}

/** The shift of a posting that does not tell it: a search for a shift lets it pass, after those that tell. */
export const UNTOLD = 'untold';

function shiftsOf(doc: JobDocument, meaning: Meaning): string[] {
  const told = unique([doc.shift, ...meaning.shifts]);
  return told.length > 0 ? told : [UNTOLD];
}

const soundsOf = ({ pinyin, initials, fuzzy }: Meaning): string[] =>
  unique([
    ...pinyin.map((sound) => soundToken('pinyin', sound)),
    ...initials.map((sound) => soundToken('initials', sound)),
    ...fuzzy.map((sound) => soundToken('fuzzy', sound)),
  ]);

/** What the employer chose from the tree counts as named, the skills asked for as told. */
function tradeTokens(doc: JobDocument, meaning: Meaning): string[] {
  const chosen = doc.occupationCode === null ? [] : [{ code: doc.occupationCode, strength: 1 }];
  const asked = doc.skillCodes.map((code) => ({ code, strength: 0.5 }));
  const hits = [...chosen, ...meaning.trades, ...asked];
  return unique([
    ...hits.flatMap(({ code, strength }) =>
      bandsOf(strength).flatMap((band) => branchesOf(code).map((branch) => tradeToken(band, branch))),
    ),
    ...hits.flatMap(({ code, strength }) => (strength >= NAMED ? [tradeToken('own', code)] : [])),
    ...meaning.borne.map((code) => tradeToken('borne', code)),
  ]);
}

/** Half a surrogate pair, left by a cut somewhere, is no JSON to either engine. */
const unique = (values: readonly string[]): string[] =>
  [...new Set(values.map((value) => value.toWellFormed()))].filter((value) => value !== '').sort();
