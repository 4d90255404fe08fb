import { assign, BEYOND, FLOOR, PLEDGE, placesOf } from '@songgang/search/matcher/assign.ts';
import type { Candidates } from '@songgang/search/matcher/flow.ts';
import { bonusOf, pointsForFirst } from '@songgang/search/matcher/precedence.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

type Edge = readonly [person: number, job: number, score: number];

interface Problem {
  readonly edges: Edge[];
  readonly need: number[];
  readonly total: number[];
  readonly cap: number[];
  /** Of each person: offers had this year, and postings that suit them. */
  readonly standing?: { had: number[]; prospects: number[] };
  readonly kept?: number[];
}

const candidates = (people: number, edges: readonly Edge[]): Candidates => {
  const start = new Int32Array(people + 1);
  for (const [person] of edges) start[person + 1] = (start[person + 1] as number) + 1;
  for (let i = 0; i < people; i++) start[i + 1] = (start[i + 1] as number) + (start[i] as number);
  return { start, job: Int32Array.from(edges, (e) => e[1]), score: Int32Array.from(edges, (e) => e[2]) };
};

const solve = ({ edges, need, total, cap, standing, kept }: Problem) => {
  const [had, prospects] = [Int32Array.from(standing?.had ?? []), Int32Array.from(standing?.prospects ?? [])];
  const places = {
    floor: Int32Array.from(need),
    total: Int32Array.from(total),
    ...(standing && { standing: { had, prospects } }),
  };
  return assign(candidates(need.length, edges), places, Int32Array.from(cap), kept && Int32Array.from(kept)).tier;
};

const problems: fc.Arbitrary<Problem> = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
  .chain(([people, jobs]) => {
    const pairs = Array.from({ length: people * jobs }, (_, k) => [Math.floor(k / jobs), k % jobs] as const);
    const each = (max: number) => fc.array(fc.integer({ min: 0, max }), { minLength: people, maxLength: people });
    return fc.record({
      edges: fc
        .subarray(pairs, { maxLength: Math.min(11, pairs.length) })
        .chain((kept) =>
          fc.tuple(...kept.map(([i, j]) => fc.integer({ min: 0, max: 9 }).map((s): Edge => [i, j, s * 100_000]))),
        ),
      need: each(3),
      cap: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: jobs, maxLength: jobs }),
      standing: fc.option(fc.record({ had: each(2), prospects: each(9) }), { nil: undefined }),
    });
  })
  .map((p) => ({ ...p, total: p.need }));

/** Scores, and for every person what their first, second … offer counts. */
function worthOf(taken: readonly Edge[], { edges, need, cap, standing }: Problem): number {
  const scores = taken.reduce((sum, edge) => sum + edge[2], 0);
  if (!standing) return scores;
  const open = (i: number) => edges.filter((edge) => edge[0] === i && (cap[edge[1]] as number) > 0).length;
  const wanted = need.reduce((sum, owed, i) => sum + Math.min(owed, open(i)), 0);
  const first = pointsForFirst(wanted, taken.length);
  return need.reduce((sum, owed, i) => {
    const one = { had: standing.had[i] as number, owed, prospects: standing.prospects[i] as number };
    const offers = taken.filter((edge) => edge[0] === i).length;
    const bonuses = Array.from({ length: offers }, (_, n) => bonusOf(one, n, first));
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
    expect(short).toBeLessThanOrEqual(problem.standing ? A_STEP * best.offers : 0);
  });
  fc.assert(property, { numRuns: 4_000, seed: 5 });
});

const fresh = (...prospects: number[]) => ({ had: prospects.map(() => 0), prospects });

test('where not everybody can be served, a first offer comes before a second that suits a little better', () => {
  const edges = (better: number): Edge[] => [
    [0, 0, 100_000 + better],
    [0, 1, 100_000 + better],
    [1, 0, 100_000],
    [1, 1, 100_000],
  ];
  const problem = { need: [2, 2], total: [2, 2], cap: [1, 1], standing: fresh(9, 9) };
  const shares = (given: readonly Edge[], tier: Uint8Array) =>
    [0, 1].map((i) => given.filter((edge, e) => edge[0] === i && tier[e]).length);
  const [near, far] = [edges(20_000), edges(200_000)];
  expect(shares(near, solve({ ...problem, edges: near }))).toEqual([1, 1]);
  expect(shares(far, solve({ ...problem, edges: far }))).toEqual([2, 0]);
  expect(shares(near, solve({ ...problem, edges: near, standing: undefined }))).toEqual([2, 0]);
});

test('whoever had less this year comes first, however another suits, but for who had more of the little there is', () => {
  const edges: Edge[] = [
    [0, 0, 400_000],
    [1, 0, 100_000],
  ];
  const problem = { edges, need: [4, 5], total: [4, 5], cap: [1] };
  expect([...solve({ ...problem, standing: { had: [1, 0], prospects: [30, 30] } })]).toEqual([0, FLOOR]);
  expect([...solve({ ...problem, standing: { had: [1, 0], prospects: [2, 30] } })]).toEqual([FLOOR, 0]);
  expect([...solve({ ...problem, need: [5, 5], total: [5, 5], standing: fresh(30, 30) })]).toEqual([FLOOR, 0]);
});

test('of two who had as much and suit alike, the one with fewer to hope for comes first', () => {
  const edges: Edge[] = [
    [0, 0, 110_000],
    [1, 0, 100_000],
  ];
  const problem = { edges, need: [3, 3], total: [3, 3], cap: [1] };
  expect([...solve({ ...problem, standing: fresh(30, 1) })]).toEqual([0, FLOOR]);
  expect([...solve({ ...problem, standing: fresh(30, 30) })]).toEqual([FLOOR, 0]);
});

test('a bonus never rises with the offers made, with the prospects, or with what was had of the same promise', () => {
  for (let had = 0; had < 5; had++) {
    for (let prospects = had + 1; prospects < 60; prospects++) {
      const one = { had, owed: 5 - had, prospects };
      for (let given = 0; given < one.owed; given++) {
        const bonus = bonusOf(one, given, 22_000);
        expect(bonus).toBeGreaterThan(bonusOf(one, given + 1, 22_000));
        expect(bonus).toBeGreaterThanOrEqual(bonusOf({ ...one, prospects: prospects + 1 }, given, 22_000));
        expect(bonus).toBeGreaterThan(bonusOf({ had: had + 1, owed: one.owed - 1, prospects }, given, 22_000));
      }
    }
  }
  expect(bonusOf({ had: 5, owed: 0, prospects: 9 }, 0, 22_000)).toBe(0);
});

test('a first offer counts the more, the fewer of the promised offers cannot be kept', () => {
  expect([10, 50, 90].map((kept) => pointsForFirst(100, kept))).toEqual([20_000, 36_000, 180_000]);
  expect([pointsForFirst(100, 99), pointsForFirst(100, 100), pointsForFirst(0, 0)]).toEqual([1_000_000, 0, 0]);
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
