import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { events } from '../../../api/src/domains/audit/tables.ts';
import { endPlacement, recordPlacement } from '../../../api/src/domains/placements/service.ts';
import { settlePlacements } from '../../../api/src/domains/placements/stability.ts';
import { readPlacement } from '../../../api/src/domains/placements/view.ts';
import { adoptLibrary } from '../../../api/src/domains/subsidies/policies/adopt.ts';
import { settleStable } from '../../../api/src/domains/subsidies/stable.ts';
import { aWorld, COUNTY, type World } from '../../support/app.ts';
import { aLabourer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';

const at = (day: string) => new Date(`${day}T04:00:00Z`);

async function aStart(world: World, startedOn: string) {
  const { id: labourerId } = await aLabourer(world);
  const facts = { labourerId, origin: 'hand' as const, introducerKind: 'none' as const, startedOn };
  const post = { contractKind: 'labour_contract' as const, employerName: '某某制衣厂', postTitle: '缝纫工' };
  return recordPlacement(world.as('county_officer'), { body: { ...facts, ...post } });
}

const statusOf = async (world: World, id: string) =>
  (await readPlacement(world.as('county_officer'), { params: { id } })).status;

describe('a placement becomes stable', () => {
  test('on the day after its months are complete, once, with its event and its news', async ({ db }) => {
    const world = await aWorld(db);
    world.setNow(at('2026-06-02'));
    const { id } = await aStart(world, '2026-06-01');
    world.setNow(at('2026-11-30'));
    expect(await settlePlacements(world.system, 6)).toBe(0);
    world.setNow(at('2026-12-01'));
    const before = world.news.length;
    expect(await settlePlacements(world.system, 6)).toBe(1);
    expect(await statusOf(world, id)).toBe('stable');
    expect(world.news.slice(before)).toEqual([{ topic: 'placement.changed', payload: { countyCode: COUNTY, id } }]);
    const steps = await db.select().from(events).where(eq(events.subjectId, id)).orderBy(events.seq);
    expect(steps.at(-1)).toMatchObject({
      action: 'settle',
      fromStatus: 'started',
      toStatus: 'stable',
      actorRole: 'system',
    });
    expect(await settlePlacements(world.system, 6)).toBe(0);
  });

  test('an end before that stops the count, and one who ended never becomes stable', async ({ db }) => {
    const world = await aWorld(db);
    world.setNow(at('2026-06-02'));
    const { id, version } = await aStart(world, '2026-06-01');
    world.setNow(at('2026-12-01'));
    const body = { version, endedOn: '2026-11-29', endReason: 'resigned' as const };
    const ended = await endPlacement(world.as('county_officer'), { params: { id }, body });
    expect(ended.monthsCompleted).toBe(5);
    world.setNow(at('2027-06-01'));
    expect(await settlePlacements(world.system, 6)).toBe(0);
    expect(await statusOf(world, id)).toBe('ended');
  });

  test('all of many, whatever the size of a batch', async ({ db }) => {
    const world = await aWorld(db);
    world.setNow(at('2026-06-02'));
    for (let i = 0; i < 12; i += 1) await aStart(world, i % 3 === 0 ? '2026-06-02' : '2026-06-01');
    world.setNow(at('2026-12-01'));
    expect(await settlePlacements(world.system, 6, 5)).toBe(8);
  });

  test('after the months that the county’s rules wait for, and never where no rule waits', async ({ db }) => {
    const world = await aWorld(db);
    world.setNow(at('2026-06-02'));
    const { id } = await aStart(world, '2026-06-01');
    world.setNow(at('2026-12-01'));
    expect(await settleStable(world.deps, COUNTY)).toBe(0);
    await db.transaction((tx) => adoptLibrary(tx, world.as('county_officer'), { jurisdiction: 'luozhuang' }));
    expect(await settleStable(world.deps, COUNTY)).toBe(1);
    expect(await statusOf(world, id)).toBe('stable');
  });
});
