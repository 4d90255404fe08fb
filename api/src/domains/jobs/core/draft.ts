import type { JobDraft } from '../../../../contract/jobs.ts';
import { type Refusal, refuse } from '../../../kernel/app-error.ts';
import { type MonthlyPay, monthlyOf, type Pay } from './pay.ts';

/** A draft as the row holds it: every field said, absent ones as null or their default. */
export function columnsOf(draft: JobDraft) {
  const pay = draft.pay ?? null;
  const shift = draft.shift ?? 'day';
  const monthly = pay && monthlyOf(pay, shift, toldOf(pay));
  return {
    title: draft.title.trim(),
    description: draft.description ?? '',
    kind: draft.kind ?? 'market',
    occupationCode: draft.occupationCode ?? null,
    skillCodes: draft.skillCodes ?? [],
    payKind: pay?.kind ?? null,
    payMinFen: pay?.minFen ?? null,
    payMaxFen: pay?.maxFen ?? null,
    payUnit: pay?.unit ?? null,
    monthlyMinFen: monthly?.minFen ?? null,
    monthlyMaxFen: monthly?.maxFen ?? null,
    payDay: draft.payDay ?? null,
    regionCode: draft.regionCode ?? null,
    placeText: draft.placeText ?? null,
    address: draft.address ?? null,
    headCount: draft.headCount ?? null,
    shift,
    hoursText: draft.hoursText ?? null,
    demands: draft.demands ?? [],
    ageMin: draft.ageMin ?? null,
    ageMax: draft.ageMax ?? null,
    educationMin: draft.educationMin ?? 'none',
    hasBoard: draft.hasBoard ?? false,
    hasLodging: draft.hasLodging ?? false,
    perks: draft.perks ?? [],
    suits: draft.suits ?? [],
    validUntilOn: draft.validUntilOn ?? null,
    sharedWith: draft.sharedWith ?? 'county',
  } as const;
}

const toldOf = ({ monthlyMinFen: min, monthlyMaxFen: max }: NonNullable<JobDraft['pay']>): MonthlyPay | null =>
  min === undefined ? null : { minFen: min, maxFen: max ?? min };

/** What no row may hold, whoever writes it and however early the draft is. */
export function judgeDraft(draft: JobDraft): { readonly ok: true } | Refusal {
  const { ageMin = null, ageMax = null, pay = null } = draft;
  // 劳动法 第十五条: said at once, not only when it is published.
  if ((ageMin ?? 16) < 16 || (ageMax ?? 16) < 16) return refuse('job.age_under_sixteen', { ageMin, ageMax });
  if (ageMin !== null && ageMax !== null && ageMin > ageMax) return refuse('job.age_out_of_order', { ageMin, ageMax });
  return pay ? judgePay(pay) : { ok: true };
}

function judgePay(pay: NonNullable<JobDraft['pay']>): { readonly ok: true } | Refusal {
  const told = toldOf(pay);
  if (pay.minFen > pay.maxFen || (told && told.minFen > told.maxFen)) return refuse('job.pay_out_of_order', { ...pay });
  if (pay.kind !== 'piece') return { ok: true };
  // The price of a piece tells nobody what a month brings: piece work says the piece and the month.
  return pay.unit && told ? { ok: true } : refuse('job.pay_incomplete', { unit: pay.unit ?? null });
}

interface PayColumns {
  readonly payKind: Pay['kind'] | null;
  readonly payMinFen: number | null;
  readonly payMaxFen: number | null;
  readonly monthlyMinFen: number | null;
  readonly monthlyMaxFen: number | null;
}

export const payOf = ({ payKind: kind, payMinFen: minFen, payMaxFen: maxFen }: PayColumns): Pay | null =>
  kind === null || minFen === null || maxFen === null ? null : { kind, minFen, maxFen };

export const monthlyPayOf = ({ monthlyMinFen: minFen, monthlyMaxFen: maxFen }: PayColumns): MonthlyPay | null =>
  minFen === null || maxFen === null ? null : { minFen, maxFen };
