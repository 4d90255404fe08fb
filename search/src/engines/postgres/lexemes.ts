import type { IndexedJob } from '../../documents.ts';

const LONGEST = 200;

/**
 * Everything a posting can be asked by, as lexemes of one tsvector. A prefix letter keeps kinds apart; no parser, dictionary or
 * locale of the server is involved. Words are overlapping bigrams of each Han run and whole runs of other letters and digits.
 */
export const lexeme = {
  county: of('c'),
  area: of('a'),
  occupation: of('o'),
  kind: of('k'),
  perk: of('p'),
  shift: of('s'),
  trade: of('t'),
  sound: of('y'),
  titleWord: of('h'),
  word: of('w'),
};

/** A lexeme is at most 2,046 bytes, and text cannot hold NUL: both sides are cut alike, so that they still meet. */
function of(kind: string): (value: string) => string {
  return (value) => `${kind}:${value.slice(0, LONGEST)}`.replaceAll('\0', '');
}

const RUN = /\p{Script=Han}+|[[\p{L}\p{N}]--\p{Script=Han}]+/gv;
/** A tsvector holds 1 MB: nobody asks for a word after so many. */
const MOST_GRAMS = 4_000;

export function bigrams(text: string): string[] {
  const grams = [...text.toLowerCase().matchAll(RUN)].flatMap(([run]) => gramsOf(run));
  return grams.slice(0, MOST_GRAMS);
}

function gramsOf(run: string): string[] {
  if (!/\p{Script=Han}/u.test(run)) return [run];
  const chars = [...run];
  return chars.length === 1 ? chars : chars.slice(1).map((char, at) => `${chars[at]}${char}`);
}

export function lexemesOf(job: IndexedJob): string[] {
  const all = [
    ...job.counties.map(lexeme.county),
    ...job.areas.map(lexeme.area),
    ...job.occupations.map(lexeme.occupation),
    lexeme.kind(job.kind),
    ...job.perks.map(lexeme.perk),
    ...job.shifts.map(lexeme.shift),
    ...job.trades.map(lexeme.trade),
    ...job.sounds.map(lexeme.sound),
    ...bigrams(job.title).map(lexeme.titleWord),
    ...bigrams(`${job.title} ${job.text}`).map(lexeme.word),
  ];
  return [...new Set(all)];
}
