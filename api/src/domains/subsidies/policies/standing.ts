import type { Reader } from '../../../db/client.ts';
import type { CalendarDate } from '../../../kernel/calendar.ts';
import { compileRules, type Rule } from '../core/compile.ts';
import type { Question, Settings } from '../core/question.ts';
import type { Rate } from '../core/rate.ts';
import { type Library, loadLibrary, type PolicyRule } from '../library.ts';
import { listRates, listSettings, listStanding, type PolicyRate, type PolicyVersion } from './store.ts';
import type { PolicyTerms } from './tables.ts';

/** A rule of the county, ready to be asked, with the version it stands in. */
export interface StandingRule {
  readonly rule: Rule;
  /** As written, with trigger, evidence and approval. */
  readonly written: PolicyRule;
  readonly policyVersionId: string;
  readonly number: number;
  readonly document: string;
  readonly terms: PolicyTerms;
}

/** What a county pays by on one day. */
export interface StandingRules {
  readonly countyCode: string;
  readonly on: CalendarDate;
  /** By the rule's id. */
  readonly rules: ReadonlyMap<string, StandingRule>;
  readonly settings: Settings;
  /** The rates entered for a rule, whenever they hold. */
  ratesOf(ruleId: string): readonly Rate[];
  /** All that a question about this rule brings beside facts and units. */
  questionFor(ruleId: string, eventOn?: CalendarDate): Question;
}

/** Facts, papers and words of this installation; read from disk once. */
export const theLibrary: () => Library = once(() => loadLibrary());

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** The published versions of a county that hold on a day, compiled together, with the county's rates and settings. */
export async function rulesFor(db: Reader, countyCode: string, on: CalendarDate): Promise<StandingRules> {
  const versions = await listStanding(db, countyCode, on);
  const [rates, settings] = [await listRates(db, countyCode), await listSettings(db, countyCode)];
  return standingRules(countyCode, on, versions, {
    rates: Map.groupBy(rates, ({ ruleId }) => ruleId),
    settings: Object.fromEntries(settings.map(({ key, value }) => [key, value])),
  });
}

interface Entered {
  readonly rates: ReadonlyMap<string, readonly PolicyRate[]>;
  readonly settings: Settings;
}

/** The same for versions that are not published yet: what a draft would do. */
export function standingRules(
  countyCode: string,
  on: CalendarDate,
  versions: readonly PolicyVersion[],
  { rates, settings }: Entered,
): StandingRules {
  const compiled = compiledOf(versions);
  const ratesOf = (ruleId: string): Rate[] => (rates.get(ruleId) ?? []).map(rateOf);
  return {
    countyCode,
    on,
    settings,
    ratesOf,
    rules: new Map(
      versions.map(({ ruleId, id, number, document, terms, rule: written }) => [
        ruleId,
        // The cast: every version has been compiled under its own rule's id.
        { rule: compiled.get(ruleId) as Rule, written, policyVersionId: id, number, document, terms },
      ]),
    ),
    questionFor: (ruleId, eventOn) => ({ settings, rates: ratesOf(ruleId), ...(eventOn !== undefined && { eventOn }) }),
  };
}

export function rateOf(row: PolicyRate): Rate {
  return {
    ...(row.fen !== null && { fen: row.fen }),
    ...(row.percentHundredths !== null && { percent: row.percentHundredths / 100 }),
    ...(row.per !== null && { per: row.per }),
    effectiveFrom: row.effectiveFrom,
    ...(row.effectiveTo !== null && { effectiveTo: row.effectiveTo }),
    cites: row.cites,
  };
}

/** Published versions never change, so that what was compiled of them stands; drafts are compiled anew. */
const COMPILED_SETS = 64;
const compiledSets = new Map<string, ReadonlyMap<string, Rule>>();

function compiledOf(versions: readonly PolicyVersion[]): ReadonlyMap<string, Rule> {
  const isSettled = versions.every(({ status }) => status === 'published');
  const key = versions.map(({ countyCode, id }) => `${countyCode}/${id}`).join();
  const ready = isSettled ? compiledSets.get(key) : undefined;
  if (ready) return ready;
  const { declared, wording } = theLibrary();
  // A version carries its own days (adoptLibrary, draftVersion), so that no document's window is asked for.
  const compiled = compileRules(
    versions.map(({ rule, number }) => ({ ...rule, version: number })),
    { declared, wording, windowOf: () => null },
  );
  if (isSettled) keep(key, compiled);
  return compiled;
}

function keep(key: string, compiled: ReadonlyMap<string, Rule>): void {
  const [oldest] = compiledSets.keys();
  if (compiledSets.size >= COMPILED_SETS && oldest !== undefined) compiledSets.delete(oldest);
  compiledSets.set(key, compiled);
}
