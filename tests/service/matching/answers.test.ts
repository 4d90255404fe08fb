import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { listAnswers } from '../../../api/src/domains/matching/for-employer.ts';
import { listWishes, sayWish, settleWish } from '../../../api/src/domains/matching/kiosk.ts';
import { matchCounty } from '../../../api/src/domains/matching/run.ts';
import { listMine, takeStep, wish } from '../../../api/src/domains/matching/service.ts';
import { deliveries, kioskWishes } from '../../../api/src/domains/matching/tables.ts';
import { addWorkingDays } from '../../../api/src/kernel/calendar.ts';
import { anAccount, aWorld, NOON, OTHER_VILLAGE, VILLAGE, type World } from '../../support/app.ts';
import { aJob, aLabourer, anEmployer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';

async function anOffer(world: World) {
  const person = await aLabourer(world);
  const job = await aJob(world);
  await matchCounty(world.system);
  const ctx = world.as('labourer', { labourerId: person.id, regionCode: VILLAGE });
  const [offer] = (await listMine(ctx)).deliveries;
  if (!offer) throw new Error('the run offered nothing');
  return { person, job, ctx, offer };
}

describe('an answer', () => {
  test('我想去 promises the next step within three working days and tells whoever listens', async ({ db }) => {
    const world = await aWorld(db);
    const { ctx, offer } = await anOffer(world);
    const answered = await takeStep(ctx, {
      params: { id: offer.id },
      body: { action: 'accept', version: offer.version },
    });
    expect(answered).toMatchObject({ status: 'interested', dueOn: addWorkingDays('2026-11-20', 3) });
    expect(world.news.at(-1)).toMatchObject({ topic: 'delivery.answered', payload: { id: offer.id } });
  });

  test('is a number to the employer until staff introduce the person, and then a name', async ({ db }) => {
    const world = await aWorld(db);
    const { ctx, offer, job, person } = await anOffer(world);
    const mine = () => listAnswers(world.as('employer', { employerId: job.employerId }));
    expect((await mine()).jobs).toEqual([{ jobId: job.id, delivered: 0, interested: 0, introduced: 0 }]);
    const of = { params: { id: offer.id } };
    const said = await takeStep(ctx, { ...of, body: { action: 'accept', version: offer.version } });
    // Whoever answers has it before them, though no message carried it.
    expect(said.deliveredAt).toBe(NOON.toISOString());
    expect(await mine()).toEqual({
      jobs: [{ jobId: job.id, delivered: 1, interested: 1, introduced: 0 }],
      people: [],
    });
    const officer = world.as('county_officer');
    await takeStep(officer, { ...of, body: { action: 'introduce', version: said.version } });
    const told = await mine();
    expect(told.jobs[0]).toMatchObject({ interested: 1, introduced: 1 });
    expect(told.people).toMatchObject([{ name: person.name, jobTitle: job.title, status: 'introduced' }]);
    expect(JSON.stringify(told)).not.toContain(person.id);
    const stranger = await anEmployer(world);
    expect(await listAnswers(world.as('employer', { employerId: stranger.id }))).toEqual({ jobs: [], people: [] });
  });

  test('can be taken back for ten minutes', async ({ db }) => {
    const world = await aWorld(db);
    const { ctx, offer } = await anOffer(world);
    const declined = await takeStep(ctx, {
      params: { id: offer.id },
      body: { action: 'decline', version: offer.version, declineReason: 'too_far' },
    });
    world.setNow(new Date(NOON.getTime() + 10 * 60_000));
    const back = await takeStep(ctx, { params: { id: offer.id }, body: { action: 'undo', version: declined.version } });
    expect(back).toMatchObject({ status: 'seen', declineReason: null });
    const again = await takeStep(ctx, { params: { id: offer.id }, body: { action: 'accept', version: back.version } });
    world.setNow(new Date(NOON.getTime() + 21 * 60_000));
    await expect(
      takeStep(ctx, { params: { id: offer.id }, body: { action: 'undo', version: again.version } }),
    ).rejects.toMatchObject({ code: 'delivery.undo_over' });
  });

  test('不合适 needs a reason, and an old page is told so', async ({ db }) => {
    const world = await aWorld(db);
    const { ctx, offer } = await anOffer(world);
    const of = { params: { id: offer.id } };
    await expect(takeStep(ctx, { ...of, body: { action: 'decline', version: offer.version } })).rejects.toMatchObject({
      code: 'delivery.reason_missing',
    });
    await expect(takeStep(ctx, { ...of, body: { action: 'accept', version: 99 } })).rejects.toMatchObject({
      code: 'delivery.stale',
    });
  });

  test('nobody answers for somebody else, and a liaison only for their own village', async ({ db }) => {
    const world = await aWorld(db);
    const { offer } = await anOffer(world);
    const body = { action: 'accept' as const, version: offer.version };
    const stranger = world.as('labourer', { labourerId: '00000000-0000-7000-8000-00000000000f' });
    await expect(takeStep(stranger, { params: { id: offer.id }, body })).rejects.toMatchObject({
      code: 'delivery.not_found',
    });
    const elsewhere = world.as('liaison', { regionCode: OTHER_VILLAGE });
    await expect(takeStep(elsewhere, { params: { id: offer.id }, body })).rejects.toMatchObject({
      code: 'delivery.not_found',
    });
    const own = world.as('liaison', { regionCode: VILLAGE });
    expect((await takeStep(own, { params: { id: offer.id }, body })).status).toBe('interested');
  });

  test('我想去 on a job found by oneself is written once, and counts for no promise', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await aLabourer(world);
    const job = await aJob(world);
    const ctx = world.as('labourer', { labourerId: id, regionCode: VILLAGE });
    const first = await wish(ctx, { body: { jobId: job.id } });
    const second = await wish(ctx, { body: { jobId: job.id } });
    expect(second.id).toBe(first.id);
    expect(first).toMatchObject({ status: 'interested', tier: 'own' });
    for (let i = 0; i < 5; i += 1) await aJob(world);
    expect(await matchCounty(world.system)).toMatchObject({ deliveries: 5, labourersWithFive: 1 });
  });

  test('a job that is over cannot be wished for', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await aLabourer(world);
    const job = await aJob(world, { validUntilOn: '2026-11-19' });
    const ctx = world.as('labourer', { labourerId: id, regionCode: VILLAGE });
    await expect(wish(ctx, { body: { jobId: job.id } })).rejects.toMatchObject({ code: 'delivery.job_closed' });
  });
});

