import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DEFAULT_SHARES, drawSample, hashOf, type Sampled } from '../../../api/src/domains/subsidies/core/sampling.ts';

const employers = (count: number, placements = 30): Sampled[] =>
  Array.from({ length: count }, (_, i) => ({
    employerId: `e${i}`,
    placementIds: Array.from({ length: placements }, (_unused, j) => `p${i}-${j}`),
  }));

describe('a sample', () => {
  test.each([
    [10, 0.2, 2],
    [11, 0.2, 3],
    [35, 0.2, 7],
    [10, 0.4, 4],
    [1, 0.2, 1],
    [0, 0.2, 0],
  ])('of %i employers at %d takes %i', (count, share, drawn) =>
    expect(drawSample('2026-1', employers(count), { ...DEFAULT_SHARES, employers: share })).toHaveLength(drawn),
  );

  test.each([
    [1, 1],
    [2, 2],
    [9, 2],
    [10, 2],
    [11, 3],
    [35, 7],
    [100, 20],
    [1000, 20],
  ])('of %i placements takes %i', (count, drawn) =>
    expect(drawSample('s', employers(1, count))[0]?.placementIds).toHaveLength(drawn),
  );

  test.each([0.19, 0.41])('a share of %d is refused', (share) =>
    expect(() => drawSample('s', employers(3), { ...DEFAULT_SHARES, employers: share })).toThrow(RangeError),
  );

  test('whoever has the seed draws the same again, in whatever order the register is read', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.shuffledSubarray(employers(40), { minLength: 40, maxLength: 40 }),
        (seed, shuffled) => {
          expect(drawSample(seed, shuffled)).toEqual(drawSample(seed, employers(40)));
        },
      ),
    );
  });

  test('over many seeds every employer is drawn about as often', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 2000; seed += 1) {
      for (const { employerId } of drawSample(`seed ${seed}`, employers(20, 1)))
        counts.set(employerId, (counts.get(employerId) ?? 0) + 1);
    }
    expect(counts.size).toBe(20);
    for (const count of counts.values()) expect(Math.abs(count - 400)).toBeLessThan(90);
  });

  test('the hash is the one that was recorded with', () => expect(hashOf('songgang|1')).toBe(RECORDED));
});

/** Were the hash to change, no recorded draw could be repeated. */
const RECORDED = 440635818463837;
