import type { Tx } from '../../../db/client.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { type CalendarDate, isCalendarDate } from '../../../kernel/calendar.ts';
import { type Ctx, newId } from '../../../kernel/ctx.ts';
import { appendEvents } from '../../audit/service.ts';
import { DEFAULT_NOTICE_DAYS } from '../core/notice.ts';
import type { WindowData } from '../core/rule.ts';
import type { Library, PolicyRule } from '../library.ts';
import { theLibrary } from './standing.ts';
import { insertVersions, lastNumbers, type NewPolicyVersion } from './store.ts';
import type { PolicyTerms } from './tables.ts';

/** Whose rules to take over: all of a jurisdiction, or one document of it, for jurisdictions that hold several plans. */
export interface Adoption {
  readonly jurisdiction: string;
  readonly document?: string;
}

/** The jurisdiction of the library that a county belongs to: its own, the one that names it, or its city's. */
export function jurisdictionOf(countyCode: string, { jurisdictions }: Library = theLibrary()): string | undefined {
  const all = [...jurisdictions.values()];
  const own = all.find(({ code, applies_to }) => [code, ...(applies_to ?? []).map((a) => a.code)].includes(countyCode));
  return (own ?? all.find(({ level, code }) => level === 'city' && code === `${countyCode.slice(0, 4)}00`))?.slug;
}

/**
 * Publishes the library's rules of a jurisdiction for the county of the actor, each as the version it has there. Rules
 * that the county has in whatever version stay as they are. Throws policy.jurisdiction_unknown, policy.plan_needed.
 */
export async function adoptLibrary(tx: Tx, ctx: Ctx, adoption: Adoption): Promise<{ adopted: number; known: number }> {
  const rules = rulesToAdopt(adoption);
  const { countyCode } = ctx.actor;
  const known = await lastNumbers(tx, countyCode);
  const rows = rules.filter(({ id }) => !known.has(id)).map((rule) => adoptedVersion(ctx, rule));
  await insertVersions(tx, rows);
  await appendEvents(tx, ctx, rows.map(newsOfPublication));
  return { adopted: rows.length, known: rules.length - rows.length };
}

/**
 * What a county takes over: the plan that was named, or all of its own jurisdiction; undefined where the library has
 * none. A plan's document says its jurisdiction. Throws policy.plan_unknown.
 */
export function adoptionFor(countyCode: string, plan?: string): Adoption | undefined {
  const { documents } = theLibrary();
  const jurisdiction = plan === undefined ? jurisdictionOf(countyCode) : documents.get(plan)?.jurisdiction;
  if (jurisdiction !== undefined) return { jurisdiction, ...(plan !== undefined && { document: plan }) };
  if (plan === undefined) return undefined;
  throw new AppError('policy.plan_unknown', { document: plan, plans: [...documents.keys()] });
}

function rulesToAdopt({ jurisdiction, document }: Adoption): PolicyRule[] {
  const { jurisdictions, rules, documents } = theLibrary();
  if (!jurisdictions.has(jurisdiction)) throw new AppError('policy.jurisdiction_unknown', { jurisdiction });
  const own = rules.filter((rule) => rule.jurisdiction.slug === jurisdiction);
  const plans = [...documents.values()].filter((one) => one.jurisdiction === jurisdiction).map(({ doc }) => doc);
  if (document !== undefined && !plans.includes(document))
    throw new AppError('policy.plan_unknown', { document, plans });
  // Only one that has no code of its own is several plans under one slug; see vocabulary.yaml `jurisdictions`.
  if (document === undefined && jurisdictions.get(jurisdiction)?.code === null)
    throw new AppError('policy.plan_needed', { jurisdiction, plans });
  return document === undefined ? own : own.filter(({ source }) => source.doc === document);
}

function adoptedVersion(ctx: Ctx, rule: PolicyRule): NewPolicyVersion {
  const { countyCode, id } = ctx.actor;
  const days = daysOf(rule);
  return {
    countyCode,
    id: newId(ctx),
    ruleId: rule.id,
    number: rule.version ?? 1,
    jurisdiction: rule.jurisdiction.slug,
    document: rule.source.doc,
    rule: { ...rule, effective: { from: days.validFrom, to: days.validTo } },
    terms: defaultTerms(rule),
    ...days,
    status: 'published',
    madeBy: id,
    madeAt: ctx.now(),
    publishedBy: id,
    publishedAt: ctx.now(),
  };
}

/** The rule's own window or else its document's, never one end of each; an end that is no full date does not bound. */
function daysOf(rule: PolicyRule): { validFrom: CalendarDate | null; validTo: CalendarDate | null } {
  const window: WindowData | null | undefined =
    rule.effective ?? theLibrary().documents.get(rule.source.doc)?.effective;
  const bound = (text: string | null | undefined) => (text && isCalendarDate(text) ? text : null);
  return { validFrom: bound(window?.from), validTo: bound(window?.to) };
}

/** The way of GD-18; a notice only where the text asks for one (GD-19). */
export const defaultTerms = ({ publicity, source }: PolicyRule): PolicyTerms => ({
  wording: source.wording,
  workflow: { noticeDays: publicity ? (publicity.days ?? DEFAULT_NOTICE_DAYS) : 0 },
  noticeFields: null,
});

export const newsOfPublication = ({ id, ruleId, number, validFrom, validTo }: NewPolicyVersion) => ({
  subjectKind: 'policy',
  subjectId: id,
  action: 'publish',
  toStatus: 'published',
  details: { ruleId, number, validFrom: validFrom ?? null, validTo: validTo ?? null },
});
