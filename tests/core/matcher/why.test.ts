import { match } from '@songgang/search/matcher/match.ts';
import { explain } from '@songgang/search/matcher/why.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aJob, aLabourer } from './builders.ts';
import { populations } from './populations.ts';

test.each([
  ['delivered', { deliveredJobIds: ['j1'], offersThisYear: 1, unanswered: 1 }, {}, { wasDelivered: true }],
  ['rule_not_met', { age: 60 }, { ageMax: 55 }, { wasDelivered: false }],
  ['hand_full', { offersThisYear: 5, unanswered: 5 }, {}, { wasDelivered: false }],
  ['vacancy_full', {}, { capLeft: 0 }, { wasDelivered: false }],
  ['others_first', {}, { capLeft: 0 }, { wasDelivered: false, filledBy: 6 }],
  ['offered_next', {}, {}, { wasDelivered: false }],
  ['kept_for_owed', { offersThisYear: 5 }, { capLeft: 1 }, { wasDelivered: false }],
  ['offered_next', { offersThisYear: 5 }, { capLeft: 2 }, { wasDelivered: false }],
  ['offered_next', { offersThisYear: 4 }, { capLeft: 1 }, { wasDelivered: false }],
  ['not_seeking', {}, {}, { wasDelivered: false, isSeeking: false }],
  ['job_closed', {}, {}, { wasDelivered: false, isOpen: false }],
  ['delivered', { deliveredJobIds: ['j1'] }, {}, { wasDelivered: true, isSeeking: false, isOpen: false }],
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

test('what the verdict promises is what a run does', () => {
  const property = fc.property(populations, ({ labourers, jobs }) => {
    const { offers } = match(labourers, jobs, 1);
    const given = new Set(offers.map(({ labourerId, jobId }) => `${labourerId} ${jobId}`));
    for (const l of labourers) {
      for (const j of jobs) {
        const { verdict } = explain(l, j, { wasDelivered: false });
        // A run gives nothing that the verdict before it forbids.
        if (given.has(`${l.id} ${j.id}`) && verdict !== 'kept_for_owed') expect(verdict).toBe('offered_next');
      }
    }
    const after = new Map(labourers.map((l) => [l.id, offers.filter((offer) => offer.labourerId === l.id)]));
    for (const l of labourers) {
      const own = after.get(l.id) ?? [];
      const held = {
        ...l,
        offersThisYear: l.offersThisYear + own.length,
        unanswered: l.unanswered + own.length,
        deliveredJobIds: [...l.deliveredJobIds, ...own.map((offer) => offer.jobId)],
      };
      for (const j of jobs) {
        const taken = offers.filter((offer) => offer.jobId === j.id).length;
        const { verdict } = explain(
          held,
          { ...j, capLeft: j.capLeft - taken },
          { wasDelivered: false, filledBy: taken },
        );
        // Nothing is left that a second run on the same day would bring.
        expect(verdict).not.toBe('offered_next');
      }
    }
  });
  fc.assert(property, { numRuns: 300, seed: 21 });
});
