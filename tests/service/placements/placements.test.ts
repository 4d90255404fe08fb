import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { fairs, intents } from '../../../api/src/domains/fairs/tables.ts';
import { jobs } from '../../../api/src/domains/jobs/tables.ts';
import { matchCounty } from '../../../api/src/domains/matching/run.ts';
import { takeStep } from '../../../api/src/domains/matching/service.ts';
import { deliveries } from '../../../api/src/domains/matching/tables.ts';
import {
  dropPlacement,
  endPlacement,
  recordFollowUp,
  recordPlacement,
  startPlacement,
} from '../../../api/src/domains/placements/service.ts';
import { listPlacements } from '../../../api/src/domains/placements/view.ts';
import { uuidv7 } from '../../../api/src/kernel/id.ts';
import { aWorld, COUNTY, NOON, VILLAGE, type World } from '../../support/app.ts';
import { aJob, aLabourer, anEmployer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';

const facts = (labourerId: string, over: object = {}) => ({
  labourerId,
  origin: 'hand' as const,
  introducerKind: 'none' as const,
  contractKind: 'labour_contract' as const,
  employerName: '某某制衣厂',
  postTitle: '缝纫工',
  ...over,
});

const officer = (world: World) => world.as('county_officer');

describe('a placement', () => {
  test('from an introduction: the delivery is placed, the other open offers are closed, the last place fills the job', async ({
    db,
  }) => {
    const world = await aWorld(db);
    const { id: labourerId } = await aLabourer(world);
    for (let i = 0; i < 3; i += 1) await aJob(world);
    await matchCounty(world.system);
    const ctx = officer(world);
    const [offer] = await db.select().from(deliveries);
    const wanted = await takeStep(ctx, { params: { id: offer?.id ?? '' }, body: { action: 'accept', version: 1 } });
    const introduced = await takeStep(ctx, {
      params: { id: wanted.id },
      body: { action: 'introduce', version: wanted.version },
    });
    const placed = await recordPlacement(ctx, {
      body: facts(labourerId, {
        origin: 'introduction',
        deliveryId: introduced.id,
        jobId: introduced.job.id,
        startedOn: '2026-11-20',
      }),
    });
    expect(placed).toMatchObject({
      status: 'started',
      followUps: [{ dayNumber: 30, dueOn: '2026-12-20' }, { dayNumber: 90 }, { dayNumber: 180 }, { dayNumber: 365 }],
    });
    const rows = await db.select().from(deliveries);
    expect(rows.map((r) => r.status).sort()).toEqual(['closed', 'closed', 'placed']);
    const [job] = await db.select().from(jobs).where(eq(jobs.id, introduced.job.id));
    expect(job).toMatchObject({ status: 'filled', placedCount: 1 });
    expect(world.news.map((n) => n.topic)).toContain('placement.changed');
    expect(await matchCounty(world.system)).toMatchObject({ labourers: 0, deliveries: 0 });
  });

  test('the introducer is fixed before the contract date, by name and day', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await aLabourer(world);
    const late = facts(id, {
      introducerKind: 'agency',
      introducerName: '某劳务公司',
      introducerFixedOn: '2026-11-02',
      contractOn: '2026-11-01',
    });
    await expect(recordPlacement(officer(world), { body: late })).rejects.toMatchObject({
      code: 'placement.introducer_after_contract',
    });
    const nameless = facts(id, { introducerKind: 'agency' });
    await expect(recordPlacement(officer(world), { body: nameless })).rejects.toMatchObject({
      code: 'placement.introducer_missing',
    });
  });

  test('nobody is at work in two places at once, and an end makes room', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await aLabourer(world);
    const ctx = officer(world);
    const first = await recordPlacement(ctx, { body: facts(id, { startedOn: '2026-10-01' }) });
    const second = facts(id, { employerName: '另一家', startedOn: '2026-11-01' });
    await expect(recordPlacement(ctx, { body: second })).rejects.toMatchObject({ code: 'placement.already_at_work' });
    const ended = await endPlacement(ctx, {
      params: { id: first.id },
      body: { version: first.version, endedOn: '2026-10-31', endReason: 'resigned' },
    });
    expect(ended).toMatchObject({ status: 'ended', endReason: 'resigned' });
    expect((await recordPlacement(ctx, { body: second })).status).toBe('started');
  });

  test('agreed on first, started later, and an end before the start is refused', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await aLabourer(world);
    const firm = await anEmployer(world);
    const ctx = officer(world);
    const agreed = await recordPlacement(ctx, { body: facts(id, { employerId: firm.id }) });
    expect(agreed).toMatchObject({ status: 'agreed', employerName: firm.name, followUps: [] });
    const started = await startPlacement(ctx, {
      params: { id: agreed.id },
      body: { version: agreed.version, startedOn: '2026-11-10' },
    });
    expect(started.followUps).toHaveLength(4);
    const early = { version: started.version, endedOn: '2026-11-09', endReason: 'other' as const };
    await expect(endPlacement(ctx, { params: { id: agreed.id }, body: early })).rejects.toMatchObject({
      code: 'placement.dates_out_of_order',
    });
    const stale = { ...early, endedOn: '2026-11-11', version: agreed.version };
    await expect(endPlacement(ctx, { params: { id: agreed.id }, body: stale })).rejects.toMatchObject({
      code: 'placement.stale',
    });
  });

  test('return visits that are due are found, and are recorded once', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await aLabourer(world);
    const ctx = officer(world);
    await recordPlacement(ctx, { body: facts(id, { startedOn: '2026-10-01' }) });
    const { placements, total } = await listPlacements(ctx, { query: { followUpDueBy: '2026-11-20' } });
    expect(total).toBe(1);
    const visit = placements[0]?.followUps[0]?.id ?? '';
    const done = await recordFollowUp(ctx, {
      params: { id: visit },
      body: { way: 'phone', outcome: 'at_work', opinion: '工资按时发' },
    });
    expect(done.followUps[0]).toMatchObject({ outcome: 'at_work', doneOn: '2026-11-20' });
    await expect(
      recordFollowUp(ctx, { params: { id: visit }, body: { way: 'phone', outcome: 'at_work' } }),
    ).rejects.toMatchObject({ code: 'follow_up.done' });
    expect((await listPlacements(ctx, { query: { followUpDueBy: '2026-11-20' } })).total).toBe(0);
  });

  test('staff of another village find neither the person nor the placement', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await aLabourer(world);
    const elsewhere = world.as('liaison', { regionCode: '371311002202' });
    await expect(recordPlacement(elsewhere, { body: facts(id) })).rejects.toMatchObject({
      code: 'placement.labourer_not_found',
    });
    await recordPlacement(officer(world), { body: facts(id) });
    expect((await listPlacements(elsewhere, { query: {} })).total).toBe(0);
  });

  test('who starts work has no other open intents of fairs: the one that led there is signed', async ({ db }) => {
    const world = await aWorld(db);
    const ctx = officer(world);
    const { id: labourerId } = await aLabourer(world);
    const [here, elsewhere] = [await aJob(world), await aJob(world)];
    const [first, second] = await intentsAt(world, labourerId, [here.id, elsewhere.id]);
    await recordPlacement(ctx, {
      body: facts(labourerId, { origin: 'fair', intentId: first, jobId: here.id, startedOn: '2026-11-20' }),
    });
    const rows = await db.select().from(intents);
    expect(rows.map(({ id, outcome }) => [id, outcome]).sort()).toEqual(
      [
        [first, 'signed'],
        [second, 'not_placed'],
      ].sort(),
    );
  });

  test('what was agreed on and came to nothing is dropped, with a reason, and the person is offered work again', async ({
    db,
  }) => {
    const world = await aWorld(db);
    const { id } = await aLabourer(world);
    const agreed = await recordPlacement(officer(world), { body: facts(id) });
    const drop = { params: { id: agreed.id }, body: { version: agreed.version, note: '单位不招了' } };
    expect(await dropPlacement(officer(world), drop)).toMatchObject({ status: 'dropped', note: '单位不招了' });
    expect(world.news.map((n) => n.topic)).toContain('labourer.changed');
    const again = { ...drop, body: { ...drop.body, version: 2 } };
    await expect(dropPlacement(officer(world), again)).rejects.toMatchObject({ code: 'placement.wrong_status' });
  });

  test('the same start with the same employer told twice is refused', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await aLabourer(world);
    const body = facts(id, { startedOn: '2026-10-01' });
    const { version, id: placementId } = await recordPlacement(officer(world), { body });
    const end = { version, endedOn: '2026-10-31', endReason: 'resigned' as const };
    await endPlacement(officer(world), { params: { id: placementId }, body: end });
    await expect(recordPlacement(officer(world), { body })).rejects.toMatchObject({ code: 'placement.twice' });
  });
});

