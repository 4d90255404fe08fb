import { type Answer, replayYear } from '@songgang/search/matcher/simulate.ts';
import { expect, test } from 'vitest';
import { aJob, aLabourer } from './builders.ts';

const always = <Facts>(facts: Facts) => ({ facts, from: 0, until: 365 });
const silent = (): Answer => ({ afterDays: null, refusesOccupation: false });

test('jobs that come one after the other are offered as they come, and nobody who left is offered any', () => {
  const people = [always(aLabourer()), { facts: aLabourer({ id: 'gone' }), from: 0, until: 10 }];
  const jobs = [5, 50, 100].map((from, n) => ({ facts: aJob({ id: `j${n}` }), from, until: from + 5 }));
  const year = replayYear({ people, jobs }, 365, 1, silent);
  expect(year).toMatchObject({ runs: 365, offers: 4, kept: 4, best: { kept: 4 } });
});

test('beyond five a year an answer frees the hand, silence does not', () => {
  const jobs = Array.from({ length: 12 }, (_, n) => ({ facts: aJob({ id: `j${n}` }), from: 10 * n, until: 365 }));
  const town = { people: [always(aLabourer())], jobs };
  expect(replayYear(town, 365, 1, silent)).toMatchObject({ offers: 5, kept: 5 });
  const answered = replayYear(town, 365, 1, () => ({ afterDays: 3, refusesOccupation: false }));
  expect(answered).toMatchObject({ offers: 12, kept: 5 });
});

test('a refused occupation is not offered again', () => {
  const jobs = Array.from({ length: 4 }, (_, n) => ({ facts: aJob({ id: `j${n}` }), from: 10 * n, until: 365 }));
  const refuses = (): Answer => ({ afterDays: 1, refusesOccupation: true });
  expect(replayYear({ people: [always(aLabourer())], jobs }, 365, 1, refuses).offers).toBe(1);
});

test('the optimum keeps a scarce job for who comes later; daily runs cannot know', () => {
  const people = [
    always(aLabourer({ id: 'early', offersThisYear: 4 })),
    { facts: aLabourer({ id: 'late', offersThisYear: 4, reach: 'village' }), from: 100, until: 365 },
  ];
  const here = { facts: aJob({ id: 'here', capLeft: 1 }), from: 0, until: 365 };
  const away = { facts: aJob({ id: 'away', capLeft: 1, regionCode: '371311002201' }), from: 50, until: 365 };
  const year = replayYear({ people, jobs: [here, away] }, 365, 1, silent);
  expect([year.kept, year.best.kept]).toEqual([1, 2]);
});
