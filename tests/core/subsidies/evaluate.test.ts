import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '../../../api/src/domains/subsidies/core/evaluate.ts';
import { plainJson } from '../../../api/src/domains/subsidies/core/exact.ts';
import { readQuestion } from '../../../api/src/domains/subsidies/core/read-question.ts';
import { conditionsOf } from '../../../api/src/domains/subsidies/core/rule.ts';
import { library, questionTo } from './questions.ts';

type Question = Record<string, unknown> & { facts?: Record<string, unknown> };

function read(id: string, question: Question) {
  const rule = library.on().get(id);
  if (!rule) throw new Error(`no rule ${id}`);
  return { rule, read: readQuestion(question, rule.data, library.declared) };
}
function ask(id: string, question: Question) {
  const { rule, read: result } = read(id, question);
  if (!result.ok) throw new Error(JSON.stringify(result.refusals));
  return evaluate(rule, result.facts, result.question);
}

const { rules } = library;
const anyRule = fc.constantFrom(...rules);
const anyQuestion = anyRule.chain((rule) =>
  questionTo(rule).map((question) => ({ rule, question: question as Question })),
);
const RUNS = { numRuns: 1_000 };

describe('whatever is asked', () => {
  test('every condition is judged, with the value seen and the clause', () => {
    fc.assert(
      fc.property(anyQuestion, ({ rule, question }) => {
        const { findings } = ask(rule.id, question);
        const conditions = conditionsOf(rule.conditions);
        const own = findings.filter(({ part }) => part === 'condition' || part === 'unless');
        expect(own.map(({ fact }) => fact)).toEqual(conditions.map(({ fact }) => fact));
        for (const { fact, value, clause, says, result } of own) {
          const given = question.facts?.[fact];
          if (given !== undefined) expect(value).toEqual(given);
          else if (value === null) expect(result).toBe('unknown');
          expect(clause).toBe(rule.source.clause);
          expect(says).not.toBe('');
        }
      }),
      RUNS,
    );
  });

  test('nothing given is ever named as missing, and what waits always says for what', () => {
    fc.assert(
      fc.property(anyQuestion, ({ rule, question }) => {
        const { status, missing } = ask(rule.id, question);
        expect(missing.length > 0).toBe(status === 'needs-evidence');
        const zeroDivisors = [
          'env.full_time_hours_month',
          'household.registered_agricultural_members',
          'env.county_agricultural_population_previous_year',
          'env.county_farmland_previous_year_mu',
        ];
        for (const fact of missing) if (!zeroDivisors.includes(fact)) expect(question.facts?.[fact]).toBeUndefined();
      }),
      RUNS,
    );
  });

  test('more evidence never takes a verdict back: an unknown fact is neither false nor zero', () => {
    fc.assert(
      fc.property(anyQuestion, fc.nat(), ({ rule, question }, pick) => {
        // A derived fact that is given stands instead of what it would be derived from, which may say otherwise.
        const derived = new Set(rule.derived_facts?.map(({ fact }) => fact));
        const names = Object.keys(question.facts ?? {}).filter(
          (fact) => !derived.has(fact) && (!fact.startsWith('claim.') || fact === 'claim.subsidy_year_number'),
        );
        const hidden = names[pick % Math.max(1, names.length)];
        if (hidden === undefined) return;
        const { [hidden]: _known, ...rest } = question.facts ?? {};
        const less = ask(rule.id, { ...question, facts: rest });
        const more = ask(rule.id, question);
        // A floor that is not known refuses no rate, so that only a refusal may follow from knowing it.
        if (more.status === 'configuration-refused' || library.declared.get(hidden)?.value !== undefined) return;
        if (less.status === 'needs-evidence' || rule.bands) return;
        expect([more.eligible, more.amountFen]).toEqual(
          flagOnly(rule.id) ? [less.eligible, more.amountFen] : [less.eligible, less.amountFen],
        );
      }),
      RUNS,
    );
  });

  test('a fact that the rule does not read changes nothing', () => {
    fc.assert(
      fc.property(anyQuestion, ({ rule, question }) => {
        const text = JSON.stringify([rule, rules.filter(({ overrides }) => overrides?.includes(rule.id))]);
        const idle = ['medical.disease', 'person.basic_handwriting', 'land.farmland_taken_mu'].filter(
          (fact) => !text.includes(fact),
        );
        const values: Record<string, unknown> = {
          'medical.disease': 'x',
          'person.basic_handwriting': false,
          'land.farmland_taken_mu': 7,
        };
        const facts = { ...question.facts, ...Object.fromEntries(idle.map((fact) => [fact, values[fact]])) };
        expect(ask(rule.id, { ...question, facts })).toEqual(ask(rule.id, question));
      }),
      RUNS,
    );
  });

  test('asked again from what was stored, it answers the same', () => {
    fc.assert(
      fc.property(anyQuestion, ({ rule, question }) => {
        const stored = JSON.stringify(question);
        const once = JSON.stringify(ask(rule.id, question), plainJson);
        expect(JSON.stringify(ask(rule.id, JSON.parse(stored)), plainJson)).toBe(once);
      }),
      RUNS,
    );
  });
});

