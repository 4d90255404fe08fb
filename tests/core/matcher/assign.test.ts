import { assign, BEYOND, FLOOR, MERIT_OF_OWED, PLEDGE, placesOf } from '@songgang/search/matcher/assign.ts';
import type { Candidates } from '@songgang/search/matcher/flow.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

type Edge = readonly [person: number, job: number, score: number];

interface Problem {
  readonly edges: Edge[];
  readonly need: number[];
  readonly total: number[];
  readonly cap: number[];
}

const candidates = (people: number, edges: readonly Edge[]): Candidates => {
  const start = new Int32Array(people + 1);
  for (const [person] of edges) start[person + 1] = (start[person + 1] as number) + 1;
  for (let i = 0; i < people; i++) start[i + 1] = (start[i + 1] as number) + (start[i] as number);
  return { start, job: Int32Array.from(edges, (e) => e[1]), score: Int32Array.from(edges, (e) => e[2]) };
};

const solve = ({ edges, need, total, cap }: Problem) => {
  const places = { floor: Int32Array.from(need), total: Int32Array.from(total) };
  return assign(candidates(need.length, edges), places, Int32Array.from(cap)).tier;
};

const problems: fc.Arbitrary<Problem> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([people, jobs]) => {
    const pairs = Array.from({ length: people * jobs }, (_, k) => [Math.floor(k / jobs), k % jobs] as const);
    return fc.record({
      edges: fc
        .subarray(pairs, { maxLength: Math.min(11, pairs.length) })
        .chain((kept) =>
          fc.tuple(...kept.map(([i, j]) => fc.integer({ min: 0, max: 9 }).map((s): Edge => [i, j, s * 100_000]))),
        ),
      need: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: people, maxLength: people }),
      cap: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: jobs, maxLength: jobs }),
    });
  })
  .map((p) => ({ ...p, total: p.need }));

const worthOf = ([person, , score]: Edge, need: readonly number[]) => score + (need[person] as number) * MERIT_OF_OWED;

/** Every choice of edges tried: the most offers, then the greatest sum. */
function bestByTrial({ edges, need, cap }: Problem): { offers: number; sum: number } {
  let best = { offers: 0, sum: 0 };
  for (let choice = 0; choice < 1 << edges.length; choice++) {
    const taken = edges.filter((_, k) => choice & (1 << k));
    const isAllowed =
      need.every((most, i) => taken.filter((e) => e[0] === i).length <= most) &&
      cap.every((most, j) => taken.filter((e) => e[1] === j).length <= most);
    const sum = taken.reduce((s, e) => s + worthOf(e, need), 0);
    const isBetter = taken.length > best.offers || (taken.length === best.offers && sum > best.sum);
    if (isAllowed && isBetter) best = { offers: taken.length, sum };
  }
  return best;
}

test('as many promised offers as any choice can keep, and of those the greatest sum, under need and cap', () => {
  const property = fc.property(problems, (problem) => {
    const tier = solve(problem);
    const taken = problem.edges.filter((_, e) => tier[e] === FLOOR);
    problem.need.forEach((most, i) => {
      expect(taken.filter((edge) => edge[0] === i).length).toBeLessThanOrEqual(most);
    });
    problem.cap.forEach((most, j) => {
      expect(taken.filter((edge) => edge[1] === j).length).toBeLessThanOrEqual(most);
    });
    // Scores are a hundred steps of the auction apart, so the sum must be the greatest and not merely near it.
    const found = { offers: taken.length, sum: taken.reduce((sum, e) => sum + worthOf(e, problem.need), 0) };
    expect(found).toEqual(bestByTrial(problem));
  });
  fc.assert(property, { numRuns: 2_000, seed: 5 });
});

test('a scarce job is kept for the one who has no other', () => {
  const edges: Edge[] = [
    [0, 0, 900_000],
    [0, 1, 100],
    [1, 0, 100],
  ];
  expect([...solve({ edges, need: [1, 1], total: [1, 1], cap: [1, 1] })]).toEqual([0, FLOOR, FLOOR]);
});

test('the promise to one comes before a better offer beyond the promise to another', () => {
  const edges: Edge[] = [
    [0, 0, 900_000],
    [1, 0, 100],
  ];
  expect([...solve({ edges, need: [0, 1], total: [5, 5], cap: [1] })]).toEqual([0, FLOOR]);
});

test('what is left over goes beyond the promise up to the places in hand, best first', () => {
  const edges: Edge[] = [
    [0, 0, 300_000],
    [0, 1, 900_000],
    [0, 2, 600_000],
  ];
  expect([...solve({ edges, need: [1], total: [2], cap: [1, 1, 1] })]).toEqual([0, FLOOR, BEYOND]);
});

test('people with the same jobs at the same scores get shares that differ by one at most', () => {
  const shape = fc.record({
    people: fc.integer({ min: 2, max: 9 }),
    caps: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 7 }),
    need: fc.integer({ min: 0, max: 5 }),
  });
  const property = fc.property(shape, ({ people, caps, need }) => {
    const everybody = Array.from({ length: people }, (_, i) => i);
    const edges = everybody.flatMap((i) => caps.map((_, j): Edge => [i, j, 1_000 * j]));
    const tier = solve({ edges, need: everybody.map(() => need), total: everybody.map(() => 5), cap: caps });
    const shares = everybody.map((i) => edges.filter((edge, e) => edge[0] === i && tier[e]).length);
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
  });
  fc.assert(property, { numRuns: 500, seed: 3 });
});

test.each([
  { had: 0, unanswered: 0, places: { floor: 5, total: 5 } },
  { had: 4, unanswered: 4, places: { floor: 1, total: 1 } },
  { had: 5, unanswered: 5, places: { floor: 0, total: 0 } },
  { had: 5, unanswered: 3, places: { floor: 0, total: 2 } },
  { had: 9, unanswered: 0, places: { floor: 0, total: 5 } },
  { had: 0, unanswered: 3, places: { floor: 5, total: 5 } },
  { had: 6, unanswered: 6, places: { floor: 0, total: 0 } },
])('$had offers had, $unanswered unanswered → $places', ({ had, unanswered, places }) => {
  expect(placesOf({ offersThisYear: had, unanswered }, PLEDGE)).toEqual(places);
});
