import type { RawPosting } from './import-fields.ts';
import {
  type AgeRange,
  ageOf,
  boardIn,
  dateOf,
  educationOf,
  headCountOf,
  kindOf,
  lodgingIn,
  perksOf,
  shiftOf,
  yesNoOf,
} from './import-words.ts';
import { monthlyOf, type Pay } from './pay.ts';
import { readPay } from './pay-text.ts';

/** A place that a text names: its 12-digit code and what of the text is left over. */
export interface FoundPlace {
  readonly code: string;
  readonly rest: string;
}

/** What reading a row needs from outside: the tree of regions and the occupation vocabulary. */
export interface Readings {
  placeOf(text: string): FoundPlace | null;
  /** The branch that a text names surely, or null. */
  occupationOf(text: string): string | null;
}

/** A row of a file as columns of a posting, and which of its texts could not be read. */
export interface ReadPosting {
  readonly columns: ImportedColumns;
  readonly unparsed: readonly string[];
}

/** Names the source is given where a row says none. */
export const FILE_SOURCE = 'file';

/** Sources that list pay by the year and do not say so. */
const BY_THE_YEAR = /^liepin/;

export type ImportedColumns = ReturnType<typeof columnsOf>;

/** Reads a value where the row has one; what cannot be read is counted under its field and kept as text. */
function readerOf({ fields }: RawPosting) {
  const unparsed: string[] = [];
  const read = <T>(field: keyof typeof fields, parse: (text: string) => T | null): T | null => {
    const text = fields[field];
    if (text === undefined) return null;
    const value = parse(text);
    if (value === null) unparsed.push(field);
    return value;
  };
  return { unparsed, read };
}

/** Pure: nothing is looked up but through `readings`. The title is the caller's to require. */
export function readPosting(raw: RawPosting, readings: Readings): ReadPosting {
  const { unparsed, read } = readerOf(raw);
  const columns = columnsOf(raw, read, readings);
  return { columns, unparsed };
}

type Read = ReturnType<typeof readerOf>['read'];

function columnsOf(raw: RawPosting, read: Read, readings: Readings) {
  const { fields, others } = raw;
  const text = `${fields.title ?? ''} ${fields.benefits ?? ''} ${fields.description ?? ''}`;
  const shift = read('shift', shiftOf) ?? shiftOf(fields.title ?? '') ?? 'day';
  const place = read('region', readings.placeOf);
  const age: AgeRange = read('age', ageOf) ?? { min: null, max: null };
  return {
    title: fields.title ?? '',
    description: fields.description ?? '',
    occupationCode: read('occupation', readings.occupationOf) ?? namedOccupation(raw, readings),
    kind: read('kind', kindOf) ?? ('market' as const),
    ...payColumns(raw, read, shift),
    payDay: fields.payDay ?? null,
    regionCode: place?.code ?? null,
    placeText: placeText(fields.region, place),
    address: fields.address ?? null,
    headCount: read('headcount', headCountOf),
    shift,
    hoursText: fields.hours ?? null,
    ageMin: age.min,
    ageMax: age.max,
    educationMin: educationIn(raw, read) ?? ('none' as const),
    hasBoard: read('board', yesNoOf) ?? boardIn(text),
    hasLodging: read('lodging', yesNoOf) ?? lodgingIn(text),
    perks: perksOf(fields.benefits ?? '', [fields.education ?? '', fields.experience ?? '']),
    validUntilOn: read('deadline', dateOf),
    extra: keptAsText(fields, others),
  };
}

const namedOccupation = ({ fields }: RawPosting, { occupationOf }: Readings): string | null =>
  occupationOf(fields.title ?? '') ?? (fields.category === undefined ? null : occupationOf(fields.category));

const placeText = (said: string | undefined, place: FoundPlace | null): string | null =>
  place ? place.rest || null : (said ?? null);

/** Some sources have schooling and experience the wrong way round; only what neither says is unread. */
const educationIn = ({ fields }: RawPosting, read: Read) =>
  read('education', (text) => educationOf(text) ?? educationOf(fields.experience ?? ''));

const PIECE_UNIT = /(?:\/|一|每)([\p{Script=Han}]{1,3})/u;

/** Pay that is named and read, or the text as it stands: 面议 is an answer, not a text that could not be read. */
function payColumns({ fields }: RawPosting, read: Read, shift: Parameters<typeof monthlyOf>[1]) {
  const usual = BY_THE_YEAR.test(fields.source ?? '') ? 'year' : 'month';
  const reading = read('salary', (text) => readPay(text, usual));
  const pay: Pay | null = reading?.says === 'pay' ? reading.pay : null;
  const monthly = pay && monthlyOf(pay, shift, null);
  return {
    payKind: pay?.kind ?? null,
    payMinFen: pay?.minFen ?? null,
    payMaxFen: pay?.maxFen ?? null,
    payUnit: pay?.kind === 'piece' ? (PIECE_UNIT.exec(fields.salary ?? '')?.[1] ?? null) : null,
    monthlyMinFen: monthly?.minFen ?? null,
    monthlyMaxFen: monthly?.maxFen ?? null,
    payText: pay ? null : (fields.salary ?? null),
  };
}

/** What has no column, and what was read but said more than a column holds (·13薪, 3年经验). */
function keptAsText(fields: RawPosting['fields'], others: Record<string, string>): Record<string, string> {
  const { salary, education, experience, category, posted, headcount, age } = fields;
  const kept = { salary, education, experience, category, posted, headcount, age };
  return {
    ...others,
    ...Object.fromEntries(Object.entries(kept).filter((entry): entry is [string, string] => Boolean(entry[1]))),
  };
}
