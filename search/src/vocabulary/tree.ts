import { readdirSync, readFileSync } from 'node:fs';

/** A branch of the occupation tree: 2 digits group, 4 trade, 6 speciality; a code's prefixes are its ancestors. */
export interface Occupation {
  readonly code: string;
  readonly name: string;
  /** Code of the next branch up; null for a group. */
  readonly parent: string | null;
  readonly level: 1 | 2 | 3;
  /** Trade names as ads write them; the name itself is the first. */
  readonly aliases: readonly string[];
  /** Names that mean this trade less surely: `~操作工` says little, `车工(缝纫)` is also another trade's name. */
  readonly looseNames: readonly string[];
  /** What one does, as `verb key:objects`, crossed with vocabulary/verbs.tsv into words. */
  readonly does: readonly Doing[];
  /** Phrases people say for it. */
  readonly says: readonly string[];
  /** Tools, products, workplaces and certificates: they hint at the trade, they do not name it. */
  readonly hints: readonly string[];
  /** Trades a person of this one could also do, with how near they are. */
  readonly near: readonly Nearby[];
  /** Codes of 7 digits in the classification of occupations of 1999. */
  readonly cn1999: readonly string[];
  readonly english: readonly string[];
  readonly korean: readonly string[];
}

export interface Doing {
  readonly verb: string;
  readonly objects: readonly string[];
}

export interface Nearby {
  readonly code: string;
  readonly strength: number;
}

const FOLDER = new URL('../../vocabulary/', import.meta.url);
const DEFAULT_NEAR = 0.5;

/** The lines of a tab-separated file of vocabulary/ without its header, as cells. */
export function rowsOf(file: string): string[][] {
  const lines = readFileSync(new URL(file, FOLDER), 'utf8').split('\n').slice(1);
  return lines.filter((line) => line !== '').map((line) => line.split('\t'));
}

const words = (cell = ''): string[] => cell.split(' ').filter((word) => word !== '');
const phrases = (cell = ''): string[] =>
  cell
    .split(';')
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== '');

const isLoose = (alias: string): boolean => /[~(]/.test(alias);

function doingsOf(cell: string | undefined): Doing[] {
  return phrases(cell).map((part) => {
    const [verb = '', objects] = part.split(':');
    return { verb, objects: words(objects) };
  });
}

function nearOf(cell: string | undefined): Nearby[] {
  return words(cell).map((part) => {
    const [code = '', strength] = part.split(':');
    return { code, strength: strength === undefined ? DEFAULT_NEAR : Number(strength) };
  });
}

function occupationFrom(cells: readonly string[]): Occupation {
  const [code = '', name = '', aliases, does, says, hints, near, english, korean] = cells;
  return {
    code,
    name,
    parent: code.length === 2 ? null : code.slice(0, -2),
    level: code.length === 2 ? 1 : code.length === 4 ? 2 : 3,
    aliases: [...new Set([name, ...words(aliases).filter((alias) => !isLoose(alias))])],
    looseNames: words(aliases).filter(isLoose),
    does: doingsOf(does),
    says: words(says),
    hints: words(hints),
    near: nearOf(near),
    cn1999: [],
    english: phrases(english),
    korean: phrases(korean),
  };
}

/** What a bracket adds to an official name (室内, 不含…) no one searches for; 、 joins several names in one. */
function officialNames(name: string): string[] {
  const plain = name.replace(/[（(][^）)]*[）)]/g, '');
  const parts = plain.split('、').filter((part) => /[工员师匠]$/.test(part));
  return [...new Set([plain, ...parts])].filter((part) => part.length > 1);
}

const speciality = (code: string, name: string): Occupation => occupationFrom([code, name]);

/** Official occupations of 1999: further names of a branch of ours, or specialities that only this list knows. */
function withClassification(own: readonly Occupation[]): Occupation[] {
  const branches = new Map(own.map((occupation) => [occupation.code, occupation]));
  const owned = new Set(own.flatMap(({ aliases }) => aliases));
  for (const [cn1999 = '', name = '', code = ''] of rowsOf('classification-1999.tsv')) {
    // 油漆工、喷漆工 is one occupation there; where the second is a trade of its own here, it stays that trade's name.
    const names = officialNames(name).filter((part) => part.includes('、') || !owned.has(part));
    const branch = branches.get(code) ?? speciality(code, officialNames(name)[0] ?? name);
    const aliases = [...new Set([...branch.aliases, ...names])];
    branches.set(code, { ...branch, aliases, cn1999: [...branch.cn1999, cn1999] });
  }
  return [...branches.values()];
}

function load(): Occupation[] {
  const files = readdirSync(new URL('trades/', FOLDER)).filter((file) => file.endsWith('.tsv'));
  const own = files.flatMap((file) => rowsOf(`trades/${file}`).map(occupationFrom));
  return withClassification(own).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The whole tree, ordered by code: each branch right before its own. */
export const OCCUPATIONS: readonly Occupation[] = load();

const byCode = new Map(OCCUPATIONS.map((occupation) => [occupation.code, occupation]));
const byParent = Map.groupBy(OCCUPATIONS, (occupation) => occupation.parent);

export const occupationOf = (code: string): Occupation | undefined => byCode.get(code);

/** The groups for null. */
export const childrenOf = (code: string | null): readonly Occupation[] => byParent.get(code) ?? [];

/** From the next branch up to the group; empty for a group or an unknown code. */
export function ancestorsOf(code: string): Occupation[] {
  const lengths = [code.length - 2, code.length - 4].filter((length) => length >= 2);
  return lengths.flatMap((length) => byCode.get(code.slice(0, length)) ?? []);
}

/** Whether `code` is `ancestor` or a branch below it. */
export const isWithin = (code: string, ancestor: string): boolean => code.startsWith(ancestor);
