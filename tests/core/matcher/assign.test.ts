import { assign, BEYOND, bonusOf, FLOOR, PLEDGE, placesOf } from '@songgang/search/matcher/assign.ts';
import type { Candidates } from '@songgang/search/matcher/flow.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

type Edge = readonly [person: number, job: number, score: number];

interface Problem {
  readonly edges: Edge[];
  readonly need: number[];
  readonly total: number[];
  readonly cap: number[];
  readonly prospects?: number[];
  readonly kept?: number[];
}

const candidates = (people: number, edges: readonly Edge[]): Candidates => {
  const start = new Int32Array(people + 1);
  for (const [person] of edges) start[person + 1] = (start[person + 1] as number) + 1;
  for (let i = 0; i < people; i++) start[i + 1] = (start[i + 1] as number) + (start[i] as number);
  return { start, job: Int32Array.from(edges, (e) => e[1]), score: Int32Array.from(edges, (e) => e[2]) };
};

const solve = ({ edges, need, total, cap, prospects, kept }: Problem) => {
  const places = {
    floor: Int32Array.from(need),
    total: Int32Array.from(total),
    ...(prospects && { prospects: Int32Array.from(prospects) }),
  };
  return assign(candidates(need.length, edges), places, Int32Array.from(cap), kept && Int32Array.from(kept)).tier;
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
      prospects: fc.option(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: people, maxLength: people }), {
        nil: undefined,
      }),
    });
  })
  .map((p) => ({ ...p, total: p.need }));

/** Scores, and for every person what their first, second … offer counts. */
function worthOf(taken: readonly Edge[], { need, prospects }: Problem): number {
  const scores = taken.reduce((sum, edge) => sum + edge[2], 0);
  if (!prospects) return scores;
  return need.reduce((sum, owed, i) => {
    const offers = taken.filter((edge) => edge[0] === i).length;
    const bonuses = Array.from({ length: offers }, (_, n) => bonusOf(owed - n, prospects[i] as number));
    return sum + bonuses.reduce((a, b) => a + b, 0);
  }, scores);
}

/** Every choice of edges tried: the most offers, then the greatest sum. */
function bestByTrial(problem: Problem): { offers: number; sum: number } {
  const { edges, need, cap } = problem;
  let best = { offers: 0, sum: 0 };
  for (let choice = 0; choice < 1 << edges.length; choice++) {
    const taken = edges.filter((_, k) => choice & (1 << k));
    const isAllowed =
      need.every((most, i) => taken.filter((e) => e[0] === i).length <= most) &&
      cap.every((most, j) => taken.filter((e) => e[1] === j).length <= most);
    if (!isAllowed || taken.length < best.offers) continue;
    const sum = worthOf(taken, problem);
    if (taken.length > best.offers || sum > best.sum) best = { offers: taken.length, sum };
  }
  return best;
}

/** Whether two people have the same jobs at the same scores: their shares are evened out whatever the sum. */
function hasEquals({ edges, need, cap }: Problem): boolean {
  const rows = need.map((_, i) =>
    edges.filter((e) => e[0] === i && need[i] && cap[e[1]]).map((e) => e.slice(1).join()),
  );
  const known = rows.filter((row) => row.length > 0).map((row) => row.join(' '));
  return new Set(known).size < known.length;
}

const A_STEP = 1_000;

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
    const best = bestByTrial(problem);
    expect(taken.length).toBe(best.offers);
    if (hasEquals(problem)) return;
    // Scores are a hundred steps of the auction apart, so without bonuses the sum must be the greatest, not near it.
    const short = best.sum - worthOf(taken, problem);
    expect(short).toBeLessThanOrEqual(problem.prospects ? A_STEP * best.offers : 0);
  });
  fc.assert(property, { numRuns: 4_000, seed: 5 });
});

test('where not everybody can be served, a first offer comes before a second, however it suits', () => {
  const edges: Edge[] = [
    [0, 0, 150_000],
    [0, 1, 150_000],
    [1, 0, 100_000],
    [1, 1, 100_000],
  ];
  const problem = { edges, need: [2, 2], total: [2, 2], cap: [1, 1], prospects: [9, 9] };
  const tier = solve(problem);
  expect([0, 1].map((i) => edges.filter((edge, e) => edge[0] === i && tier[e]).length)).toEqual([1, 1]);
  expect([...solve({ ...problem, prospects: undefined })]).toEqual([FLOOR, FLOOR, 0, 0]);
});

test('of two who are owed as much, the one with fewer to hope for comes first, and the one owed more of two alike', () => {
  const edges: Edge[] = [
    [0, 0, 400_000],
    [1, 0, 100_000],
  ];
  const problem = { edges, need: [3, 3], total: [3, 3], cap: [1] };
  expect([...solve({ ...problem, prospects: [30, 1] })]).toEqual([0, FLOOR]);
  expect([...solve({ ...problem, prospects: [30, 30] })]).toEqual([FLOOR, 0]);
  expect([...solve({ ...problem, need: [1, 5], total: [1, 5], prospects: [30, 30] })]).toEqual([0, FLOOR]);
});

test('a bonus never falls with what is owed, never rises with the prospects or with the offers made', () => {
  for (let owed = 1; owed <= 5; owed++) {
    for (let prospects = 0; prospects < 60; prospects++) {
      expect(bonusOf(owed, prospects)).toBeGreaterThan(bonusOf(owed - 1, prospects));
      expect(bonusOf(owed, prospects)).toBeGreaterThan(bonusOf(owed, prospects + 1));
    }
  }
  expect(bonusOf(0, 0)).toBe(0);
});

test('places kept for the promise to those still to come are given to nobody beyond it', () => {
  const edges: Edge[] = [
    [0, 0, 300_000],
    [1, 0, 300_000],
    [1, 1, 100_000],
  ];
  const problem = { edges, need: [0, 1], total: [5, 5], cap: [3, 2] };
  expect([...solve({ ...problem, kept: [1, 2] })]).toEqual([BEYOND, FLOOR, 0]);
  expect([...solve({ ...problem, kept: [2, 1] })]).toEqual([0, FLOOR, BEYOND]);
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
