import { and, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { verifyChain } from '../../../api/src/domains/audit/service.ts';
import { events } from '../../../api/src/domains/audit/tables.ts';
import { employers } from '../../../api/src/domains/employers/tables.ts';
import { dispatchRun } from '../../../api/src/domains/matching/dispatch.ts';
import { matchingHandlers } from '../../../api/src/domains/matching/jobs.ts';
import { matchCounty } from '../../../api/src/domains/matching/run.ts';
import { deliveries } from '../../../api/src/domains/matching/tables.ts';
import { messages } from '../../../api/src/domains/notices/tables.ts';
import { labourers } from '../../../api/src/domains/people/tables.ts';
import { aWorld, COUNTY, NOON, type World } from '../../support/app.ts';
import { aJob, aLabourer, anEmployer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';

const offersOf = (world: World, labourerId: string) =>
  world.db.select().from(deliveries).where(eq(deliveries.labourerId, labourerId));

describe('a match run', () => {
  test('gives everybody five where there is enough, and the second run of the day adds nothing', async ({ db }) => {
    const world = await aWorld(db);
    for (let i = 0; i < 3; i += 1) await aLabourer(world);
    for (let i = 0; i < 8; i += 1) await aJob(world);
    const first = await matchCounty(world.system);
    expect(first).toMatchObject({
      labourers: 3,
      jobs: 8,
      pairsJudged: 24,
      deliveries: 15,
      labourersWithFive: 3,
      short: [],
    });
    const second = await matchCounty(world.system);
    expect(second).toMatchObject({ deliveries: 0, labourersWithFive: 3 });
  });

  test('no vacancy is offered to more than head count times the factor', async ({ db }) => {
    const world = await aWorld(db);
    for (let i = 0; i < 9; i += 1) await aLabourer(world);
    const job = await aJob(world, { headCount: 1 });
    const run = await matchCounty(world.system);
    expect(run).toMatchObject({ deliveries: 6, jobsAtCap: 1, labourersWithFive: 0 });
    const rows = await db.select().from(deliveries).where(eq(deliveries.jobId, job.id));
    expect(new Set(rows.map((r) => r.labourerId)).size).toBe(6);
  });

  test('a declined offer is not repeated, its reason is obeyed, and its place is given to the next best', async ({
    db,
  }) => {
    const world = await aWorld(db);
    const { id } = await aLabourer(world);
    const firm = await anEmployer(world);
    for (let i = 0; i < 5; i += 1) await aJob(world, { employerId: firm.id });
    await matchCounty(world.system);
    const [offer] = await offersOf(world, id);
    await db
      .update(deliveries)
      .set({ status: 'declined', declineReason: 'employer', answeredAt: NOON })
      .where(eq(deliveries.id, offer?.id ?? ''));
    const ofTheSame = await aJob(world, { employerId: firm.id });
    const ofAnother = await aJob(world);
    await matchCounty(world.system);
    const jobIds = (await offersOf(world, id)).map((o) => o.jobId);
    expect(jobIds).toContain(ofAnother.id);
    expect(jobIds).not.toContain(ofTheSame.id);
    expect(jobIds).toHaveLength(6);
  });

  test('whoever refused personalised postings, has work, or is past working age is left out', async ({ db }) => {
    const world = await aWorld(db);
    await aLabourer(world, { personalisedRefusedAt: NOON });
    await aLabourer(world, { wantsWork: false });
    await aLabourer(world, { birthOn: '1950-01-01' });
    await aLabourer(world, { state: 'closed' });
    const { id } = await aLabourer(world);
    await aJob(world);
    expect(await matchCounty(world.system)).toMatchObject({ labourers: 1, deliveries: 1 });
    expect(await offersOf(world, id)).toHaveLength(1);
  });

  test('a job of a suspended employer, an expired or a full one is offered to nobody', async ({ db }) => {
    const world = await aWorld(db);
    await aLabourer(world);
    const { id } = await anEmployer(world);
    await db.update(employers).set({ state: 'suspended' }).where(eq(employers.id, id));
    await aJob(world, { employerId: id });
    await aJob(world, { validUntilOn: '2026-11-19' });
    await aJob(world, { headCount: 1, placedCount: 1 });
    expect(await matchCounty(world.system)).toMatchObject({ jobs: 0, deliveries: 0 });
  });

  test('a dry run tells the same and writes nothing', async ({ db }) => {
    const world = await aWorld(db);
    await aLabourer(world);
    await aJob(world);
    expect(await matchCounty(world.system, { dryRun: true })).toMatchObject({ deliveries: 1, committedAt: null });
    expect(await db.select().from(deliveries)).toHaveLength(0);
  });

  test('the run is one link of the chain, and the chain is whole', async ({ db }) => {
    const world = await aWorld(db);
    await aLabourer(world);
    await aJob(world);
    const { runId } = await matchCounty(world.system);
    const [event] = await db
      .select()
      .from(events)
      .where(and(eq(events.countyCode, COUNTY), eq(events.subjectId, runId)));
    expect(event?.details).toMatchObject({ deliveries: 1 });
    expect(await verifyChain(world.deps, COUNTY)).toMatchObject({ broken: null });
  });
});

describe('sending a run out', () => {
  test('who has a mail address gets a mail a job, who has a phone one message; twice dispatched sends once', async ({
    db,
  }) => {
    const sent: string[] = [];
    const courier = {
      email: async (p: { messageId: string }) => void sent.push(p.messageId),
      sms: async (p: { messageId: string }) => void sent.push(p.messageId),
    };
    const world = await aWorld(db, { courier });
    const { vault } = world.deps;
    await aLabourer(world, { emailSealed: vault.seal('a@example.com') });
    await aLabourer(world, { phoneSealed: vault.seal('13800000000') });
    const onPaper = await aLabourer(world);
    for (let i = 0; i < 5; i += 1) await aJob(world);
    const { runId } = await matchCounty(world.system);
    const handlers = matchingHandlers(world.deps);
    await handlers['match.committed']?.({ countyCode: COUNTY, id: runId });
    await dispatchRun(world.deps, COUNTY, runId);
    await handlers['match.committed']?.({ countyCode: COUNTY, id: runId });
    expect(sent).toHaveLength(6);
    expect(new Set(sent).size).toBe(6);
    const rows = await db.select().from(deliveries);
    expect(rows.filter((r) => r.status === 'delivered')).toHaveLength(10);
    expect(
      rows.filter((r) => r.labourerId === onPaper.id).every((r) => r.status === 'planned' && r.channel === 'sheet'),
    ).toBe(true);
  });

  test('a letter that was refused stands as failed with the reason, and its delivery stays undelivered', async ({
    db,
  }) => {
    const refuse = async () => {
      throw new Error('mailbox unavailable');
    };
    const world = await aWorld(db, { courier: { email: refuse, sms: refuse } });
    await aLabourer(world, { emailSealed: world.deps.vault.seal('a@example.com') });
    await aJob(world);
    const { runId } = await matchCounty(world.system);
    await matchingHandlers(world.deps)['match.committed']?.({ countyCode: COUNTY, id: runId });
    const [letter] = await db.select().from(messages);
    expect(letter).toMatchObject({ status: 'failed', error: 'Error: mailbox unavailable' });
    expect((await db.select().from(deliveries))[0]?.status).toBe('planned');
  });

  test('a job that closes takes its unanswered offers off every list', async ({ db }) => {
    const world = await aWorld(db);
    await aLabourer(world);
    const job = await aJob(world);
    await matchCounty(world.system);
    await db.update(labourers).set({ wantsWork: false });
    world.setNow(new Date('2027-06-01T04:00:00Z'));
    await matchingHandlers(world.deps)['job.changed']?.({ countyCode: COUNTY, id: job.id });
    expect((await db.select().from(deliveries))[0]).toMatchObject({ status: 'closed', closeReason: 'job_closed' });
  });
});
