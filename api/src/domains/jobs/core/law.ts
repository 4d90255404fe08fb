import type { JobKind, Shift } from '@songgang/search/matcher/model.ts';
import { CLAUSE_OF, FORBIDDEN, type ForbiddenWords, type LawCode } from './law-words.ts';
import { hoursAMonth, type MonthlyPay, type Pay } from './pay.ts';

export const CHECKED_FIELDS = ['title', 'description', 'hoursText', 'address', 'placeText'] as const;
export type CheckedField = (typeof CHECKED_FIELDS)[number] | 'pay' | 'ageMin';

/** Something the law forbids in a posting: `text` is `field` from `from` to `to`, so that a page can mark the words. */
export interface LawFinding {
  readonly code: LawCode;
  readonly field: CheckedField;
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly clause: string;
}

/** The minimum wage in force where the work is done (劳动合同法实施条例 第十四条), in fen. */
export interface MinimumWage {
  readonly monthlyFen: number;
  readonly hourlyFen: number;
}

export interface CheckedPosting {
  readonly title: string;
  readonly description: string;
  readonly hoursText: string | null;
  readonly address: string | null;
  readonly placeText: string | null;
  readonly kind: JobKind;
  readonly shift: Shift;
  readonly pay: Pay | null;
  readonly monthly: MonthlyPay | null;
  readonly ageMin: number | null;
}

/** Everything in a posting that promise 6 forbids, in the order of the fields; empty where it may stand. */
export function findUnlawful(posting: CheckedPosting, minimum: MinimumWage | null): LawFinding[] {
  const words = CHECKED_FIELDS.flatMap((field) => findInText(field, posting[field] ?? '', posting.kind));
  return [...words, ...findInPay(posting, minimum), ...findInAge(posting.ageMin)];
}

/** Public-welfare posts are opened for the people of a village by law: whose household stands there may be asked. */
const LOCAL_BY_LAW: readonly JobKind[] = ['public_welfare', 'auxiliary'];

function findInText(field: CheckedField, text: string, kind: JobKind): LawFinding[] {
  const rules = LOCAL_BY_LAW.includes(kind) ? FORBIDDEN.filter((r) => r.code !== 'household_registration') : FORBIDDEN;
  const found = rules.flatMap((rule) => hitsOf(rule, text).map(([from, to]) => ({ rule, from, to })));
  return withoutOverlap(found).map(({ rule: { code }, from, to }) => ({
    code,
    field,
    from,
    to,
    text: text.slice(from, to),
    clause: CLAUSE_OF[code],
  }));
}

const hitsOf = (rule: ForbiddenWords, text: string): [number, number][] =>
  [...text.matchAll(rule.words)].flatMap((match): [number, number][] => {
    const [from, to] = [match.index, match.index + match[0].length];
    return isExcused(rule, text, from, to) ? [] : [[from, to]];
  });

const SENTENCE_END = /[。！!；;\n]/;

/** 不限男女, 不收押金: what the words around them turn into its opposite is no offence. */
function isExcused({ unlessBefore, unlessAfter }: ForbiddenWords, text: string, from: number, to: number): boolean {
  const before =
    text
      .slice(Math.max(0, from - 12), from)
      .split(SENTENCE_END)
      .at(-1) ?? '';
  const after = text.slice(to, to + 12).split(SENTENCE_END)[0] ?? '';
  return Boolean(unlessBefore?.test(before) || unlessAfter?.test(after));
}

interface Hit {
  readonly from: number;
  readonly to: number;
  readonly rule: ForbiddenWords;
}

/** Two patterns that meet in one word make one finding: the longer one. */
function withoutOverlap(hits: readonly Hit[]): Hit[] {
  const kept: Hit[] = [];
  for (const hit of [...hits].sort((a, b) => b.to - b.from - (a.to - a.from))) {
    if (!kept.some((other) => hit.from < other.to && other.from < hit.to)) kept.push(hit);
  }
  return kept.sort((a, b) => a.from - b.from);
}

const ofWhole = (code: LawCode, field: CheckedField): LawFinding => ({
  code,
  field,
  from: 0,
  to: 0,
  text: '',
  clause: CLAUSE_OF[code],
});

/** Full-time work against the monthly minimum, part-time work (劳动合同法 第六十八条) against the hourly one. */
function findInPay({ monthly, shift }: CheckedPosting, minimum: MinimumWage | null): LawFinding[] {
  if (!monthly || !minimum) return [];
  const isBelow =
    shift === 'part_time'
      ? monthly.minFen < Math.floor(minimum.hourlyFen * hoursAMonth(shift))
      : monthly.minFen < minimum.monthlyFen;
  return isBelow ? [ofWhole('pay_below_minimum', 'pay')] : [];
}

const findInAge = (ageMin: number | null): LawFinding[] =>
  ageMin !== null && ageMin < 16 ? [ofWhole('under_sixteen', 'ageMin')] : [];