/** A cap that only flags is silent while its base is unknown, and may be set to apply. */
const flagOnly = (id: string): boolean => id === 'sample-county-land-pension-payout';

describe('what is named as missing', () => {
  const grant = { 'employer.set_up_rural_workshop': true, 'employer.employs_the_person': true };

  test('of an `any`, all that could still meet it', () => {
    expect(ask('luozhuang-workshop-post-subsidy', { facts: grant }).missing).toEqual([
      'person.in_employment_difficulty',
      'person.poverty_registered',
    ]);
    expect(
      ask('luozhuang-workshop-post-subsidy', { facts: { ...grant, 'person.poverty_registered': false } }).missing,
    ).toEqual(['person.in_employment_difficulty']);
  });

  test('nothing of an `any` that is met', () => {
    expect(
      ask('luozhuang-workshop-post-subsidy', { facts: { ...grant, 'person.poverty_registered': true } }),
    ).toMatchObject({ status: 'awaiting-rate', missing: [] });
  });

  test('behind a derived fact those that it would be derived from', () => {
    const facts = {
      'household.collective_farmland_lawfully_expropriated': true,
      'person.had_contract_right_at_expropriation': true,
      'person.registered_agricultural_population': true,
      'household.remaining_land_mu': 1.79,
      'household.registered_agricultural_members': 4,
      'env.county_farmland_previous_year_mu': 600_000,
    };
    const ratio = 'household.remaining_land_ratio_percent';
    expect(ask('sample-county-land-gate', { facts }).missing).toEqual([
      ratio,
      'env.county_agricultural_population_previous_year',
    ]);
    expect(
      ask('sample-county-land-gate', {
        facts: { ...facts, 'env.county_agricultural_population_previous_year': 400_000 },
      }).status,
    ).toBe('recognised');
    expect(
      ask('sample-county-land-gate', { facts: { ...facts, 'env.county_agricultural_population_previous_year': 0 } })
        .missing,
    ).toContain('env.county_agricultural_population_previous_year');
  });

  test('the sum to hold against a ceiling', () => {
    const facts = {
      'person.poverty_registered': true,
      'person.rural': true,
      'insurance.resident_medical_insured': true,
    };
    expect(ask('luozhuang-critical-illness-ceiling', { facts })).toMatchObject({
      status: 'needs-evidence',
      eligible: true,
      missing: ['requested'],
    });
  });
});

describe('a question that cannot be taken is refused whole', () => {
  test.each([
    [{ facts: { 'no.such_fact': 1 } }, 'policy.fact_undeclared'],
    [{ facts: { 'person.rural': 'yes' } }, 'policy.fact_wrong_type'],
    [{ facts: { 'person.age_years': 59.5 } }, 'policy.fact_wrong_type'],
    [{ facts: { 'agency.kind': 'broker' } }, 'policy.fact_wrong_type'],
    [{ facts: { 'claim.rules_granted': 'x' } }, 'policy.fact_wrong_type'],
    [{ facts: { 'person.age_years': '60' } }, 'policy.fact_wrong_type'],
    [{ facts: [] }, 'policy.question_malformed'],
    [{ units: { months: -1 } }, 'policy.unit_invalid'],
    [{ units: { weeks: 1 } }, 'policy.unit_invalid'],
    [{ dates: { event: '2018-02-30' } }, 'policy.date_invalid'],
    [{ requested: { yuan: 1, fen: 99 } }, 'policy.sum_invalid'],
    [{ local_rate: { effective_from: '2016-01-01' } }, 'policy.rate_invalid'],
    [{ local_rate: { yuan: 1, fen: 100, percent: 5 } }, 'policy.rate_invalid'],
    [{ local_rate: { yuan: -1 } }, 'policy.rate_invalid'],
    [{ settings: { 'rates.luozhuang-startup-one-off': 2000 } }, 'policy.question_malformed'],
    [{ settings: { 'luozhuang.startup_one_off.enabled': 'off' } }, 'policy.setting_invalid'],
  ])('%j: %s', (question, code) => {
    const { read: result } = read('luozhuang-startup-one-off', question as Question);
    expect(new Set(result.ok ? [] : result.refusals.map((refusal) => refusal.code))).toEqual(new Set([code]));
  });

  test('null is as good as not given, everywhere', () => {
    const question = {
      facts: { 'person.rural': null },
      units: { months: null },
      dates: null,
      requested: null,
      local_rate: null,
      settings: null,
      jurisdiction: null,
    };
    expect(ask('luozhuang-startup-one-off', question)).toEqual(ask('luozhuang-startup-one-off', { facts: {} }));
  });
});

test('sums are rounded once, at the very end, a half going up', () => {
  const facts = {
    'person.poverty_registered': true,
    'person.rural': true,
    'person.severely_disabled': true,
    'env.resident_pension_lowest_tier_yuan': 0.105,
  };
  expect(ask('luozhuang-pension-premium-severe-disability', { facts }).amountFen).toBe(11);
  expect(ask('luozhuang-pension-premium-severe-disability', { facts, units: { persons: 10 } }).amountFen).toBe(105);
});
