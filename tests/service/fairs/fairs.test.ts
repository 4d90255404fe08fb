import { describe, expect } from 'vitest';
import {
  checkIn,
  invite,
  listFairs,
  planFair,
  readPublic,
  recordIntent,
  takeStep,
} from '../../../api/src/domains/fairs/service.ts';
import { aWorld, VILLAGE, type World } from '../../support/app.ts';
import { aJob, aLabourer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';

const body = {
  title: '家门口专场招聘会',
  kind: 'special' as const,
  regionCode: VILLAGE,
  place: '村委会大院',
  startsAt: '2026-11-28T01:00:00.000Z',
  endsAt: '2026-11-28T04:00:00.000Z',
};

async function anOpenFair(world: World) {
  const ctx = world.as('county_officer');
  const person = await aLabourer(world);
  await aLabourer(world, { payFloorFen: 900_000 });
  const job = await aJob(world);
  const planned = await planFair(ctx, { body });
  const invited = await invite(ctx, {
    params: { id: planned.id },
    body: { version: planned.version, jobIds: [job.id] },
  });
  world.setNow(new Date(body.startsAt));
  let fair = invited;
  for (const action of ['announce', 'register', 'open'] as const) {
    fair = await takeStep(ctx, { params: { id: fair.id }, body: { action, version: fair.version } });
  }
  return { ctx, person, job, invited, fair };
}

describe('a special fair', () => {
  test('invites the employers of its postings and the people whom one of them fits', async ({ db }) => {
    const world = await aWorld(db);
    const { invited, person } = await anOpenFair(world);
    expect(invited).toMatchObject({ employers: 1, jobs: 1, figures: { invited: 1 } });
    expect(invited.visitors.map((v) => v.labourer.id)).toEqual([person.id]);
  });

  test('is not announced without postings, and nobody outside sees it before', async ({ db }) => {
    const world = await aWorld(db);
    const ctx = world.as('county_officer');
    const planned = await planFair(ctx, { body });
    await expect(
      takeStep(ctx, { params: { id: planned.id }, body: { action: 'announce', version: planned.version } }),
    ).rejects.toMatchObject({ code: 'fair.no_jobs' });
    await expect(readPublic(world.as('visitor'), { params: { id: planned.id } })).rejects.toMatchObject({
      code: 'fair.not_found',
    });
    expect((await listFairs(world.as('visitor'))).fairs).toEqual([]);
    expect((await listFairs(ctx)).fairs).toHaveLength(1);
  });

  test('is announced ahead and opens on its day, not before', async ({ db }) => {
    const world = await aWorld(db);
    const ctx = world.as('county_officer');
    const planned = await planFair(ctx, { body });
    const invited = await invite(ctx, {
      params: { id: planned.id },
      body: { version: planned.version, jobIds: [(await aJob(world)).id] },
    });
    const step = (action: 'announce' | 'open', version: number) =>
      takeStep(ctx, { params: { id: planned.id }, body: { action, version } });
    const announced = await step('announce', invited.version);
    expect(announced.actions).toEqual(['register']);
    await expect(step('open', announced.version)).rejects.toMatchObject({
      code: 'fair.too_early',
      details: { on: '2026-11-28' },
    });
    world.setNow(new Date('2026-11-27T16:00:00.000Z'));
    expect(await step('open', announced.version)).toMatchObject({ status: 'open' });
  });

  test('planned twice by the same form is one fair', async ({ db }) => {
    const world = await aWorld(db);
    const ctx = world.as('county_officer');
    const sent = { body: { ...body, id: '019a0000-0000-7000-8000-000000000001' } };
    expect((await planFair(ctx, sent)).id).toBe((await planFair(ctx, sent)).id);
    expect((await listFairs(ctx)).fairs).toHaveLength(1);
  });

  test('counts who came and what was agreed; the same intent twice is one, and says what was said last', async ({
    db,
  }) => {
    const world = await aWorld(db);
    const { ctx, fair, person, job } = await anOpenFair(world);
    const of = { params: { id: fair.id } };
    await checkIn(ctx, { ...of, body: { labourerId: person.id } });
    await checkIn(ctx, { ...of, body: { labourerId: person.id } });
    await recordIntent(ctx, { ...of, body: { labourerId: person.id, jobId: job.id, outcome: 'open' } });
    const signed = await recordIntent(ctx, {
      ...of,
      body: { labourerId: person.id, jobId: job.id, outcome: 'signed' },
    });
    expect(signed.figures).toEqual({ invited: 1, checkedIn: 1, intents: 1, signed: 1 });
    const other = await aJob(world);
    await expect(
      recordIntent(ctx, { ...of, body: { labourerId: person.id, jobId: other.id, outcome: 'open' } }),
    ).rejects.toMatchObject({ code: 'fair.job_not_here' });
  });

  test('ends with a summary in words', async ({ db }) => {
    const world = await aWorld(db);
    const { ctx, fair } = await anOpenFair(world);
    const closed = await takeStep(ctx, { params: { id: fair.id }, body: { action: 'close', version: fair.version } });
    const step = { action: 'summarise' as const, version: closed.version };
    await expect(takeStep(ctx, { params: { id: fair.id }, body: step })).rejects.toMatchObject({
      code: 'fair.summary_needed',
    });
    expect(
      await takeStep(ctx, { params: { id: fair.id }, body: { ...step, summary: '到场 1 人，意向 0 人。' } }),
    ).toMatchObject({ status: 'summarised', actions: [] });
  });
});
