import fc from 'fast-check';
import type { PolicyRule } from '../../../api/src/domains/subsidies/library.ts';
import { loadLibrary } from '../../../api/src/domains/subsidies/library.ts';

/** Questions that sit on the limits: every number a rule names, one beside it, and decimals in between. */
export const library = loadLibrary();

type Fields = Record<string, unknown>;

const RULE_IDS = library.rules.map(({ id }) => id);
const JURISDICTIONS = Array.from(library.jurisdictions.keys());

/** What the rule's data compares each of its facts with. */
function mentioned(rule: PolicyRule): Map<string, unknown[]> {
  const seen = new Map<string, unknown[]>();
  const others = library.rules.filter(({ overrides }) => overrides?.includes(rule.id));
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const { fact, value: compared, base, target, expr, value_fact, band_fact } = value as Fields;
    for (const name of [fact, base, target, value_fact, band_fact]) {
      if (typeof name === 'string' && library.declared.has(name))
        seen.set(name, [...(seen.get(name) ?? []), ...[compared].flat()]);
    }
    for (const name of typeof expr === 'string' ? (expr.match(/[a-z]+(\.[a-z0-9_]+)+/g) ?? []) : [])
      seen.set(name, seen.get(name) ?? []);
    Object.values(value).forEach(visit);
  };
  visit([rule, ...others.map(({ conditions }) => conditions)]);
  return seen;
}

/** Values of a fact that decide something, leaning to those that meet the condition. */
function valuesOf(fact: string, compared: readonly unknown[]): fc.Arbitrary<unknown> {
  const declaration = library.declared.get(fact);
  if (!declaration) throw new TypeError(fact);
  const fits = compared.filter((value) => value !== undefined && value !== null);
  const numbers = fits.filter((value) => typeof value === 'number');
  switch (declaration.type) {
    case 'bool':
      return fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom(...(fits.length > 0 ? fits : [true])) },
        { weight: 1, arbitrary: fc.boolean() },
      );
    case 'enum':
      return fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom(...(fits.length > 0 ? fits : (declaration.values ?? []))) },
        { weight: 1, arbitrary: fc.constantFrom(...(declaration.values ?? [])) },
      );
    case 'int':
      return fc.oneof(...numbers.map((n) => fc.integer({ min: n - 2, max: n + 2 })), fc.integer({ min: 0, max: 80 }));
    case 'number':
      return fc.oneof(
        ...numbers.map((n) => fc.constantFrom(n - 1, n - 0.01, n, n + 0.01, n + 1)),
        cents,
        fc.integer({ min: 0, max: 70 }),
      );
    case 'list':
      return fc.subarray(RULE_IDS, { maxLength: 2 });
    default:
      return fc.constantFrom(...(fits.length > 0 ? fits : ['x']), 'other');
  }
}

const cents = fc.integer({ min: 0, max: 5_000_000 }).map((fen) => fen / 100);
const dates = fc.constantFrom(
  '2015-12-31',
  '2016-01-01',
  '2016-05-12',
  '2016-05-13',
  '2017-12-31',
  '2018-01-01',
  '2018-12-31',
  '2019-01-01',
  '2024-02-29',
);
const money = fc
  .oneof(
    fc.integer({ min: 0, max: 40_000_000_000 }),
    fc.constantFrom(20_000_000, 20_000_001, 50_000_000, 300_000_000, 300_000_001),
  )
  .map((fen) => ({ yuan: fen / 100, fen }));
const record = fc
  .record({
    sum: fc.oneof(
      fc.integer({ min: 0, max: 600_000 }).map((fen) => ({ yuan: fen / 100, fen })),
      fc.constantFrom({ percent: 10 }, { percent: 59.99 }, { percent: 60 }, { percent: 95 }),
    ),
    per: fc.option(fc.constantFrom('person', 'person-month', 'person-day', 'year', 'loan', 'placement'), {
      nil: undefined,
    }),
    effective_from: fc.option(dates, { nil: undefined }),
    effective_to: fc.option(dates, { nil: undefined }),
  })
  .map(({ sum, ...rest }) =>
    Object.fromEntries(Object.entries({ ...sum, ...rest }).filter(([, value]) => value !== undefined)),
  );
