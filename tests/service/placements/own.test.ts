import { describe, expect } from 'vitest';
import { listMyWork, reportMyWork, sayOfMyWork } from '../../../api/src/domains/placements/own.ts';
import { recordPlacement, startPlacement } from '../../../api/src/domains/placements/service.ts';
import { listPlacements, readPlacement } from '../../../api/src/domains/placements/view.ts';
import { aWorld, VILLAGE, type World } from '../../support/app.ts';
import { aLabourer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';

const person = (world: World, labourerId: string) => world.as('labourer', { labourerId, regionCode: VILLAGE });
const found = {
  employerName: '路口饭店',
  postTitle: '帮厨',
  contractKind: 'none' as const,
  startedOn: '2026-09-01',
  monthlyPayFen: 300_000,
};

describe('work that a person found', () => {
  test('is told once, waits for staff, and counts from its start when they confirm it', async ({ db }) => {
    const world = await aWorld(db);
    const { id: labourerId } = await aLabourer(world);
    const me = person(world, labourerId);
    const told = await reportMyWork(me, { body: found });
    expect(told.placements).toMatchObject([{ isUnconfirmed: true, monthsCompleted: null, employerName: '路口饭店' }]);
    await expect(reportMyWork(me, { body: found })).rejects.toMatchObject({ code: 'placement.twice' });
    const staff = world.as('liaison', { regionCode: VILLAGE });
    const { placements } = await listPlacements(staff, { query: { view: 'self_reported' } });
    expect(placements).toMatchObject([{ origin: 'self', status: 'agreed', startedOn: '2026-09-01' }]);
    const [{ id, version } = { id: '', version: 0 }] = placements;
    await startPlacement(staff, { params: { id }, body: { version, startedOn: '2026-09-01' } });
    const [mine] = (await listMyWork(me)).placements;
    expect(mine).toMatchObject({ status: 'started', isUnconfirmed: false, monthsCompleted: 2 });
    expect((await listPlacements(staff, { query: { view: 'self_reported' } })).total).toBe(0);
  });

  test('not of a day to come, and not beside work that runs', async ({ db }) => {
    const world = await aWorld(db);
    const { id: labourerId } = await aLabourer(world);
    const me = person(world, labourerId);
    await expect(reportMyWork(me, { body: { ...found, startedOn: '2026-11-21' } })).rejects.toMatchObject({
      code: 'placement.day_to_come',
    });
    await atWork(world, labourerId, '2026-10-01');
    await expect(reportMyWork(me, { body: found })).rejects.toMatchObject({ code: 'placement.already_at_work' });
  });
});

function atWork(world: World, labourerId: string, startedOn: string) {
  const facts = { labourerId, origin: 'hand' as const, introducerKind: 'none' as const, startedOn };
  const post = { contractKind: 'labour_contract' as const, employerName: '某厂', postTitle: '缝纫工' };
  return recordPlacement(world.as('county_officer'), { body: { ...facts, ...post } });
}

describe('a person’s own tap', () => {
  test('还在干 answers the return visits that are due, and the wage is kept as they say it', async ({ db }) => {
    const world = await aWorld(db);
    const { id: labourerId } = await aLabourer(world);
    const { id, version } = await atWork(world, labourerId, '2026-08-01');
    const wage = { month: '2026-10', paidFen: 320_000 };
    const said = await sayOfMyWork(person(world, labourerId), {
      params: { id },
      body: { version, outcome: 'at_work', wage },
    });
    expect(said.placements[0]?.months).toContainEqual({ month: '2026-10', saidPaidFen: 320_000 });
    const seen = await readPlacement(world.as('county_officer'), { params: { id } });
    expect(seen.followUps.map(({ dayNumber, way, outcome }) => [dayNumber, way, outcome])).toEqual([
      [30, 'own_tap', 'at_work'],
      [90, 'own_tap', 'at_work'],
      [180, null, null],
      [365, null, null],
    ]);
    expect(seen.wageMonths).toMatchObject([{ month: '2026-10', saidPaidFen: 320_000, paidFen: null, differs: false }]);
  });

  test('不干了 with a day and a reason ends the work and is news for what is pending', async ({ db }) => {
    const world = await aWorld(db);
    const { id: labourerId } = await aLabourer(world);
    const { id, version } = await atWork(world, labourerId, '2026-08-01');
    const me = person(world, labourerId);
    const left = { version, outcome: 'left' as const, endedOn: '2026-11-15', endReason: 'family' as const };
    const early = { ...left, endedOn: '2026-07-31' };
    await expect(sayOfMyWork(me, { params: { id }, body: early })).rejects.toMatchObject({
      code: 'placement.dates_out_of_order',
    });
    const before = world.news.length;
    const said = await sayOfMyWork(me, { params: { id }, body: left });
    expect(said.placements).toMatchObject([{ status: 'ended', endedOn: '2026-11-15', monthsCompleted: 3 }]);
    expect(world.news.slice(before).map(({ topic }) => topic)).toEqual(['labourer.changed', 'placement.changed']);
  });

  test('nobody speaks of another’s work', async ({ db }) => {
    const world = await aWorld(db);
    const { id: labourerId } = await aLabourer(world);
    const { id, version } = await atWork(world, labourerId, '2026-08-01');
    const other = person(world, (await aLabourer(world)).id);
    await expect(sayOfMyWork(other, { params: { id }, body: { version, outcome: 'at_work' } })).rejects.toMatchObject({
      code: 'placement.not_found',
    });
    expect((await listMyWork(other)).placements).toEqual([]);
  });
});
