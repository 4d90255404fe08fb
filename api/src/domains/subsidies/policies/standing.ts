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
  return standingRules(countyCode, on, versions, await enteredIn(db, countyCode));
}

/**
 * What a county would pay by if this version stood on every day, in the place of its rule's others: a version is tried
 * on what has happened, whenever it is to begin. Each day is read once, and equal sets of versions are compiled once.
 */
export async function rulesWith(
  db: Reader,
  version: PolicyVersion,
): Promise<(on: CalendarDate) => Promise<StandingRules>> {
  const { countyCode, ruleId, rule } = version;
  const trial = { ...version, rule: { ...rule, effective: null } };
  const entered = await enteredIn(db, countyCode);
  const days = new Map<CalendarDate, Promise<StandingRules>>();
  const compiled: CompiledSets = new Map();
  const read = async (on: CalendarDate): Promise<StandingRules> => {
    const others = (await listStanding(db, countyCode, on)).filter((one) => one.ruleId !== ruleId);
    return standingRules(countyCode, on, [...others, trial], entered, compiled);
  };
  return (on) => {
    const known = days.get(on) ?? read(on);
    days.set(on, known);
    return known;
  };
}

async function enteredIn(db: Reader, countyCode: string): Promise<Entered> {
  const [rates, settings] = [await listRates(db, countyCode), await listSettings(db, countyCode)];
  return {
    rates: Map.groupBy(rates, ({ ruleId }) => ruleId),
    settings: Object.fromEntries(settings.map(({ key, value }) => [key, value])),
  };
}

interface Entered {
  readonly rates: ReadonlyMap<string, readonly PolicyRate[]>;
  readonly settings: Settings;
}

function standingRules(
  countyCode: string,
  on: CalendarDate,
  versions: readonly PolicyVersion[],
  { rates, settings }: Entered,
  sets: CompiledSets = compiledSets,
): StandingRules {
  const compiled = compiledOf(versions, sets);
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

type CompiledSets = Map<string, ReadonlyMap<string, Rule>>;

/** Published versions never change, so that what was compiled of them stands. */
const COMPILED_SETS = 64;
const compiledSets: CompiledSets = new Map();

function compiledOf(versions: readonly PolicyVersion[], sets: CompiledSets): ReadonlyMap<string, Rule> {
  const key = versions.map(({ countyCode, id }) => `${countyCode}/${id}`).join();
  const ready = sets.get(key);
  if (ready) return ready;
  const { declared, wording } = theLibrary();
  // A version carries its own days (adoptLibrary, draftVersion), so that no document's window is asked for.
  const compiled = compileRules(
    versions.map(({ rule, number }) => ({ ...rule, version: number })),
    { declared, wording, windowOf: () => null },
  );
  const [oldest] = sets.keys();
  if (sets.size >= COMPILED_SETS && oldest !== undefined) sets.delete(oldest);
  sets.set(key, compiled);
  return compiled;
}
