import { reasons, score } from '@songgang/search/matcher/score.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aJob, aLabourer } from './builders.ts';
import { populations } from './populations.ts';

const home = { lat: 35, lng: 118 };
const gains = (better: number, worse: number) => expect(better).toBeGreaterThan(worse);

test('every score is a whole number from 0 to 999,999, the same each time', () => {
  const property = fc.property(populations, ({ labourers, jobs }) => {
    for (const l of labourers) {
      for (const j of jobs) {
        const points = score(l, j);
        expect(Number.isInteger(points) && points >= 0 && points <= 999_999).toBe(true);
        expect(score(structuredClone(l), structuredClone(j))).toBe(points);
        expect(reasons(l, j).length).toBeLessThanOrEqual(4);
      }
    }
  });
  fc.assert(property, { numRuns: 100, seed: 4 });
});

test('a closer skill, a better grade, a closer wish count more', () => {
  const withSkill = (code: string, grade: 'can_do' | 'certified') =>
    score(aLabourer({ skills: [{ code, grade }] }), aJob());
  gains(withSkill('100101', 'certified'), withSkill('100101', 'can_do'));
  gains(withSkill('100101', 'can_do'), withSkill('1001', 'can_do'));
  gains(withSkill('1001', 'can_do'), withSkill('100102', 'can_do'));
  gains(withSkill('100102', 'can_do'), withSkill('110101', 'certified'));
  const withWish = (wish: string) => score(aLabourer({ wishes: [wish] }), aJob());
  gains(withWish('100101'), withWish('1001'));
  gains(withWish('1001'), withWish('10'));
});

test('nearer counts more, by the ground where both ends have a point and by the tree otherwise', () => {
  const at = (lat: number) => score(aLabourer({ point: home }), aJob({ point: { lat, lng: 118 } }));
  gains(at(35.01), at(35.1));
  const by = (regionCode: string) => score(aLabourer(), aJob({ regionCode }));
  gains(by('371311001201'), by('371311001202'));
  gains(by('371311001202'), by('371311002201'));
  gains(by('371311002201'), by('371302000000'));
});

test('pay over the floor, a post made for the disability, an idle household and a fresh posting count', () => {
  gains(score(aLabourer(), aJob({ payMinFen: 350_000 })), score(aLabourer(), aJob({ payMinFen: 300_000 })));
  const disabled = aLabourer({ disabilityKind: 'physical' });
  gains(score(disabled, aJob({ suits: ['physical'] })), score(disabled, aJob({ suits: ['visual'] })));
  gains(score(disabled, aJob({ suits: ['physical'] })), score(aLabourer(), aJob({ suits: ['physical'] })));
  gains(score(aLabourer({ zeroEmploymentHousehold: true }), aJob()), score(aLabourer(), aJob()));
  gains(score(aLabourer(), aJob({ ageDays: 1 })), score(aLabourer(), aJob({ ageDays: 20 })));
});

test('a bed counts only away from home, meals only away from the town or where needed', () => {
  const near = aJob();
  expect(score(aLabourer(), { ...near, hasLodging: true, hasBoard: true })).toBe(score(aLabourer(), near));
  gains(
    score(aLabourer({ needsBoard: true }), { ...near, hasBoard: true }),
    score(aLabourer({ needsBoard: true }), near),
  );
  const far = aJob({ regionCode: '320583000000' });
  gains(score(aLabourer(), { ...far, hasLodging: true }), score(aLabourer(), far));
});

test('reasons: the skill, the way, the pay and the meals, in that order, four at most', () => {
  const sewing = aLabourer({ point: home, skills: [{ code: '1001', grade: 'can_do' }], shifts: ['day'] });
  const workshop = aJob({ point: { lat: 35.018, lng: 118 }, payMinFen: 320_000, hasBoard: true });
  expect(reasons(sewing, workshop)).toEqual([
    { code: 'skill', value: '1001' },
    { code: 'distance', value: 2002 },
    { code: 'pay', value: 320_000 },
    { code: 'board', value: '371311001201' },
  ]);
  const homework = aJob({ kind: 'home_based', suits: ['physical'] });
  const codes = reasons(aLabourer({ disabilityKind: 'physical', wishes: ['10'] }), homework).map((r) => r.code);
  expect(codes).toEqual(['suits', 'wish', 'home_based', 'pay']);
});
