import { describe, expect } from 'vitest';
import { disclosures } from '../../../api/src/domains/audit/tables.ts';
import { listVisits, planCampaign } from '../../../api/src/domains/campaigns/service.ts';
import { readVisit, recordVisit } from '../../../api/src/domains/campaigns/visits.ts';
import { matchCounty } from '../../../api/src/domains/matching/run.ts';
import { deliveries } from '../../../api/src/domains/matching/tables.ts';
import { anAccount, aWorld, OTHER_VILLAGE, VILLAGE, type World } from '../../support/app.ts';
import { aJob, aLabourer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';

const body = { title: '冬季送岗入户', fromOn: '2026-11-20', untilOn: '2026-12-20', villages: [VILLAGE] };

async function aCampaign(world: World) {
  const liaison = await anAccount(world, 'liaison', { regionCode: VILLAGE, displayName: '村联系人' });
  await aLabourer(world);
  await aJob(world);
  await aJob(world);
  await matchCounty(world.system);
  const campaign = await planCampaign(world.as('county_officer'), { body });
  const helper = world.as('liaison', { id: liaison.id, regionCode: VILLAGE });
  const { visits } = await listVisits(helper, { query: {} });
  return { campaign, helper, visitId: visits[0]?.id ?? '', version: visits[0]?.version ?? 1 };
}

describe('a campaign', () => {
  test('assigns every household with somebody who wants work to its helper', async ({ db }) => {
    const world = await aWorld(db);
    const { campaign, helper } = await aCampaign(world);
    expect(campaign).toMatchObject({
      visits: 1,
      done: 0,
      withoutHelper: 0,
      villages: [{ regionCode: VILLAGE, visits: 1, helpers: 1 }],
    });
    expect((await listVisits(helper, { query: {} })).total).toBe(1);
    const stranger = world.as('liaison', { regionCode: OTHER_VILLAGE });
    expect((await listVisits(stranger, { query: {} })).total).toBe(0);
  });

  test('a village in which nobody can be assigned, or outside the planner’s area, is refused', async ({ db }) => {
    const world = await aWorld(db);
    await aLabourer(world);
    await expect(planCampaign(world.as('county_officer'), { body })).rejects.toMatchObject({
      code: 'campaign.no_households',
    });
    const officer = world.as('township_officer', { regionCode: '371311002000' });
    await expect(planCampaign(officer, { body })).rejects.toMatchObject({ code: 'campaign.village_outside' });
  });

  test('the sheet shows the postings with reasons, never a number, and the look is written down', async ({ db }) => {
    const world = await aWorld(db);
    const { helper, visitId } = await aCampaign(world);
    const sheet = await readVisit(helper, { params: { id: visitId } });
    expect(sheet.people[0]?.offers).toHaveLength(2);
    expect(JSON.stringify(sheet)).not.toMatch(/idNumber|limits|health|disab/);
    expect(await db.select().from(disclosures)).toHaveLength(1);
  });

  test('answers at the door are written once, however often they are sent; unanswered offers were carried', async ({
    db,
  }) => {
    const world = await aWorld(db);
    const { helper, visitId, version } = await aCampaign(world);
    const { people } = await readVisit(helper, { params: { id: visitId } });
    const [wanted] = people[0]?.offers ?? [];
    const record = {
      version,
      clientKey: 'device-1-0001',
      outcome: 'done' as const,
      answers: [{ deliveryId: wanted?.id ?? '', answer: 'accept' as const }],
    };
    await recordVisit(helper, { params: { id: visitId }, body: record });
    const again = await recordVisit(helper, { params: { id: visitId }, body: record });
    expect(again).toMatchObject({ status: 'done', version: version + 1 });
    expect((await db.select().from(deliveries)).map((d) => d.status).sort()).toEqual(['interested', 'seen']);
    await expect(
      recordVisit(helper, { params: { id: visitId }, body: { ...record, clientKey: 'device-2-0001' } }),
    ).rejects.toMatchObject({ code: 'visit.stale' });
  });

  test('nobody at home: the offers wait for the next visit', async ({ db }) => {
    const world = await aWorld(db);
    const { helper, visitId, version } = await aCampaign(world);
    await recordVisit(helper, {
      params: { id: visitId },
      body: { version, clientKey: 'device-1-0002', outcome: 'absent', answers: [] },
    });
    expect((await db.select().from(deliveries)).every((d) => d.status === 'planned')).toBe(true);
  });
});
