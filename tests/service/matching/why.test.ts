import { expect } from 'vitest';
import { whyLines } from '../../../api/src/cli/match-why.ts';
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
