import type { JobDesk, JobDraft, LawFindingView } from '@songgang/api/contract/jobs.ts';
import type {
  demandLabels,
  educationLabels,
  jobKindLabels,
  payKindLabels,
  sharedWithLabels,
  shiftLabels,
} from './labels.ts';

/** The posting form as it stands in its fields: texts, and lists of what is ticked. */
export interface JobFields {
  title: string;
  description: string;
  occupationCode: string;
  /** Other words for the trade, where the title was not understood. */
  tradeText: string;
  kind: string;
  regionCode: string;
  address: string;
  payKind: string;
  payMin: string;
  payMax: string;
  payUnit: string;
  monthlyMin: string;
  monthlyMax: string;
  payDay: string;
  hoursText: string;
  shift: string;
  hasBoard: boolean;
  hasLodging: boolean;
  perks: string[];
  headCount: string;
  validUntilOn: string;
  ageMin: string;
  ageMax: string;
  educationMin: string;
  demands: string[];
  sharedWith: string;
  /** Of the posting and in no field of the form: kept as they are. */
  skillCodes: string[];
  suits: string[];
  placeText: string;
}

export const EMPTY: JobFields = {
  title: '',
  description: '',
  occupationCode: '',
  tradeText: '',
  kind: 'market',
  regionCode: '',
  address: '',
  payKind: 'month',
  payMin: '',
  payMax: '',
  payUnit: '',
  monthlyMin: '',
  monthlyMax: '',
  payDay: '',
  hoursText: '',
  shift: 'day',
  hasBoard: false,
  hasLodging: false,
  perks: [],
  headCount: '',
  validUntilOn: '',
  ageMin: '',
  ageMax: '',
  educationMin: 'none',
  demands: [],
  sharedWith: 'county',
  skillCodes: [],
  suits: [],
  placeText: '',
};

const yuanTyped = (fen: number | null | undefined): string =>
  fen === null || fen === undefined ? '' : String(fen / 100);
const numberTyped = (value: number | null): string => (value === null ? '' : String(value));

/** A saved posting in the fields of the form. */
export function fieldsOf(job: JobDesk): JobFields {
  const { pay } = job;
  return {
    title: job.title,
    description: job.description,
    occupationCode: job.occupationCode ?? '',
    tradeText: '',
    kind: job.kind,
    regionCode: job.regionCode ?? '',
    address: job.address ?? '',
    payKind: pay?.kind ?? 'month',
    payMin: yuanTyped(pay?.minFen),
    payMax: pay && pay.maxFen !== pay.minFen ? yuanTyped(pay.maxFen) : '',
    payUnit: pay?.unit ?? '',
    monthlyMin: pay?.kind === 'piece' ? yuanTyped(pay.monthlyMinFen) : '',
    monthlyMax: pay?.kind === 'piece' ? yuanTyped(pay.monthlyMaxFen) : '',
    payDay: job.payDay ?? '',
    hoursText: job.hoursText ?? '',
    shift: job.shift,
    hasBoard: job.hasBoard,
    hasLodging: job.hasLodging,
    perks: job.perks,
    headCount: numberTyped(job.headCount),
    validUntilOn: job.validUntilOn ?? '',
    ageMin: numberTyped(job.ageMin),
    ageMax: numberTyped(job.ageMax),
    educationMin: job.educationMin,
    demands: job.demands,
    sharedWith: job.sharedWith,
    skillCodes: job.skills.map(({ code }) => code),
    suits: job.suits,
    placeText: job.placeText ?? '',
  };
}

export type FieldErrors = Partial<Record<keyof JobFields, string>>;

const MONEY = '写个数就行，比如 3000，不用写“元”。';
const COUNT = '写个整数。';

/** What the api could not even read: a field that should be a number and is none. Meaning is the api's to judge. */
export function errorsOf(fields: JobFields, fenOf: (typed: string) => number | undefined): FieldErrors {
  const errors: FieldErrors = {};
  if (fields.title === '') errors.title = '写上招什么工，比如：缝纫工。';
  for (const name of ['payMin', 'payMax', 'monthlyMin', 'monthlyMax'] as const)
    if (Number.isNaN(fenOf(fields[name]))) errors[name] = MONEY;
  if (fields.payMin === '' && fields.payMax !== '') errors.payMin = '先写最少给多少。';
  for (const name of ['headCount', 'ageMin', 'ageMax'] as const)
    if (fields[name] !== '' && !/^\d{1,5}$/.test(fields[name])) errors[name] = COUNT;
  if (fields.headCount === '0') errors.headCount = '至少招 1 个人。';
  if (fields.validUntilOn !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(fields.validUntilOn))
    errors.validUntilOn = '照这个样子写：2026-12-31。';
  return errors;
}

