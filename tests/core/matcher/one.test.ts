import { match } from '@songgang/search/matcher/match.ts';
import type { JobFacts, LabourerFacts } from '@songgang/search/matcher/model.ts';
import type { Offer } from '@songgang/search/matcher/run.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PATIENCE, populations, RUNS } from './populations.ts';

/** What the register looks like once the offers of a run are delivered. */
function delivered(labourers: LabourerFacts[], jobs: JobFacts[], offers: readonly Offer[]) {
  const to = (id: string) => offers.filter((offer) => offer.labourerId === id).map((offer) => offer.jobId);
  return {
    labourers: labourers.map((l) => ({
      ...l,
      offersThisYear: l.offersThisYear + to(l.id).length,
      unanswered: l.unanswered + to(l.id).length,
      deliveredJobIds: [...l.deliveredJobIds, ...to(l.id)],
    })),
    jobs: jobs.map((j) => ({ ...j, capLeft: j.capLeft - offers.filter((offer) => offer.jobId === j.id).length })),
  };
}

const told = (offers: readonly Offer[]) =>
  offers.map(({ labourerId, jobId, score, tier }) => `${labourerId} ${jobId} ${score} ${tier}`).sort();

test('a second run on the same day adds nothing', () => {
  const property = fc.property(populations, ({ labourers, jobs }) => {
    const after = delivered(labourers, jobs, match(labourers, jobs, 1).offers);
    expect(told(match(after.labourers, after.jobs, 1).offers)).toEqual([]);
  });
  fc.assert(property, { numRuns: 500, seed: 6 });
});

test(
  'a new job matched by itself is filled as a full run would fill it',
  () => {
    let filled = 0;
    const property = fc.property(populations, ({ labourers, jobs: [newcomer, ...others] }) => {
      fc.pre(newcomer !== undefined);
      const after = delivered(labourers, others, match(labourers, others, 1).offers);
      const alone = match(after.labourers, [newcomer], 1).offers;
      filled += alone.length;
      expect(told(alone)).toEqual(told(match(after.labourers, [newcomer, ...after.jobs], 1).offers));
    });
    fc.assert(property, { numRuns: RUNS, seed: 7 });
    expect(filled).toBeGreaterThan(RUNS / 10);
  },
  PATIENCE,
);

test(
  'a new labourer matched alone is given what a full run would give',
  () => {
    let given = 0;
    const property = fc.property(populations, ({ labourers: [newcomer, ...others], jobs }) => {
      fc.pre(newcomer !== undefined);
      const after = delivered(others, jobs, match(others, jobs, 1).offers);
      const alone = match([newcomer], after.jobs, 1).offers;
      given += alone.length;
      expect(told(alone)).toEqual(told(match([newcomer, ...after.labourers], after.jobs, 1).offers));
    });
    fc.assert(property, { numRuns: RUNS, seed: 8 });
    expect(given).toBeGreaterThan(RUNS / 10);
  },
  PATIENCE,
);

test('no run gives anyone a job twice, one that does not fit, more than their places, or a job more than its cap', () => {
  const property = fc.property(populations, ({ labourers, jobs }) => {
    const { offers } = match(labourers, jobs, 1);
    const after = delivered(labourers, jobs, offers);
    for (const j of after.jobs) expect(j.capLeft).toBeGreaterThanOrEqual(0);
    for (const l of after.labourers) {
      const before = labourers.find((one) => one.id === l.id) as LabourerFacts;
      const most = Math.max(5 - before.offersThisYear, 5 - before.unanswered, 0);
      expect(l.offersThisYear - before.offersThisYear).toBeLessThanOrEqual(most);
    }
    expect(new Set(offers.map((offer) => `${offer.labourerId} ${offer.jobId}`)).size).toBe(offers.length);
  });
  fc.assert(property, { numRuns: 500, seed: 9 });
});
