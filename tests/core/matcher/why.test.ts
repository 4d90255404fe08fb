import { explain } from '@songgang/search/matcher/why.ts';
import { expect, test } from 'vitest';
import { aJob, aLabourer } from './builders.ts';

test.each([
  ['delivered', { deliveredJobIds: ['j1'], offersThisYear: 1, unanswered: 1 }, {}, { wasDelivered: true }],
  ['rule_not_met', { age: 60 }, { ageMax: 55 }, { wasDelivered: false }],
  ['hand_full', { offersThisYear: 5, unanswered: 5 }, {}, { wasDelivered: false }],
  ['vacancy_full', {}, { capLeft: 0 }, { wasDelivered: false }],
  ['others_first', {}, { capLeft: 0 }, { wasDelivered: false, filledBy: 6 }],
  ['offered_next', {}, {}, { wasDelivered: false }],
] as const)('%s', (verdict, l, j, state) => {
  const why = explain(aLabourer(l), aJob(j), state);
  expect(why.verdict).toBe(verdict);
  expect(why.findings).toHaveLength(13);
  expect(why.score === null).toBe(verdict === 'rule_not_met');
});

test('what was delivered is explained by the rules as they stood, not by its own delivery', () => {
  const why = explain(aLabourer({ deliveredJobIds: ['j1'] }), aJob(), { wasDelivered: true });
  expect(why.findings.every((finding) => finding.met)).toBe(true);
});

test('the state of promise, hand and vacancy is told beside the findings', () => {
  const why = explain(aLabourer({ offersThisYear: 3, unanswered: 4 }), aJob({ capLeft: 2 }), { wasDelivered: false });
  expect(why).toMatchObject({
    labourer: { offersThisYear: 3, owed: 2, unanswered: 4, places: 2 },
    job: { capLeft: 2 },
  });
});