/** The fields as the api takes them; only fields without errors may be handed over. */
export function draftOf(fields: JobFields, fenOf: (typed: string) => number | undefined): JobDraft {
  const orNull = (typed: string) => (typed === '' ? null : typed);
  const count = (typed: string) => (typed === '' ? null : Number(typed));
  // The casts only name the fields: a word the api does not know comes back as a refusal.
  return {
    title: fields.title,
    description: fields.description,
    kind: fields.kind as keyof typeof jobKindLabels,
    occupationCode: orNull(fields.occupationCode),
    skillCodes: fields.skillCodes,
    pay: payOf(fields, fenOf),
    payDay: orNull(fields.payDay),
    regionCode: orNull(fields.regionCode),
    placeText: orNull(fields.placeText),
    address: orNull(fields.address),
    headCount: count(fields.headCount),
    shift: fields.shift as keyof typeof shiftLabels,
    hoursText: orNull(fields.hoursText),
    demands: fields.demands as (keyof typeof demandLabels)[],
    ageMin: count(fields.ageMin),
    ageMax: count(fields.ageMax),
    educationMin: fields.educationMin as keyof typeof educationLabels,
    hasBoard: fields.hasBoard,
    hasLodging: fields.hasLodging,
    perks: fields.perks,
    suits: fields.suits as NonNullable<JobDraft['suits']>,
    validUntilOn: orNull(fields.validUntilOn),
    sharedWith: fields.sharedWith as keyof typeof sharedWithLabels,
  };
}

function payOf(fields: JobFields, fenOf: (typed: string) => number | undefined): NonNullable<JobDraft['pay']> | null {
  const minFen = fenOf(fields.payMin);
  if (minFen === undefined) return null;
  const pay = { kind: fields.payKind as keyof typeof payKindLabels, minFen, maxFen: fenOf(fields.payMax) ?? minFen };
  if (fields.payKind !== 'piece') return pay;
  const monthlyMinFen = fenOf(fields.monthlyMin);
  if (monthlyMinFen === undefined) return { ...pay, ...(fields.payUnit && { unit: fields.payUnit }) };
  const monthlyMaxFen = fenOf(fields.monthlyMax) ?? monthlyMinFen;
  return { ...pay, ...(fields.payUnit && { unit: fields.payUnit }), monthlyMinFen, monthlyMaxFen };
}

const BOUND = /[，、；。！？\n]/;

/** The text without the clause that says what the law forbids; 限女 alone becomes 男女都行. */
export function repaired(text: string, { code, from, to }: Pick<LawFindingView, 'code' | 'from' | 'to'>): string {
  if (code === 'sex') return `${text.slice(0, from)}男女都行${text.slice(to)}`;
  let [start, end] = [from, to];
  while (start > 0 && !BOUND.test(text.charAt(start - 1))) start -= 1;
  while (end < text.length && !BOUND.test(text.charAt(end))) end += 1;
  return `${text.slice(0, start)}${text.slice(end)}`
    .replace(/([，、；]){2,}/g, '$1')
    .replace(/[，、；]+(?=[。！？\n]|$)/g, '')
    .replace(/(^|[。！？\n])[，、；。]+/g, '$1');
}

export interface Piece {
  text: string;
  isMarked: boolean;
}

/** A field's text cut where the law's findings begin and end. */
export function piecesOf(text: string, findings: readonly Pick<LawFindingView, 'from' | 'to'>[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to } of findings.toSorted((a, b) => a.from - b.from)) {
    if (from > at) pieces.push({ text: text.slice(at, from), isMarked: false });
    pieces.push({ text: text.slice(Math.max(at, from), to), isMarked: true });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isMarked: false });
  return pieces.filter((piece) => piece.text !== '');
}
