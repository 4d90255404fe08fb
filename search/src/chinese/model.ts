/**
 * What a posting means and what a query means: plain values, the same before every engine.
 * A posting's meaning is worked out when it is indexed, a query's when it is asked.
 */

/** A branch of the occupation tree (2, 4 or 6 digits) and how surely the text speaks of it, 0 < strength ≤ 1. */
export interface TradeHit {
  readonly code: string;
  readonly strength: number;
}

/** From this strength on the text names the trade itself; below it the trade is only near or hinted at. */
export const NAMED = 0.7;

export const PERKS = [
  'meals',
  'lodging',
  'daily_pay',
  'weekly_pay',
  'piece_pay',
  'social_insurance',
  'no_experience',
  'training',
  'transport',
  'weekends_off',
  'short_term',
  'immediate',
  'sitting',
  'light_work',
  'older_welcome',
  'women_welcome',
  'couples_welcome',
  'disabled_welcome',
] as const;
export type Perk = (typeof PERKS)[number];

export const SAID_SHIFTS = ['day', 'night', 'two_shift', 'three_shift', 'flexible', 'part_time', 'full_time'] as const;
export type SaidShift = (typeof SAID_SHIFTS)[number];

export interface JobText {
  readonly title: string;
  readonly description?: string | undefined;
  readonly skills?: readonly string[] | undefined;
  readonly company?: string | undefined;
  /** Perks as the employer wrote them, one text or several. */
  readonly benefits?: string | readonly string[] | undefined;
  readonly category?: string | undefined;
  /** Pay as written; what can be read of it becomes `payMinFen` and `payMaxFen` (a month). */
  readonly salary?: string | undefined;
  /** Occupation code chosen at entry, when there is one. It outranks what the text says. */
  readonly occupationCode?: string | undefined;
}

export interface Meaning {
  /** Strongest first, each code once; never near trades: those belong to the query. */
  readonly trades: readonly TradeHit[];
  /** Branches whose name the title holds within that of another trade: 收银 in 餐厅收银, 装卸 in 码头装卸. */
  readonly borne: readonly string[];
  /** The title in normal form without its decorations. */
  readonly title: string;
  /** Title, trade names of the strongest hits, skills, company and description in normal form, for the engine's words. */
  readonly text: string;
  /** Toneless sounds without spaces: the whole title, then each word of it and the trade's names ('yalujisiji', 'yaluji'). */
  readonly pinyin: readonly string[];
  /** First letters of the same ('yljsj', 'ylj'). */
  readonly initials: readonly string[];
  /** The same sounds folded by `foldSound` (zh=z, n=l, ing=in …): asked only below the exact ones. */
  readonly fuzzy: readonly string[];
  readonly perks: readonly Perk[];
  readonly shifts: readonly SaidShift[];
  /** The work can be taken home. */
  readonly home: boolean;
  /** Monthly equivalent in fen, where the text says it. */
  readonly payMinFen?: number | undefined;
  readonly payMaxFen?: number | undefined;
}

export interface Place {
  readonly code: string;
  readonly name: string;
}

/**
 * What was understood, as the page shows it; `key` goes back in `drop` when the person removes it: `trade:0101`, `place:371311…`,
 * `pay`, `perk:meals`, `shift:day`, `home`, `near`, `age`, `licence`, `away`, and `not-trade:`, `not-shift:`, `not-perk:` with
 * their values. `corrected` undoes a correction.
 */
export interface Chip {
  readonly key: string;
  readonly label: string;
}

/** What the person does not want. */
export interface Refused {
  readonly trades: readonly string[];
  readonly shifts: readonly SaidShift[];
  readonly perks: readonly Perk[];
  /** 不去外地: only the person's own county. */
  readonly away: boolean;
}

export interface Understanding {
  /** The query as asked, cut to 200 characters and freed of control characters. */
  readonly said: string;
  /** At most ten words in normal form for the engine's own words: first those of the trade, then what was not understood. */
  readonly words: readonly string[];
  /** The part of `words` that nothing else explains; empty when everything was understood. */
  readonly rest: readonly string[];
  /** Named trades first (strength ≥ NAMED), then near ones; each code once. */
  readonly trades: readonly TradeHit[];
  /** Set when the query, or a part of it, is typed in letters: compare with the posting's fields of the same names. */
  readonly latin?: { readonly pinyin: string; readonly initials: string; readonly fuzzy: string } | undefined;
  /** Best first: where several places bear one name, all of them; the deepest level said. */
  readonly places: readonly Place[];
  readonly payMinFen?: number | undefined;
  readonly perks: readonly Perk[];
  readonly shifts: readonly SaidShift[];
  readonly age?: number | undefined;
  /** Driving licence class said (A1 … C1, D), or the certificate's name. */
  readonly licence?: string | undefined;
  /** Work to be done at home. */
  readonly home: boolean;
  /** 离家近: nearest first. */
  readonly nearHome: boolean;
  readonly not: Refused;
  readonly chips: readonly Chip[];
  /** Set when a mistyped word was read as a known one. */
  readonly corrected?: { readonly from: string; readonly to: string } | undefined;
}

export interface AskedFrom {
  /** Region code of the asker's county: its places win over places of the same name elsewhere. */
  readonly countyCode?: string | undefined;
  /** Chip keys the person removed. */
  readonly drop?: readonly string[] | undefined;
}
