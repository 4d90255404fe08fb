import { match } from '@songgang/search/matcher/match.ts';
import type { LabourerFacts } from '@songgang/search/matcher/model.ts';
import { withProspects } from '@songgang/search/matcher/prospects.ts';
import { type Answer, type AnswerOf, replayYear, type Town } from '@songgang/search/matcher/simulate.ts';
import { replayInThread } from '@songgang/search/matcher/simulate-thread.ts';
import { answering } from '@songgang/search/matcher/year.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aJob, aLabourer } from './builders.ts';
import { populations } from './populations.ts';

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

const DAYS = 12;

/** Day by day a whole match of everybody there, judged anew: what the quick replay must come to. */
function replayPlainly({ people, jobs }: Town, seed: number, answerOf: AnswerOf): string[] {
  const facts = new Map(people.map((one) => [one.facts.id, { ...one.facts, unanswered: 0 }]));
  const caps = new Map(jobs.map(({ facts: { id, capLeft } }) => [id, capLeft]));
  const answers = Array.from({ length: DAYS }, (): string[] => []);
  const change = (id: string, over: (before: LabourerFacts) => Partial<LabourerFacts>) => {
    const before = facts.get(id) as LabourerFacts;
    facts.set(id, { ...before, unanswered: before.unanswered, ...over(before) });
  };
  const told: string[] = [];
  for (let day = 0; day < DAYS; day++) {
    for (const id of answers[day] as string[]) change(id, (l) => ({ unanswered: l.unanswered - 1 }));
    const here = people.filter((one) => one.from <= day && day < one.until).map((one) => facts.get(one.facts.id));
    const asOf = (one: (typeof jobs)[number]) => ({
      ...one.facts,
      capLeft: caps.get(one.facts.id) as number,
      ageDays: day - one.from,
    });
    const posted = jobs.filter((one) => one.from <= day);
    const labourers = withProspects(here as LabourerFacts[], posted.map(asOf));
    const { offers } = match(labourers, posted.filter((one) => day < one.until).map(asOf), seed);
    for (const { labourerId, jobId, score, tier } of offers) {
      caps.set(jobId, (caps.get(jobId) as number) - 1);
      const job = jobs.find((one) => one.facts.id === jobId) as (typeof jobs)[number];
      const { afterDays, refusesOccupation } = answerOf(labourerId, jobId);
      if (afterDays !== null) answers[day + afterDays]?.push(labourerId);
      change(labourerId, (l) => ({
        offersThisYear: l.offersThisYear + 1,
        unanswered: l.unanswered + 1,
        deliveredJobIds: [...l.deliveredJobIds, jobId],
        refusedOccupations: refusesOccupation
          ? [...l.refusedOccupations, job.facts.occupationCode]
          : l.refusedOccupations,
      }));
      told.push(`${day} ${labourerId} ${jobId} ${score} ${tier}`);
    }
  }
  return told.sort();
}

/** From a day on for some days. */
const stay = fc.record({ from: fc.nat({ max: DAYS - 1 }), days: fc.integer({ min: 1, max: DAYS }) });

const towns = fc
  .tuple(populations, fc.array(stay, { minLength: 48, maxLength: 48 }))
  .map(([{ labourers, jobs }, stays]) => {
    const dated = <Facts>(facts: Facts, k: number) => {
      const { from, days } = stays[k] as { from: number; days: number };
      return { facts, from, until: Math.min(DAYS, from + days) };
    };
    return {
      people: labourers.map((l, k) => dated({ ...l, prospects: undefined }, k)),
      jobs: jobs.map((j, k) => dated(j, 47 - k)),
    };
  });

/** Some answer at once, some late, some never. */
const willing: AnswerOf = (labourerId, jobId) => ({
  afterDays: [null, 1, 4][(labourerId.charCodeAt(1) + jobId.charCodeAt(1)) % 3] ?? null,
  refusesOccupation: false,
});
const choosy: AnswerOf = (labourerId, jobId) => ({
  ...willing(labourerId, jobId),
  refusesOccupation: jobId.charCodeAt(1) % 3 === 0,
});

const heard = (town: Town, answerOf: AnswerOf) => {
  const told: string[] = [];
  replayYear(town, DAYS, 1, answerOf, undefined, (day, { labourerId, jobId, score, tier }) =>
    told.push(`${day} ${labourerId} ${jobId} ${score} ${tier}`),
  );
  return told.sort();
};

test('the quick replay gives whom, what and when whole daily runs give, every pair judged anew', () => {
  let offers = 0;
  const property = fc.property(towns, (town) => {
    const plain = replayPlainly(town, 1, willing);
    offers += plain.length;
    expect(heard(town, willing)).toEqual(plain);
  });
  fc.assert(property, { numRuns: 300, seed: 12 });
  expect(offers).toBeGreaterThan(300);
});

test('and so it does where occupations are refused, with everybody there all along', () => {
  const property = fc.property(towns, ({ people, jobs }) => {
    const town = { people: people.map((one) => ({ ...one, from: 0, until: DAYS })), jobs };
    expect(heard(town, choosy)).toEqual(replayPlainly(town, 1, choosy));
  });
  fc.assert(property, { numRuns: 200, seed: 13 });
});

test('a pair answers the same whenever it is asked, and pairs differ', () => {
  const answer = answering(5);
  expect(answer('l1', 'j1')).toEqual(answering(5)('l1', 'j1'));
  const many = Array.from({ length: 1_000 }, (_, n) => answer('l1', `j${n}`));
  expect(many.filter(({ afterDays }) => afterDays !== null).length).toBeGreaterThan(500);
  expect(many.filter(({ refusesOccupation }) => refusesOccupation).length).toBeGreaterThan(20);
});

test('the thread gives what the plain call gives, and tells how far it is', async () => {
  const people = Array.from({ length: 20 }, (_, n) => always(aLabourer({ id: `l${n}` })));
  const jobs = Array.from({ length: 30 }, (_, n) => ({ facts: aJob({ id: `j${n}` }), from: 9 * n, until: 9 * n + 40 }));
  const shares: number[] = [];
  const onProgress = (share: number) => shares.push(share);
  const year = await replayInThread({ people, jobs }, 365, { seed: 3, onProgress });
  expect(year).toEqual(replayYear({ people, jobs }, 365, 3, answering(3)));
  expect(shares.length).toBeGreaterThan(90);
  expect(shares.at(-1)).toBe(1);
});

test('a replay that is called off rejects with the reason', async () => {
  const stop = new AbortController();
  const running = replayInThread({ people: [always(aLabourer())], jobs: [] }, 365, { seed: 1, signal: stop.signal });
  stop.abort(new Error('called off'));
  await expect(running).rejects.toThrow('called off');
});
