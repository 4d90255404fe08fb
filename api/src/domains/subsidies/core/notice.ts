import { addDays, type CalendarDate } from '../../../kernel/calendar.ts';
import { lengthen } from '../../people/core/id-number.ts';

/** What a public notice may show of a claim; a policy version permits some of it, and nothing beside it. */
export const NOTICE_FIELDS = ['name', 'village', 'maskedId', 'policy', 'amountFen', 'period', 'employer'] as const;
export type NoticeField = (typeof NOTICE_FIELDS)[number];
/** Where a policy names no fields. */
export const DEFAULT_NOTICE_FIELDS: readonly NoticeField[] = ['name', 'village', 'maskedId', 'policy', 'amountFen'];
export const DEFAULT_NOTICE_DAYS = 7;

/** What is known of the one whom a line is about; far more than may ever be shown. */
export interface NoticeSubject {
  readonly name: string;
  readonly village: string;
  readonly idNumber: string;
  readonly policy: string;
  readonly amountFen: number;
  readonly period: string;
  readonly employer: string;
}
export type NoticeLine = Readonly<Partial<Record<NoticeField, string | number>>>;

/** Only what is permitted and only what may be permitted: a word that is no field of a notice is passed over. */
export function noticeLine(subject: NoticeSubject, permitted: readonly string[]): NoticeLine {
  const full: Record<NoticeField, string | number> = { ...subject, maskedId: maskId(subject.idNumber) };
  const shown = NOTICE_FIELDS.filter((field) => permitted.includes(field));
  return Object.fromEntries(shown.map((field) => [field, full[field]]));
}

const SHOWN_DIGITS = 4;

/**
 * The last four characters and stars for all the rest, whatever the policy: region, birth date and sex stay hidden.
 * A number of 15 digits is written with 18 first, so that two notices of different years show the same four and,
 * laid side by side, no more than one of them does.
 */
export function maskId(idNumber: string): string {
  const full = withEighteen(idNumber);
  return '*'.repeat(Math.max(0, full.length - SHOWN_DIGITS)) + full.slice(-SHOWN_DIGITS);
}

/** The 18-character form of an identity number, whichever of the two it is written in. */
export const withEighteen = (idNumber: string): string => {
  const id = idNumber.trim().toUpperCase();
  return /^\d{15}$/.test(id) ? lengthen(id) : id;
};

/** The last day on which the notice hangs: it is put up on the day before the first that counts. */
export const noticeEndsOn = (publishedOn: CalendarDate, days: number): CalendarDate => addDays(publishedOn, days);

/** A page whose time is over shows nothing. */
export const showsNotice = (endsOn: CalendarDate, on: CalendarDate): boolean => on <= endsOn;

export const LEAKS = ['id-number', 'phone', 'bank-card', 'address', 'disability'] as const;
export type Leak = (typeof LEAKS)[number];
export interface LeakFound {
  readonly leak: Leak;
  /** Where in the text it begins. */
  readonly at: number;
}

const PATTERNS: Record<Leak, RegExp> = {
  'id-number': /(?<!\d)(?:\d{17}[\dXx]|\d{15})(?!\d)/g,
  phone: /(?<!\d)(?:1[3-9]\d(?:[ -]?\d{4}){2}|0\d{2,3}-?\d{7,8})(?!\d)/g,
  'bank-card': /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g,
  // A document's number stands behind its year in brackets: 〔2016〕23号.
  address: /(?<![〕\d])\d+\s*(?:号楼|号院|单元|栋|幢|室|号(?!文|令))|第?[\d一二三四五六七八九十]+\s*村民小组/g,
  disability: /残疾|残联|[一二三四1-4]级残|精神病|智力障碍|视力障碍|听力障碍/g,
};

/** Reads a rendered notice once more before it goes out: what no notice may ever carry, wherever it came from. */
export function scanNotice(text: string): LeakFound[] {
  return LEAKS.flatMap((leak) =>
    [...text.matchAll(PATTERNS[leak])].filter((hit) => isLeak(leak, hit[0])).map((hit) => ({ leak, at: hit.index })),
  );
}

/** A long run of digits is a card only when its check digit says so; sums and document numbers are no cards. */
function isLeak(leak: Leak, text: string): boolean {
  return leak !== 'bank-card' || passesLuhn(text.replaceAll(/\D/g, ''));
}

function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
