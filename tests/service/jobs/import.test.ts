import fs from 'node:fs';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { verifyChain } from '../../../api/src/domains/audit/service.ts';
import { employers } from '../../../api/src/domains/employers/tables.ts';
import { takeImportStep } from '../../../api/src/domains/imports/service.ts';
import { type Counts, stageImport } from '../../../api/src/domains/imports/stage.ts';
import { listDesk, listReview } from '../../../api/src/domains/jobs/desk-lists.ts';
import { UNNAMED } from '../../../api/src/domains/jobs/import-employers.ts';
import { openJobReader } from '../../../api/src/domains/jobs/import-reader.ts';
import { editJob, readDesk } from '../../../api/src/domains/jobs/service.ts';
import { jobs } from '../../../api/src/domains/jobs/tables.ts';
import { upsertRegions } from '../../../api/src/domains/regions/store.ts';
import { fileAt, fileOfBytes, readRows } from '../../../api/src/kernel/row-file.ts';
import { aWorld, COUNTY, type World } from '../../support/app.ts';
import { test } from '../../support/database.ts';
import { besideProject, describeWhere } from '../../support/skip.ts';
import { aDraft } from './builders.ts';

// Only postings are read here: the other kinds have readers of their own.
const readers = { jobs: openJobReader, labourers: openJobReader, employers: openJobReader, placements: openJobReader };

const stage = (world: World, name: string, text: string, dryRun = false) =>
  stageImport(world.as('county_officer'), openJobReader, readRows(fileOfBytes(name, Buffer.from(text))), {
    fileName: name,
    dryRun,
  });

async function take(world: World, name: string, text: string): Promise<{ id: string; counts: Counts }> {
  const { id, counts } = await stage(world, name, text);
  await takeImportStep(world.as('county_officer'), readers, id ?? '', 'apply');
  return { id: id ?? '', counts };
}

const lines = (...rows: object[]) => rows.map((row) => JSON.stringify(row)).join('\n');
const anAd = (over: object = {}) => ({
  id: 'a1',
  source: '51job-2023',
  title: '缝纫工',
  company: '某厂',
  region: '山东省临沂罗庄区',
  salary: '4-6千·13薪',
  ...over,
});

