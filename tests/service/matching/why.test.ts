import { expect } from 'vitest';
import { VERDICT_SENTENCES } from '../../../api/contract/verdicts.ts';
import { whyLines } from '../../../api/src/cli/match-why.ts';
import { jobs } from '../../../api/src/domains/jobs/tables.ts';
import { matchCounty } from '../../../api/src/domains/matching/run.ts';
import { explain } from '../../../api/src/domains/matching/runs.ts';
import { aWorld } from '../../support/app.ts';
import { aJob, aLabourer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';

test('what was delivered, what a rule forbids and what went to others are told apart', async ({ db }) => {
  const world = await aWorld(db);
  const people = [];
  for (let i = 0; i < 7; i += 1) people.push(await aLabourer(world));
  const tooOld = await aLabourer(world, { birthOn: '1968-01-01' });
  const job = await aJob(world, { headCount: 1, ageMax: 55 });
  await matchCounty(world.system);
  const whys = await Promise.all(
    people.map(({ id }) => explain(world.system, { query: { labourerId: id, jobId: job.id } })),
  );
  expect(whys.filter(({ verdict }) => verdict === 'delivered')).toHaveLength(6);
  expect(whys.filter(({ verdict }) => verdict === 'others_first')).toHaveLength(1);
  for (const { findings, verdict, delivery } of whys) {
    expect(findings.every(({ met }) => met)).toBe(true);
    expect(delivery !== null).toBe(verdict === 'delivered');
  }
  const why = await explain(world.system, { query: { labourerId: tooOld.id, jobId: job.id } });
  expect(why).toMatchObject({ verdict: 'rule_not_met', score: null, capLeft: 0 });
  expect(why.findings.filter(({ met }) => !met).map(({ rule }) => rule)).toEqual(['age']);
  expect(whyLines(why)).toContain('不符合 年龄');
});

test('also told: who is not looking for work, a posting that has closed, a hand that is full', async ({ db }) => {
  const world = await aWorld(db);
  const [served, resting] = [await aLabourer(world), await aLabourer(world, { wantsWork: false })];
  const all = [];
  for (let i = 0; i < 6; i += 1) all.push(await aJob(world, { headCount: 1 }));
  await matchCounty(world.system);
  const whyOf = (labourerId: string, jobId: string) => explain(world.system, { query: { labourerId, jobId } });
  const verdicts = await Promise.all(all.map(async ({ id }) => (await whyOf(served.id, id)).verdict));
  expect(verdicts.toSorted()).toEqual([...Array(5).fill('delivered'), 'hand_full']);
  const [first] = all as [(typeof all)[number]];
  expect((await whyOf(resting.id, first.id)).verdict).toBe('not_seeking');
  await db.update(jobs).set({ validUntilOn: '2020-01-01' });
  const after = await Promise.all(all.map(({ id }) => whyOf(served.id, id)));
  expect(after.map(({ verdict }) => verdict).toSorted()).toEqual([...Array(5).fill('delivered'), 'job_closed']);
  for (const why of after) {
    expect(why.findings).toHaveLength(13);
    expect(whyLines(why)).toContain(VERDICT_SENTENCES[why.verdict]);
  }
});
