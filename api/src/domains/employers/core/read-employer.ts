import type { RowError } from '../../imports/core/import.ts';
import type { FoundRegion } from '../../regions/core/find-region.ts';
import { readCreditCode } from './credit-code.ts';
import type { EmployerKind } from './employer.ts';
import { KIND_WORDS, WORKSHOP_WORDS } from './template.ts';

/** What a row says of an employer: an empty cell says nothing, and nothing is changed by it. */
export interface EmployerPayload {
  readonly creditCode: string;
  readonly name: string;
  readonly kind: EmployerKind;
  readonly workshopKind: 'factory' | 'home' | null;
  readonly regionCode: string;
  readonly products?: string;
  readonly address?: string;
  readonly contactName?: string;
  readonly phone?: string;
}

export interface ReadEmployer {
  readonly payload: EmployerPayload;
  readonly errors: RowError[];
}

const PHONE = /^1[3-9]\d{9}$|^0\d{2,3}-?\d{7,8}$/;

const meant = <T extends string>(words: Readonly<Record<T, readonly string[]>>, word: string): T | undefined =>
  // Object.entries forgets that the keys are of T.
  (Object.entries(words) as [T, readonly string[]][]).find(([, all]) => all.includes(word))?.[0];

/** Reads one row of the template. All that is wrong with it is in `errors`; the payload counts only where there is none. */
export function readEmployer(
  row: Readonly<Record<string, unknown>>,
  findPlace: (text: string) => FoundRegion,
): ReadEmployer {
  const errors: RowError[] = [];
  const fail = (field: string, code: string, details = {}) => errors.push({ field, code, details });
  const text = (field: string) => String(row[field] ?? '').trim();
  const must = (field: string) => {
    if (text(field) === '') fail(field, 'row.missing');
    return text(field);
  };
  const read = readCreditCode(must('统一社会信用代码'));
  if (!read.ok && text('统一社会信用代码') !== '') fail('统一社会信用代码', 'row.credit_code_wrong', read.details);
  const kindWord = must('单位类型');
  const kind = meant(KIND_WORDS, kindWord);
  if (!kind && kindWord !== '')
    fail('单位类型', 'row.choice_unknown', { value: kindWord, choices: Object.values(KIND_WORDS).map(([w]) => w) });
  const workshopKind = kind === 'workshop' ? meant(WORKSHOP_WORDS, must('车间类型')) : null;
  if (workshopKind === undefined && text('车间类型') !== '')
    fail('车间类型', 'row.choice_unknown', { value: text('车间类型'), choices: ['厂房式', '居家式'] });
  const phone = text('联系电话').replace(/\s/g, '');
  if (phone !== '' && !PHONE.test(phone)) fail('联系电话', 'row.phone_wrong');
  const name = must('单位名称');
  if (name.length > 80) fail('单位名称', 'row.too_long', { max: 80 });
  const payload = {
    creditCode: read.ok ? read.code : '',
    name,
    kind: kind ?? 'company',
    workshopKind: workshopKind ?? null,
    regionCode: placeOf(must('所在地'), findPlace, fail),
    ...(text('主要产品') && { products: text('主要产品').slice(0, 200) }),
    ...(text('详细地址') && { address: text('详细地址').slice(0, 200) }),
    ...(text('联系人') && { contactName: text('联系人').slice(0, 40) }),
    ...(phone && { phone }),
  };
  return { payload, errors };
}

type Fail = (field: string, code: string, details?: object) => void;

function placeOf(text: string, findPlace: (text: string) => FoundRegion, fail: Fail): string {
  if (text === '') return '';
  const found = findPlace(text);
  if (found.kind === 'found') return found.code;
  fail('所在地', found.kind === 'ambiguous' ? 'row.place_ambiguous' : 'row.place_unknown', { value: text });
  return '';
}
