import { match } from '@songgang/search/matcher/match.ts';
import { fits } from '@songgang/search/matcher/rule.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aJob, aLabourer } from './builders.ts';
import { populations } from './populations.ts';

const shortageOf = (...given: [Parameters<typeof match>[0], Parameters<typeof match>[1]]) =>
  match(...given, 1).shortage;

test('three who sew and want one offer more, two places: sewing is missing in the town, and its employer is asked', () => {
  const sewing = { wishes: ['1001'], offersThisYear: 4 };
  const people = ['a', 'b', 'c'].map((id, n) => aLabourer({ id, ...sewing, regionCode: `37131100120${n}` }));
  const { offersMissing, missing } = shortageOf(people, [aJob({ occupationCode: '100101', capLeft: 2 })]);
  expect(offersMissing).toBe(1);
  expect(missing).toEqual([
    { occupationCode: '1001', townCode: '371311001000', people: 1, offers: 1, vacancies: 1, fullJobIds: ['j1'] },
  ]);
});

test('who lacks three offers needs three different vacancies, which serve everybody of the trade in the town', () => {
  const people = [2, 3, 4].map((offersThisYear) =>
    aLabourer({ id: `l${offersThisYear}`, wishes: ['1001'], offersThisYear }),
  );
  expect(shortageOf(people, [])).toMatchObject({
    offersMissing: 6,
    missing: [{ occupationCode: '1001', people: 3, offers: 6, vacancies: 3, fullJobIds: [] }],
  });
});

test('where everybody is served nothing is missing', () => {
  const jobs = Array.from({ length: 5 }, (_, n) => aJob({ id: `j${n}` }));
  expect(shortageOf([aLabourer()], jobs)).toEqual({ offersMissing: 0, missing: [], relaxations: [] });
});

test('a limit given up is told with the nearest place and the highest pay that then fit', () => {
  const jobs = [
    aJob({ id: 'near', regionCode: '371302000000' }),
    aJob({ id: 'far', regionCode: '320583000000' }),
    aJob({ id: 'low', payMinFen: 150_000 }),
    aJob({ id: 'lower', payMinFen: 120_000 }),
    aJob({ id: 'full', payMinFen: 190_000, capLeft: 0 }),
    aJob({ id: 'both', payMinFen: 150_000, regionCode: '371302000000' }),
  ];
  expect(shortageOf([aLabourer({ offersThisYear: 4 })], jobs).relaxations).toEqual([
    { labourerId: 'l1', limit: 'reach', to: 'prefecture', jobs: 1 },
    { labourerId: 'l1', limit: 'pay_floor', to: 150_000, jobs: 1 },
  ]);
});

test('everyone short stands in exactly one line, and a relaxation told makes something fit', () => {
  const property = fc.property(populations, ({ labourers, jobs }) => {
    const { offers, shortage } = match(labourers, jobs, 1);
    const lacking = labourers.map((l) => {
      const kept = offers.filter((offer) => offer.labourerId === l.id && offer.tier === 'floor').length;
      return Math.max(0, 5 - l.offersThisYear) - kept;
    });
    expect(shortage.offersMissing).toBe(lacking.reduce((a, b) => a + b, 0));
    expect(shortage.missing.reduce((sum, line) => sum + line.people, 0)).toBe(lacking.filter((n) => n > 0).length);
    for (const { labourerId, limit, to, jobs: count } of shortage.relaxations) {
      const l = labourers.find((one) => one.id === labourerId);
      if (!l) throw new Error(`nobody is called ${labourerId}`);
      const changed = limit === 'reach' ? { ...l, reach: to as typeof l.reach } : { ...l, payFloorFen: to as number };
      const newly = jobs.filter((j) => fits(changed, j) && !fits(l, j));
      expect(newly.length).toBeGreaterThanOrEqual(count);
      expect(count).toBeGreaterThan(0);
    }
  });
  fc.assert(property, { numRuns: 1_000, seed: 11 });
});
