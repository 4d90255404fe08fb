import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import type { Connection } from '../../../api/src/db/client.ts';
import { employers } from '../../../api/src/domains/employers/tables.ts';
import { jobHandlers } from '../../../api/src/domains/jobs/jobs.ts';
import { complete, listBranches, readJob, searchJobs, suggest } from '../../../api/src/domains/jobs/public.ts';
import {
  checkIndex,
  documentOf,
  indexState,
  rebuildIndex,
  sharingCounties,
  syncJobs,
} from '../../../api/src/domains/jobs/search-index.ts';
import { takeStep } from '../../../api/src/domains/jobs/service.ts';
import { listOpenByIds } from '../../../api/src/domains/jobs/store.ts';
import { jobs } from '../../../api/src/domains/jobs/tables.ts';
import { countTiles } from '../../../api/src/domains/jobs/tiles.ts';
import { postgres } from '../../../search/src/engines/postgres/engine.ts';
import { aWorld, COUNTY, OTHER_VILLAGE, TOWN, VILLAGE, type World } from '../../support/app.ts';
import { anEmployer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';
import { aJob } from './builders.ts';

/** A world whose postings are found by the real PostgreSQL engine, which works on connections of its own. */
const aSearchedWorld = ({ db, sql }: Connection): Promise<World> => aWorld(db, { search: postgres({ sql }) });

/** What the worker does with the news of postings and employers, until there is no more. */
async function follow(world: World) {
  const handlers = jobHandlers(world.deps);
  for (let news = world.news.shift(); news; news = world.news.shift()) {
    if (news.topic === 'job.changed' || news.topic === 'employer.changed') await handlers[news.topic]?.(news.payload);
  }
}

const titles = async (world: World, query: Parameters<typeof searchJobs>[1]['query'] = {}) =>
  (await searchJobs(world.as('visitor'), { query })).jobs.map(({ title }) => title);

const take = (
  world: World,
  job: { id: string; version: number },
  action: Parameters<typeof takeStep>[1]['body']['action'],
) => takeStep(world.as('county_officer'), { params: { id: job.id }, body: { action, version: job.version } });

describe('postings and their index', () => {
  test('a posting is found as soon as it is published and gone as soon as it is paused', async ({ committed }) => {
    const world = await aSearchedWorld(committed);
    const job = await aJob(world, 'published', { title: '缝纫工 村里车间' });
    await follow(world);
    expect(await titles(world, { text: '缝纫' })).toEqual(['缝纫工 村里车间']);
    await take(world, job, 'pause');
    // The index has not heard of it yet: the row decides.
    expect(await titles(world, { text: '缝纫' })).toEqual([]);
    await follow(world);
    expect(await world.deps.search.count()).toBe(0);
  });

  test('a suspended employer’s postings are not shown and leave the index', async ({ committed }) => {
    const world = await aSearchedWorld(committed);
    const { id } = await anEmployer(world);
    await aJob(world, 'published', {}, id);
    await follow(world);
    await world.db.update(employers).set({ state: 'suspended' });
    expect(await titles(world)).toEqual([]);
    await world.deps.outbox.enqueue(undefined as never, 'employer.changed', { countyCode: COUNTY, id });
    await follow(world);
    expect(await world.deps.search.count()).toBe(0);
  });

  test('what is full or past its last day is shown to nobody, whatever the index says', async ({ committed }) => {
    const world = await aSearchedWorld(committed);
    const full = await aJob(world, 'published', { title: '装卸工' });
    await aJob(world, 'published', { title: '保洁员', validUntilOn: '2026-11-20' });
    await follow(world);
    expect((await titles(world)).toSorted()).toEqual(['保洁员', '装卸工']);
    await world.db.update(jobs).set({ placedCount: 3 }).where(eq(jobs.id, full.id));
    expect(await titles(world)).toEqual(['保洁员']);
    world.setNow(new Date('2026-11-21T04:00:00Z'));
    expect(await titles(world)).toEqual([]);
  });

  test('a row that has taken the place of another on the disk is not taken for it', async ({ committed }) => {
    const world = await aSearchedWorld(committed);
    const first = await aJob(world, 'published', { title: '装卸工' });
    await aJob(world, 'published', { title: '保洁员' });
    await follow(world);
    // Both rows written by one transaction, as an import does, the first before the second.
    await world.db.update(jobs).set({ demands: ['heavy_lifting'] });
    await committed.sql.unsafe('vacuum full jobs');
    expect(await titles(world)).toHaveLength(2);
    await world.db.update(jobs).set({ status: 'paused' }).where(eq(jobs.id, first.id));
    await committed.sql.unsafe('vacuum full jobs');
    expect(await titles(world)).toEqual(['保洁员']);
  });

  test('filters are obeyed: place, kind, pay, shift, board', async ({ committed }) => {
    const world = await aSearchedWorld(committed);
    await aJob(world, 'published', { title: '缝纫工' });
    await aJob(world, 'published', {
      title: '夜班保安',
      description: '',
      kind: 'market',
      shift: 'night',
      regionCode: OTHER_VILLAGE,
      hasBoard: false,
      pay: { kind: 'month', minFen: 250_000, maxFen: 260_000 },
    });
    await follow(world);
    expect(await titles(world, { areas: TOWN })).toEqual(['缝纫工']);
    expect(await titles(world, { kinds: 'market' })).toEqual(['夜班保安']);
    expect(await titles(world, { payMinFen: 300_000 })).toEqual(['缝纫工']);
    expect(await titles(world, { shifts: 'night' })).toEqual(['夜班保安']);
    expect(await titles(world, { perks: 'meals' })).toEqual(['缝纫工']);
    expect(await titles(world, { kinds: 'market,workshop', limit: 1 })).toHaveLength(1);
  });

  test('what was understood of the words comes back as chips, and a chip taken away no longer counts', async ({
    committed,
  }) => {
    const world = await aSearchedWorld(committed);
    await aJob(world, 'published', { title: '缝纫工' });
    await follow(world);
    const ask = (drop?: string) =>
      searchJobs(world.as('visitor'), { query: { text: '乙镇 缝纫 四千以上', ...(drop && { drop }) } });
    const asked = await ask();
    expect(asked.chips.map(({ label }) => label).join(' ')).toMatch(/乙镇.*4000|4000.*乙镇/);
    expect(asked.jobs.map(({ title }) => title)).toEqual(['缝纫工']);
    const [first] = asked.chips;
    const fewer = await ask(first?.key);
    expect(fewer.chips).toHaveLength(asked.chips.length - 1);
  });

  test('trades and places are completed from characters and initials', async ({ db }) => {
    const ctx = (await aWorld(db)).as('visitor');
    const texts = async (typed: string) =>
      (await complete(ctx, { query: { typed } })).suggestions.map(({ text }) => text);
    expect(await texts('缝纫')).toContain('缝纫工');
    expect(await texts('frg')).toContain('缝纫工');
    expect(await texts('甲街')).toContain('甲街道');
  });

  test('an index that lost, kept and mistook postings is found out and repaired', async ({ committed }) => {
    const world = await aSearchedWorld(committed);
    const [lost, kept, stale] = [
      await aJob(world, 'published'),
      await aJob(world, 'published'),
      await aJob(world, 'published'),
    ];
    await syncJobs(world.deps, [lost.id, kept.id, stale.id]);
    await world.deps.search.drop([lost.id]);
    await world.db.update(jobs).set({ status: 'withdrawn' }).where(eq(jobs.id, kept.id));
    await world.db.update(jobs).set({ title: '熨烫工' }).where(eq(jobs.id, stale.id));
    const drift = { engine: 'postgres', missing: 1, extra: 1, stale: 1 };
    expect(await checkIndex(world.deps)).toEqual([drift]);
    expect(await checkIndex(world.deps, true)).toEqual([drift]);
    expect(await checkIndex(world.deps)).toEqual([{ ...drift, missing: 0, extra: 0, stale: 0 }]);
    expect(await indexState(world.deps)).toEqual({
      engine: 'postgres',
      isHealthy: true,
      open: 2,
      indexed: 2,
      failover: null,
    });
  });

  test('a rebuild fills an empty index and says how many there are', async ({ committed }) => {
    const world = await aSearchedWorld(committed);
    for (let i = 0; i < 3; i += 1) await aJob(world, 'published');
    await aJob(world, 'draft');
    const seen: number[] = [];
    expect(await rebuildIndex(world.deps, (done) => seen.push(done))).toBe(3);
    expect(seen).toEqual([3]);
    expect(await titles(world)).toHaveLength(3);
  });

  test('a document holds the place at every level and the counties it is shared with, and no contact', async ({
    db,
  }) => {
    const world = await aWorld(db);
    const { id } = await aJob(world, 'published', { sharedWith: 'prefecture', hasLodging: true });
    const [row] = await listOpenByIds(db, COUNTY, '2026-11-20', [id]);
    if (!row) throw new Error('published and therefore open');
    const doc = documentOf(row, new Map([['371311000000', '罗庄区']]), [COUNTY, '371302', '370202']);
    expect(doc).toMatchObject({
      sharedWith: ['371302'],
      regionNames: ['罗庄区'],
      perks: ['meals', 'lodging'],
      validUntilOn: 20270131,
      payMinFen: 320_000,
    });
    expect(doc.areaCodes).toEqual(['370000000000', '371300000000', '371311000000', TOWN, VILLAGE]);
    expect(sharingCounties({ countyCode: COUNTY, sharedWith: 'anywhere' }, [COUNTY, '610723'])).toEqual(['610723']);
  });
});

describe('what anybody may read', () => {
  test('the page of an open posting has its facts and others like it', async ({ db }) => {
    const world = await aWorld(db);
    const [one, other] = [await aJob(world, 'published'), await aJob(world, 'published', { title: '锁边工' })];
    const page = await readJob(world.as('visitor'), { params: { id: one.id }, query: {} });
    expect(page).toMatchObject({
      title: '缝纫工',
      openCount: 3,
      hasBoard: true,
      placeName: '罗庄区甲街道甲一村',
      validUntilOn: '2027-01-31',
    });
    expect(page.similar.map(({ id }) => id)).toEqual([other.id]);
  });

  test('a closed posting says so with its title, why, and where to go on', async ({ db }) => {
    const world = await aWorld(db);
    const [gone, other] = [await aJob(world, 'published'), await aJob(world, 'published', { title: '锁边工' })];
    await take(world, gone, 'withdraw');
    await expect(readJob(world.as('visitor'), { params: { id: gone.id }, query: {} })).rejects.toMatchObject({
      code: 'job.closed',
      details: { title: '缝纫工', why: 'withdrawn', similar: [{ id: other.id }] },
    });
  });

  test('a draft is unknown to the public', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await aJob(world, 'submitted');
    await expect(readJob(world.as('visitor'), { params: { id }, query: {} })).rejects.toMatchObject({
      code: 'job.not_found',
    });
  });

  test('the kiosk’s tiles count what is open here, near, new, at home, with board', async ({ db }) => {
    const world = await aWorld(db);
    await aJob(world, 'published');
    await aJob(world, 'published', {
      kind: 'home_based',
      regionCode: OTHER_VILLAGE,
      hasBoard: false,
      shift: 'part_time',
    });
    await aJob(world, 'submitted');
    world.setNow(new Date('2026-11-21T04:00:00Z'));
    await aJob(world, 'published');
    const counts = await countTiles(world.as('visitor'), { query: { regionCode: VILLAGE } });
    expect(counts).toEqual({ open: 3, near: 2, newToday: 1, homeBased: 1, withBoard: 2, partTime: 1 });
    const near = async (regionCode: string) => (await countTiles(world.as('visitor'), { query: { regionCode } })).near;
    expect([await near(OTHER_VILLAGE), await near(`${COUNTY}000000`)]).toEqual([1, 3]);
  });

  test('the numbers of the tiles are at most ten seconds old', async ({ db }) => {
    const world = await aWorld(db);
    const open = async () => (await countTiles(world.as('visitor'), { query: {} })).open;
    expect(await open()).toBe(0);
    await aJob(world, 'published');
    expect(await open()).toBe(0);
    world.setNow(new Date(world.deps.now().getTime() + 10_000));
    expect(await open()).toBe(1);
    await world.db.update(jobs).set({ validUntilOn: '2026-11-20' });
    world.setNow(new Date('2026-11-20T16:00:00Z'));
    expect(await open()).toBe(0);
  });

  test('a text is mapped to branches of the tree, and the tree can be walked', async ({ db }) => {
    const ctx = (await aWorld(db)).as('visitor');
    const { choices } = await suggest(ctx, { query: { text: '开压路机的' } });
    expect(choices[0]?.name).toContain('压路机');
    const { occupations } = await listBranches(ctx, { query: {} });
    expect(occupations.every(({ code }) => code.length === 2)).toBe(true);
    await expect(listBranches(ctx, { query: { parent: '9999' } })).rejects.toMatchObject({
      code: 'job.occupation_unknown',
    });
  });
});
