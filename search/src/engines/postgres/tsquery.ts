import type { JobExclusion, JobFilter, Tier } from '../../port.ts';
import { plainWords } from '../words.ts';
import { bigrams, lexeme } from './lexemes.ts';

/** Between quotes a lexeme may hold anything; the quote and the backslash are doubled. */
export const quoted = (lexeme: string): string => `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

export const anyOf = (make: (value: string) => string, values: readonly string[] | undefined): string[] =>
  values?.length ? [`(${values.map((value) => quoted(make(value))).join(' | ')})`] : [];

const allOf = (make: (value: string) => string, values: readonly string[] = []): string[] =>
  values.map((value) => quoted(make(value)));

/** The filter's lexeme conditions, to be joined by `&`. Numbers are columns. */
export const conditionsOf = (where: JobFilter): string[] => [
  ...anyOf(lexeme.county, where.countyCode === undefined ? undefined : [where.countyCode]),
  ...anyOf(lexeme.area, where.areaCodes),
  ...anyOf(lexeme.occupation, where.occupationCodes),
  ...anyOf(lexeme.kind, where.kinds),
  ...allOf(lexeme.perk, where.perks),
  ...anyOf(lexeme.shift, where.shifts),
  ...exclusionsOf(where.not ?? {}),
];

const exclusionsOf = ({ areaCodes, kinds, perks, shifts, trades }: JobExclusion): string[] =>
  [
    ...anyOf(lexeme.area, areaCodes),
    ...anyOf(lexeme.kind, kinds),
    ...anyOf(lexeme.perk, perks),
    ...anyOf(lexeme.shift, shifts),
    ...anyOf(lexeme.trade, trades),
  ].map((condition) => `!${condition}`);

/** A tier's lexeme conditions, to be joined by `&`. A tier of words that hold no letter takes nothing: undefined. */
export function tierConditionsOf(tier: Tier): string[] | undefined {
  const words = unitsOf(tier.words);
  if (tier.words && words.length === 0) return undefined;
  return [
    ...anyOf(lexeme.trade, tier.trades),
    ...anyOf(lexeme.area, tier.areaCodes),
    ...allOf(lexeme.perk, tier.perks),
    ...anyOf(lexeme.shift, tier.shifts),
    ...anyOf(lexeme.sound, tier.sounds),
    ...(words.length > 0 ? [`(${words.map((unit) => holds(unit, lexeme.word)).join(' | ')})`] : []),
  ];
}

/** At most this many units are counted one by one for the order. */
const MOST_UNITS = 12;
const WHOLE_WORD = 4;

/** What a word is looked for by: a short one whole (all its bigrams), a longer one by each of its bigrams. */
export function unitsOf(words: readonly string[] | undefined): string[][] {
  const units = plainWords(words).flatMap((word) =>
    [...word].length <= WHOLE_WORD ? [bigrams(word)] : bigrams(word).map((gram) => [gram]),
  );
  const distinct = new Map(units.map((unit) => [unit.join(' '), unit]));
  return [...distinct.values()].filter((unit) => unit.length > 0).slice(0, MOST_UNITS);
}

/** A single Han character is never a lexeme of a longer run, so it is looked for as the beginning of one. */
export const holds = (unit: readonly string[], make: (gram: string) => string): string =>
  `(${unit.map((gram) => quoted(make(gram)) + (isOneHan(gram) ? ':*' : '')).join(' & ')})`;

const isOneHan = (gram: string): boolean => /^\p{Script=Han}$/u.test(gram);
