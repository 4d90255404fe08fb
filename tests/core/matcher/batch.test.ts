import { BatchJudge } from '@songgang/search/matcher/batch.ts';
import { match } from '@songgang/search/matcher/match.ts';
import { judgePlainly } from '@songgang/search/matcher/plain.ts';
import { withProspects } from '@songgang/search/matcher/prospects.ts';
import { matchAll } from '@songgang/search/matcher/run.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aJob, aLabourer } from './builders.ts';
import { PATIENCE, populations, RUNS } from './populations.ts';

test(
  'the batch says of every pair what the plain double loop says, score and all',
  () => {
    let suitable = 0;
    const property = fc.property(populations, ({ labourers, jobs }) => {
      const plain = judgePlainly(labourers, jobs);
      const batch = new BatchJudge(jobs).judge(labourers, Number.POSITIVE_INFINITY);
      suitable += plain.job.length;
      expect({ start: batch.start, job: batch.job, score: batch.score }).toEqual(plain);
    });
    fc.assert(property, { numRuns: RUNS, seed: 20_161_128 });
    expect(suitable).toBeGreaterThan(RUNS);
  },
  PATIENCE,
);

test('keeping the best candidates only leaves out none that scores more than one kept', () => {
  const property = fc.property(populations, fc.integer({ min: 1, max: 4 }), ({ labourers, jobs }, most) => {
    const all = judgePlainly(labourers, jobs);
    const kept = new BatchJudge(jobs).judge(labourers, most);
    labourers.forEach((_, i) => {
      const scores = all.score
        .slice(all.start[i], all.start[i + 1])
        .sort()
        .reverse();
      expect(
        kept.score
          .slice(kept.start[i], kept.start[i + 1])
          .sort()
          .reverse(),
      ).toEqual(scores.slice(0, most));
      expect(kept.suitable[i]).toBe(scores.length);
    });
  });
  fc.assert(property, { numRuns: 300, seed: 1 });
});

test('where there is room for so many all told everybody keeps their best, as many as any other, and those alike are told', () => {
  const sizes = fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), least: fc.integer({ min: 1, max: 3 }) });
  const property = fc.property(populations, sizes, ({ labourers, jobs }, { share, least }) => {
    const all = judgePlainly(labourers, jobs);
    const room = Math.ceil(share * all.job.length);
    const kept = new BatchJudge(jobs).judge(labourers, least, undefined, room);
    const row = (of: typeof all, i: number) => ({
      jobs: of.job.subarray(of.start[i], of.start[i + 1]),
      scores: of.score.subarray(of.start[i], of.start[i + 1]),
    });
    const most = labourers.reduce((longest, _, i) => Math.max(longest, row(kept, i).jobs.length), least);
    labourers.forEach((_, i) => {
      const [own, every] = [row(kept, i), row(all, i)];
      expect(own.scores.toSorted().reverse()).toEqual(every.scores.toSorted().reverse().slice(0, most));
      expect(kept.suitable[i]).toBe(every.jobs.length);
      for (let other = 0; other < i; other++) {
        const isAlike =
          every.jobs.length > least && String(Object.values(every)) === String(Object.values(row(all, other)));
        expect(kept.mark[i] !== 0 && kept.mark[i] === kept.mark[other]).toBe(isAlike);
      }
    });
    if (most > least) expect(kept.job.length).toBeLessThanOrEqual(room);
  });
  fc.assert(property, { numRuns: 500, seed: 4 });
});

test('a run over few first candidates ends as good as one over all of them', () => {
  const worth = (result: ReturnType<typeof match>) => {
    const floor = result.offers.filter((offer) => offer.tier === 'floor');
    return [floor.length, result.suitablePairs];
  };
  const property = fc.property(populations, ({ labourers, jobs }) => {
    fc.pre(labourers.length > 0);
    expect(worth(match(labourers, jobs, 1, undefined, 0))).toEqual(worth(match(labourers, jobs, 1)));
  });
  fc.assert(property, { numRuns: 500, seed: 2 });
});

test('the thread gives what the plain call gives, whatever the order of the input', async () => {
  const labourers = Array.from({ length: 30 }, (_, n) => aLabourer({ id: `l${n}`, age: 30 + n }));
  const jobs = Array.from({ length: 20 }, (_, n) => aJob({ id: `j${n}`, payMinFen: 250_000 + 1_000 * n, capLeft: 4 }));
  const result = await matchAll(labourers.toReversed(), jobs.toReversed(), { seed: 7 });
  expect(result).toEqual(match(labourers, jobs, 7));
  expect(result).toMatchObject({ pairsJudged: 600, suitablePairs: 600, jobsAtCap: 20 });
  expect(result.offers).toHaveLength(80);
});

test('told of past postings, the thread counts anew what everybody may hope for, and serves first who has few', async () => {
  const labourers = ['few', 'many'].map((id) =>
    aLabourer({ id, wishes: [id === 'few' ? '100101' : '10'], prospects: 1 }),
  );
  const jobs = [aJob({ id: 'j', capLeft: 1 })];
  const past = Array.from({ length: 30 }, (_, n) => aJob({ id: `p${n}`, occupationCode: '100102' }));
  for (const seed of [1, 2, 3, 4]) {
    const { offers } = await matchAll(labourers, jobs, { seed, past });
    expect(offers.map((offer) => offer.labourerId)).toEqual(['few']);
    const counted = withProspects(labourers, [...jobs, ...past]);
    expect(counted.map(({ prospects }) => prospects)).toEqual([1, 31]);
    expect(offers).toEqual(match(counted, jobs, seed).offers);
  }
});

test('nobody to match, or nothing to match with, is a result and not an error', async () => {
  expect(await matchAll([], [aJob()], { seed: 1 })).toMatchObject({ offers: [], pairsJudged: 0, short: [] });
  const alone = await matchAll([aLabourer()], [], { seed: 1 });
  expect(alone).toMatchObject({ offers: [], labourersWithFive: 0, short: [{ reason: 'no_jobs', count: 1 }] });
});

test('an aborted run rejects with the reason and ends its thread', async () => {
  const stop = new AbortController();
  const labourers = Array.from({ length: 5_000 }, (_, n) => aLabourer({ id: `l${n}` }));
  const running = matchAll(labourers, [aJob()], { seed: 1, signal: stop.signal });
  stop.abort(new Error('stopped by hand'));
  await expect(running).rejects.toThrow('stopped by hand');
});