async function intentsAt(world: World, labourerId: string, jobIds: readonly string[]): Promise<string[]> {
  const at = NOON;
  const fair = { countyCode: COUNTY, id: uuidv7(at), title: '专场', kind: 'special' as const, regionCode: VILLAGE };
  const times = {
    place: '村口',
    startsAt: at,
    endsAt: at,
    status: 'open' as const,
    createdBy: uuidv7(at),
    createdAt: at,
  };
  await world.db.insert(fairs).values({ ...fair, ...times });
  const rows = jobIds.map((jobId) => ({
    ...{ countyCode: COUNTY, id: uuidv7(at), fairId: fair.id, labourerId, jobId },
    ...{ outcome: 'open' as const, recordedBy: uuidv7(at), recordedAt: at },
  }));
  await world.db.insert(intents).values(rows);
  return rows.map(({ id }) => id);
}

describe('an employer named by hand', () => {
  test('is the one firm of the register that bears the name; of two nobody guesses', async ({ db }) => {
    const world = await aWorld(db);
    const [first, second] = [await aLabourer(world), await aLabourer(world)];
    const firm = await anEmployer(world, { name: '某某制衣厂' });
    const linked = await recordPlacement(officer(world), { body: facts(first.id) });
    expect(linked).toMatchObject({ employerId: firm.id, employerName: '某某制衣厂' });
    await anEmployer(world, { name: '某某制衣厂' });
    const open = await recordPlacement(officer(world), { body: facts(second.id) });
    expect(open).toMatchObject({ employerId: null, employerName: '某某制衣厂' });
  });
});