describe('我想去 at the kiosk, without an account', () => {
  const say = (world: World, jobId: string, clientKey = 'kiosk-key-1') =>
    sayWish(world.as('visitor'), {
      body: { jobId, name: '张三', regionCode: VILLAGE, phone: '14200000009', clientKey },
    });

  test('names who will come and by when; a second tap is the same wish; the name is sealed', async ({ db }) => {
    const world = await aWorld(db);
    const job = await aJob(world);
    await anAccount(world, 'liaison', { regionCode: VILLAGE, displayName: '村联系人' });
    expect(await say(world, job.id)).toEqual({ dueOn: '2026-11-25', helperName: '村联系人' });
    await say(world, job.id);
    const rows = await db.select().from(kioskWishes);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('张三');
  });

  test('a flood of wishes of one village is refused after the fortieth, and ends after ten minutes', async ({ db }) => {
    const world = await aWorld(db);
    const job = await aJob(world);
    const wishes = (n: number, regionCode = VILLAGE) => {
      const body = { jobId: job.id, regionCode, name: '张三', clientKey: `flood-${n}` };
      return sayWish(world.as('visitor'), { body });
    };
    for (let n = 0; n < 40; n += 1) await wishes(n);
    await expect(wishes(40)).rejects.toMatchObject({ code: 'wish.too_many', details: { minutes: 10 } });
    await wishes(41, OTHER_VILLAGE);
    world.setNow(new Date(NOON.getTime() + 10 * 60_000));
    await wishes(42);
  });

  test('the liaison confirms who it was, once, and it becomes a delivery that is wanted', async ({ db }) => {
    const world = await aWorld(db);
    const job = await aJob(world);
    const { id } = await aLabourer(world, { name: '张三' });
    await say(world, job.id);
    const liaison = world.as('liaison', { regionCode: VILLAGE });
    const { wishes } = await listWishes(liaison);
    expect(wishes[0]?.candidates.map((c) => c.id)).toEqual([id]);
    expect(wishes[0]?.phoneMasked).toBe('142●●●●0009');
    const params = { id: wishes[0]?.id ?? '' };
    const { deliveryId } = await settleWish(liaison, { params, body: { outcome: 'confirmed', labourerId: id } });
    const [delivery] = await db
      .select()
      .from(deliveries)
      .where(eq(deliveries.id, deliveryId ?? ''));
    expect(delivery).toMatchObject({ status: 'interested', channel: 'kiosk', labourerId: id });
    await expect(settleWish(liaison, { params, body: { outcome: 'not_wanted' } })).rejects.toMatchObject({
      code: 'wish.settled',
    });
  });

  test('staff of another village do not see it', async ({ db }) => {
    const world = await aWorld(db);
    const job = await aJob(world);
    await say(world, job.id);
    expect((await listWishes(world.as('liaison', { regionCode: OTHER_VILLAGE }))).wishes).toEqual([]);
  });
});
