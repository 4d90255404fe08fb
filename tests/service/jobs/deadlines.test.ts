import { describe, expect } from 'vitest';
import { verifyChain } from '../../../api/src/domains/audit/service.ts';
import { listEventsOf } from '../../../api/src/domains/audit/store.ts';
import { countPlaced } from '../../../api/src/domains/jobs/filling.ts';
import { expireJobs } from '../../../api/src/domains/jobs/jobs.ts';
import { readDesk } from '../../../api/src/domains/jobs/service.ts';
import { aWorld, COUNTY, type World } from '../../support/app.ts';
import { test } from '../../support/database.ts';
import { aJob } from './builders.ts';

const desk = (world: World, id: string) => readDesk(world.as('county_officer'), { params: { id } });
const place = (world: World, id: string, by: 1 | -1 = 1) =>
  world.db.transaction((tx) => countPlaced(tx, world.as('township_officer'), { countyCode: COUNTY, id }, by));

describe('what becomes of a posting by itself', () => {
  test('the day after its last day it expires, by the system, once', async ({ db }) => {
    const world = await aWorld(db);
    const due = await aJob(world, 'published', { validUntilOn: '2026-11-20' });
    const later = await aJob(world, 'published');
    expect(await expireJobs(world.deps)).toBe(0);
    world.setNow(new Date('2026-11-20T16:00:00Z'));
    world.news.length = 0;
    expect([await expireJobs(world.deps), await expireJobs(world.deps)]).toEqual([1, 0]);
    expect(await desk(world, due.id)).toMatchObject({ status: 'expired', actions: [] });
    expect((await desk(world, later.id)).status).toBe('published');
    expect(world.news).toEqual([{ topic: 'job.changed', payload: { countyCode: COUNTY, id: due.id } }]);
    const [last] = (await listEventsOf(db, COUNTY, 'job', due.id)).slice(-1);
    expect(last).toMatchObject({ action: 'expire', actorRole: 'system', fromStatus: 'published', toStatus: 'expired' });
    expect((await verifyChain(world.deps, COUNTY)).broken).toBeNull();
  });

  test('the last place taken fills it, and a place given back does not open it again', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await aJob(world, 'published', { headCount: 2 });
    await place(world, id);
    expect(await desk(world, id)).toMatchObject({ status: 'published', openCount: 1 });
    await place(world, id);
    expect(await desk(world, id)).toMatchObject({ status: 'filled', openCount: 0 });
    await place(world, id, -1);
    expect(await desk(world, id)).toMatchObject({ status: 'filled', placedCount: 1 });
  });

  test('nobody can be taken away from a posting that nobody started at', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await aJob(world, 'published');
    await expect(place(world, id, -1)).rejects.toMatchObject({ code: 'job.head_count_below_placed' });
  });
});