const units = fc.record(
  {
    persons: fc.integer({ min: 0, max: 40 }),
    months: fc.oneof(fc.integer({ min: 0, max: 70 }), fc.constant(2.5)),
    days: fc.integer({ min: 0, max: 30 }),
    years: fc.integer({ min: 0, max: 9 }),
  },
  { requiredKeys: [] },
);

function settingsOf(rule: PolicyRule): fc.Arbitrary<Fields> {
  const switches = [rule.enabled?.config, rule.frequency?.also?.enabled?.config].filter((key) => key !== undefined);
  const exclusions = library.rules.flatMap(({ ambiguities }) =>
    ambiguities.filter((one) => one.exclusive_with).map(({ config }) => config),
  );
  const caps = (rule.caps ?? []).flatMap(({ config }) => config ?? []);
  const keys: Record<string, fc.Arbitrary<unknown>> = {};
  for (const key of [...switches, ...exclusions]) keys[key] = fc.boolean();
  for (const key of caps) keys[key] = fc.constantFrom(true, false, 'apply', 'flag');
  keys[`rates.${rule.id}`] = fc.oneof(record, fc.array(record, { maxLength: 3 }).map(distinctlyDated));
  return fc.record(keys, { requiredKeys: [] });
}

/** Which of two rates stands that begin on one day is nobody's to say. */
function distinctlyDated(records: readonly Fields[]): Fields[] {
  return [...new Map(records.map((one) => [one.effective_from, one])).values()];
}

const COUNTERS = library.vocabulary.facts
  .map(({ fact }) => fact)
  .filter((fact) => fact.startsWith('claim.') && fact !== 'claim.subsidy_year_number');

/** A question to one rule: most facts given and favourable, some missing, some wanting. */
export function questionTo(rule: PolicyRule): fc.Arbitrary<Fields> {
  const related = [...rule.exclusive_with, ...rule.ambiguities.flatMap((one) => one.exclusive_with ?? []), rule.id];
  const facts = Object.fromEntries(
    [...mentioned(rule)].map(([fact, compared]) => [fact, maybe(valuesOf(fact, compared))]),
  );
  const counters = Object.fromEntries(COUNTERS.map((fact) => [fact, rarely(counterValue(fact, related))]));
  return fc
    .record({
      facts: fc.record({ ...facts, ...counters }),
      units: rarely(units, 2),
      dates: rarely(
        dates.map((event) => ({ event })),
        2,
      ),
      requested: rarely(money, 2),
      computed: rarely(money),
      local_rate: rarely(record),
      settings: rarely(settingsOf(rule), 2),
      jurisdiction: rarely(fc.constantFrom(...JURISDICTIONS)),
    })
    .map((question) => withoutTies(given({ ...question, rule: rule.id, facts: given(question.facts) }), rule.id));
}

function counterValue(fact: string, related: readonly string[]): fc.Arbitrary<unknown> {
  if (fact === 'claim.rules_granted') return fc.array(fc.constantFrom(...related, ...RULE_IDS), { maxLength: 2 });
  return fact === 'claim.months_already_paid'
    ? fc.oneof(fc.integer({ min: 0, max: 70 }), fc.constantFrom(35, 36, 37, 58, 59))
    : fc.integer({ min: 0, max: 2 });
}

const maybe = (value: fc.Arbitrary<unknown>) => fc.option(value, { nil: undefined, freq: 12 });
const rarely = (value: fc.Arbitrary<unknown>, weight = 1) =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight, arbitrary: value });
const given = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function withoutTies(question: Fields, id: string): Fields {
  const settings = question.settings as Fields | undefined;
  return question.local_rate && settings
    ? { ...question, settings: { ...settings, [`rates.${id}`]: undefined } }
    : question;
}