describe('postings from files', () => {
  test('an ad becomes a draft of a firm that waits to be registered, with what could be read', async ({ db }) => {
    const world = await aWorld(db);
    const { counts } = await take(
      world,
      'ads.jsonl',
      lines(anAd({ education: '初中及以上', benefits: '包吃住,五险', headcount: '若干' })),
    );
    expect(counts).toMatchObject({ toCreate: 1, toUpdate: 0, upToDate: 0, withErrors: 0, unparsed: { headcount: 1 } });
    const [job] = await db.select().from(jobs);
    expect(job).toMatchObject({
      status: 'draft',
      source: '51job-2023',
      sourceRef: 'a1',
      regionCode: '371311000000',
      payMinFen: 400_000,
      monthlyMaxFen: 600_000,
      educationMin: 'junior',
      hasBoard: true,
      hasLodging: true,
      headCount: null,
      extra: { salary: '4-6千·13薪', headcount: '若干' },
    });
    const [firm] = await db.select().from(employers);
    expect(firm).toMatchObject({ name: '某厂', sourceName: '某厂', creditCode: null, state: 'registered' });
    expect((await verifyChain(world.deps, COUNTY)).broken).toBeNull();
  });

  test('what cannot be read is kept as text and counted by its field', async ({ db }) => {
    const world = await aWorld(db);
    const row = anAd({
      salary: '待遇从优',
      region: '火星',
      education: '看人',
      orig: { age: '五十上下', industry: '服装' },
    });
    expect((await take(world, 'ads.jsonl', lines(row))).counts.unparsed).toEqual({
      salary: 1,
      region: 1,
      education: 1,
      age: 1,
    });
    const [job] = await db.select().from(jobs);
    expect(job).toMatchObject({
      payText: '待遇从优',
      placeText: '火星',
      extra: { education: '看人', age: '五十上下', industry: '服装' },
    });
  });

  test('pay that is to be agreed is an answer, not something unread', async ({ db }) => {
    const world = await aWorld(db);
    expect((await take(world, 'ads.jsonl', lines(anAd({ salary: '面议' })))).counts.unparsed).toEqual({});
    expect((await db.select().from(jobs))[0]).toMatchObject({ payText: '面议', payKind: null });
  });

  test('the same file again changes nothing, a changed row changes its posting', async ({ db }) => {
    const world = await aWorld(db);
    await take(world, 'ads.jsonl', lines(anAd(), anAd({ id: 'a2' })));
    expect((await stage(world, 'ads.jsonl', lines(anAd(), anAd({ id: 'a2' })))).counts).toMatchObject({
      toCreate: 0,
      toUpdate: 0,
      upToDate: 2,
    });
    expect((await take(world, 'ads.jsonl', lines(anAd({ salary: '5-6千' }), anAd({ id: 'a2' })))).counts).toMatchObject(
      { toUpdate: 1, upToDate: 1 },
    );
    expect((await db.select().from(jobs).where(eq(jobs.sourceRef, 'a1')))[0]).toMatchObject({
      payMinFen: 500_000,
      version: 2,
    });
  });

  test('what staff filled in stays when the source has not changed', async ({ db }) => {
    const world = await aWorld(db);
    await take(world, 'ads.jsonl', lines(anAd()));
    const officer = world.as('county_officer');
    const [row] = (await listDesk(officer, { query: {} })).jobs;
    if (!row) throw new Error('imported just now');
    await editJob(officer, { params: { id: row.id }, body: { ...aDraft({ headCount: 9 }), version: row.version } });
    expect((await stage(world, 'ads.jsonl', lines(anAd()))).counts).toMatchObject({ upToDate: 1 });
    expect((await readDesk(officer, { params: { id: row.id } })).headCount).toBe(9);
  });

  test('the template in Chinese: a whole and lawful posting waits for review at once, an unlawful one is a draft', async ({
    db,
  }) => {
    const world = await aWorld(db);
    const csv = [
      '岗位名称*,用人单位*,工种,工作地点,薪资,招聘人数,有效期至,班次,包吃,年龄要求,岗位描述',
      '缝纫工,某厂,缝纫工,罗庄区甲街道甲一村,150元/天,5,2027/1/31,白班,是,18-58岁,做校服',
      '保安,某厂,保安,罗庄区,3000元/月,2,2027-01-31,两班倒,否,不限,限男性',
    ].join('\n');
    expect((await take(world, '岗位.csv', csv)).counts).toMatchObject({ toCreate: 2, withErrors: 0, unparsed: {} });
    const { jobs: waiting } = await listReview(world.as('county_officer'), { query: {} });
    expect(waiting).toMatchObject([
      {
        title: '缝纫工',
        headCount: 5,
        hasBoard: true,
        ageMax: 58,
        validUntilOn: '2027-01-31',
        regionCode: '371311001201',
      },
    ]);
    expect((await listDesk(world.as('county_officer'), { query: { status: 'draft' } })).jobs).toMatchObject([
      { title: '保安' },
    ]);
    expect(await db.select().from(employers)).toHaveLength(1);
  });

  test('a wrong row is told with its reason and does not hold up the others', async ({ db }) => {
    const world = await aWorld(db);
    const { counts } = await take(
      world,
      'ads.jsonl',
      lines(anAd({ title: ' ' }), anAd({ id: 'a2', creditCode: '123' }), anAd({ id: 'a3' }), anAd({ id: 'a3' })),
    );
    expect(counts).toMatchObject({ toCreate: 1, withErrors: 3 });
    expect(counts.errors.map(({ row, errors: [first] }) => [row, first?.field, first?.code])).toEqual([
      [1, '岗位名称', 'row.missing'],
      [2, '统一社会信用代码', 'row.credit_code_wrong'],
      [4, '岗位编号', 'row.twice'],
    ]);
  });

  test('a trial run tells the same and leaves no trace', async ({ db }) => {
    const world = await aWorld(db);
    const { id, counts } = await stage(world, 'ads.jsonl', lines(anAd()), true);
    expect([id, counts.toCreate, (await db.select().from(jobs)).length]).toEqual([null, 1, 0]);
  });

  test('an import can be taken back with the firms it brought, until somebody works on a posting', async ({ db }) => {
    const world = await aWorld(db);
    const officer = world.as('county_officer');
    const { id } = await take(world, 'ads.jsonl', lines(anAd(), anAd({ id: 'a2', company: '' })));
    expect((await db.select().from(employers)).map(({ name }) => name).toSorted()).toEqual(
      [UNNAMED, '某厂'].toSorted(),
    );
    await takeImportStep(officer, readers, id, 'takeBack');
    expect([await db.select().from(jobs), await db.select().from(employers)]).toEqual([[], []]);
    const again = await take(world, 'ads.jsonl', lines(anAd()));
    const [row] = (await listDesk(officer, { query: {} })).jobs;
    await editJob(officer, { params: { id: row?.id ?? '' }, body: { ...aDraft(), version: 1 } });
    await expect(takeImportStep(officer, readers, again.id, 'takeBack')).rejects.toMatchObject({
      code: 'import.stood_on',
    });
  });

  test('taking back an import that overwrote puts the old words back', async ({ db }) => {
    const world = await aWorld(db);
    await take(world, 'ads.jsonl', lines(anAd()));
    const { id } = await take(world, 'ads.jsonl', lines(anAd({ title: '熨烫工' })));
    await takeImportStep(world.as('county_officer'), readers, id, 'takeBack');
    expect((await db.select().from(jobs))[0]).toMatchObject({ title: '缝纫工' });
  });

  test('zero bytes and half characters in a file do no harm', async ({ db }) => {
    const world = await aWorld(db);
    await take(world, 'ads.jsonl', lines(anAd({ title: '缝\u0000纫工', description: 'x\ud800y' })));
    expect((await db.select().from(jobs))[0]).toMatchObject({ title: '缝纫工' });
  });
});

