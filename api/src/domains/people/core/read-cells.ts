import type { RowError } from '../../imports/core/import.ts';
import { meantBy } from './words.ts';

type Words<T extends string> = Readonly<Record<T, readonly [string, ...string[]]>>;

/** The cells of one row, read one by one; what is wrong is collected, so that a person sees all of it at once. */
export interface Cells {
  readonly errors: RowError[];
  readonly unparsed: string[];
  fail(field: string, code: string, details?: Record<string, unknown>): void;
  /** Trimmed text, undefined where the cell is empty or the column is not there. */
  text(field: string, max?: number): string | undefined;
  must(field: string, max?: number): string;
  choice<T extends string>(field: string, words: Words<T>): T | undefined;
  mustChoice<T extends string>(field: string, words: Words<T>, otherwise: NoInfer<T>): T;
  several<T extends string>(field: string, words: Words<T>): T[] | undefined;
  /** A whole number between two, with thousands separators forgiven. */
  whole(field: string, from: number, to: number): number | undefined;
}

export const splitList = (text: string): string[] =>
  text
    .split(/[、，,;；/\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

export function cellsOf(row: Readonly<Record<string, unknown>>): Cells {
  const errors: RowError[] = [];
  const fail: Cells['fail'] = (field, code, details = {}) => {
    errors.push({ field, code, details });
  };
  const text: Cells['text'] = (field, max = 200) => {
    const value = String(row[field] ?? '').trim();
    if (value.length > max) fail(field, 'row.too_long', { max });
    return value === '' ? undefined : value.slice(0, max);
  };
  const must: Cells['must'] = (field, max) => {
    const value = text(field, max);
    if (value === undefined) fail(field, 'row.missing');
    return value ?? '';
  };
  const known = <T extends string>(field: string, words: Words<T>, word: string): T | undefined => {
    const value = meantBy(words, word);
    // Words are non-empty lists; their first is what is offered.
    const choices = (Object.values(words) as (readonly string[])[]).map(([first]) => first);
    if (value === undefined) fail(field, 'row.choice_unknown', { value: word, choices });
    return value;
  };
  const choice: Cells['choice'] = (field, words) => {
    const word = text(field);
    return word === undefined ? undefined : known(field, words, word);
  };
  return {
    errors,
    unparsed: [],
    fail,
    text,
    must,
    choice,
    mustChoice: (field, words, otherwise) => {
      if (text(field) === undefined) fail(field, 'row.missing');
      return choice(field, words) ?? otherwise;
    },
    several: (field, words) => {
      const all = text(field);
      if (all === undefined) return undefined;
      const parts = meantBy(words, all) === undefined ? splitList(all) : [all];
      return [...new Set(parts.flatMap((part) => known(field, words, part) ?? []))];
    },
    whole: (field, from, to) => {
      const typed = text(field);
      if (typed === undefined) return undefined;
      const value = Number(typed.replace(/[,，元人\s]/g, ''));
      if (Number.isInteger(value) && value >= from && value <= to) return value;
      fail(field, 'row.number_wrong', { value: typed });
      return undefined;
    },
  };
}
