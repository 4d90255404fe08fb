import { RULES } from '@songgang/search/matcher/model.ts';
import { fits, judge, unmetRules } from '@songgang/search/matcher/rule.ts';
import { describe, expect, test } from 'vitest';
import { aJob, aLabourer } from './builders.ts';
import { CASES } from './cases.ts';

describe.each(RULES)('%s', (rule) => {
  test.each(CASES[rule].met)('is met: %s', (_, l, j) => {
    expect(unmetRules(aLabourer(l), aJob(j))).toEqual([]);
    expect(fits(aLabourer(l), aJob(j))).toBe(true);
  });

  test.each(CASES[rule].unmet)('is not met, and no other fails: %s', (_, l, j) => {
    expect(unmetRules(aLabourer(l), aJob(j))).toEqual([rule]);
    expect(fits(aLabourer(l), aJob(j))).toBe(false);
  });
});

test('every rule is answered with the values of both sides, also after one that is not met', () => {
  const findings = judge(aLabourer({ age: 60, payFloorFen: 400_000 }), aJob({ ageMax: 55 }));
  expect(findings.map((finding) => finding.rule)).toEqual([...RULES]);
  expect(findings.filter((finding) => !finding.met)).toEqual([
    { rule: 'pay_floor', met: false, labourer: 400_000, job: 300_000 },
    { rule: 'age', met: false, labourer: 60, job: { min: null, max: 55 } },
  ]);
});