const folder = besideProject('data');
describeWhere(folder, 'import of the ads of seven sources (no ../shared/data)')('the files of seven sources', () => {
  test('every row is taken; pay and place are read in 97 of 100 rows that carry one', async ({ db }) => {
    const world = await aWorld(db);
    await db.transaction((tx) =>
      upsertRegions(tx, divisions(path.join(folder ?? '', 'divisions/divisions_to_county.csv'))),
    );
    const carried = { salary: 0, region: 0 };
    const unread = { salary: 0, region: 0 };
    let rows = 0;
    for (const file of fs.readdirSync(path.join(folder ?? '', 'jobs'))) {
      const source = readRows(fileAt(path.join(folder ?? '', 'jobs', file)));
      async function* counted() {
        for await (const row of source) {
          for (const field of ['salary', 'region'] as const) carried[field] += row.cells[field] ? 1 : 0;
          yield row;
        }
      }
      const { counts } = await stageImport(world.as('county_officer'), openJobReader, counted(), {
        fileName: file,
        dryRun: true,
      });
      expect(counts.withErrors).toBe(0);
      for (const field of ['salary', 'region'] as const) unread[field] += counts.unparsed[field] ?? 0;
      rows += counts.toCreate;
    }
    expect(rows).toBe(15_305);
    expect(1 - unread.salary / carried.salary).toBeGreaterThanOrEqual(0.97);
    expect(1 - unread.region / carried.region).toBeGreaterThanOrEqual(0.97);
  });
});

/** The list of places to county as rows of the register. */
function divisions(file: string) {
  const [head = '', ...rows] = fs.readFileSync(file, 'utf8').trim().split('\n');
  const column = (name: string) => head.split(',').indexOf(name);
  const [code12, name, level] = ['code12', 'name', 'level'].map(column) as [number, number, number];
  return rows.flatMap((line) => {
    const cells = line.split(',');
    const [code, itsName] = [cells[code12] ?? '', cells[name] ?? ''];
    if (!/^\d{12}$/.test(code)) return [];
    const shortName = itsName.replace(/(?:省|市|自治区|区|县)$/, '') || itsName;
    // The file's levels are those of the register.
    return [{ code, level: cells[level] as 'county', name: itsName, shortName, parentCode: null, source: 'test' }];
  });
}
