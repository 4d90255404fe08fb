import { asc, eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { sayRowReason } from '../../../api/contract/import-reasons.ts';
import { takeImportStep } from '../../../api/src/domains/imports/service.ts';
import { stageImport } from '../../../api/src/domains/imports/stage.ts';
import { matchCounty } from '../../../api/src/domains/matching/run.ts';
import { deliveries } from '../../../api/src/domains/matching/tables.ts';
import { recordFollowUp } from '../../../api/src/domains/placements/service.ts';
import { followUps, placements } from '../../../api/src/domains/placements/tables.ts';
import { findEntitlements } from '../../../api/src/domains/subsidies/claims/find.ts';
import { claims } from '../../../api/src/domains/subsidies/claims/tables.ts';
import { adoptLibrary } from '../../../api/src/domains/subsidies/policies/adopt.ts';
import { IMPORT_KINDS } from '../../../api/src/import-kinds.ts';
import { fileOfBytes, readRows } from '../../../api/src/kernel/row-file.ts';
import { aWorld, NOON, OTHER_TOWN, type World } from '../../support/app.ts';
import { aJob, anEmployer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';
import { aHousehold, aLabourer, anIdNumber } from '../../support/people.ts';

const aRow = (n: number, over: Record<string, string> = {}): Record<string, string> => ({
  姓名: `人${n}`,
  身份证号: anIdNumber(n),
  用人单位: '某某饭店',
  岗位: '洗碗工',
  合同种类: '劳务协议',
  上班日期: '2026.3.2',
  ...over,
});

const file = (rows: Record<string, string>[]) =>
  fileOfBytes('就业.jsonl', Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n')));
const stage = (world: World, rows: Record<string, string>[], dryRun = false, ctx = world.as('county_officer')) =>
  stageImport(ctx, IMPORT_KINDS.readers.placements, readRows(file(rows)), { fileName: '就业.jsonl', dryRun });
const step = (world: World, id: string | null, action: 'apply' | 'takeBack') =>
  takeImportStep(world.as('county_officer'), IMPORT_KINDS.readers, id ?? '', action);

async function imported(world: World, rows: Record<string, string>[]) {
  const { id, counts } = await stage(world, rows);
  expect(counts.errors).toEqual([]);
  await step(world, id, 'apply');
  return id;
}

const CODE = '91350100M000100Y43';

async function aTown(db: Parameters<typeof aWorld>[0], people = 3) {
  const world = await aWorld(db);
  const household = await aHousehold(world);
  const labourers = [];
  for (let n = 1; n <= people; n += 1)
    labourers.push(await aLabourer(world, household.id, { name: `人${n}`, idNumber: anIdNumber(n) }));
  world.news.length = 0;
  return { world, labourers };
}

const all = (world: World) => world.db.select().from(placements).orderBy(asc(placements.startedOn));
const reasons = async (world: World, rows: Record<string, string>[], ctx = world.as('county_officer')) =>
  (await stage(world, rows, true, ctx)).counts.errors.map(({ row, errors }) => [row, ...errors.map(sayRowReason)]);

describe('an import of placements', () => {
  test('shows before it writes, writes whole, and a second time changes nothing', async ({ db }) => {
    const { world, labourers } = await aTown(db);
    const firm = await anEmployer(world, { name: '某某制衣厂', creditCode: CODE });
    const rows = [
      aRow(1, {
        用人单位: '',
        统一社会信用代码: firm.creditCode ?? '',
        岗位: '缝纫工',
        岗位类型: '就业帮扶车间',
        月工资: '3,800 元',
      }),
      aRow(2, {
        参加的保险: '养老、工伤',
        工作地点: '甲街道甲一村',
        合同签订日期: '2026-03-01',
        合同到期日期: '2027-02-28',
      }),
      aRow(3, { 离岗日期: '2026-09-30', 离岗原因: '合同到期' }),
      aRow(3, { 用人单位: '某某物流', 上班日期: '' }),
    ];
    const { id, counts } = await stage(world, rows);
    expect(counts).toMatchObject({ toCreate: 4, toUpdate: 0, upToDate: 0, withErrors: 0, errors: [] });
    expect(await all(world)).toEqual([]);
    await step(world, id, 'apply');
    const made = await all(world);
    expect(made).toMatchObject([
      {
        labourerId: labourers[0]?.id,
        employerId: firm.id,
        employerName: '某某制衣厂',
        postKind: 'workshop',
        monthlyPayFen: 380_000,
        status: 'started',
        origin: 'import',
        introducerKind: 'none',
      },
      {
        employerId: null,
        employerName: '某某饭店',
        insurances: ['pension', 'work_injury'],
        contractKind: 'service_agreement',
        contractUntilOn: '2027-02-28',
        regionCode: '371311001201',
        status: 'started',
      },
      { status: 'ended', endedOn: '2026-09-30', endReason: 'contract_over' },
      { status: 'agreed', startedOn: null, employerName: '某某物流' },
    ]);
    expect((await db.select().from(followUps)).filter(({ placementId }) => placementId === made[0]?.id)).toHaveLength(
      4,
    );
    expect(await db.select().from(followUps)).toHaveLength(8);
    expect(world.news).toEqual([]);
    expect((await stage(world, rows)).counts).toMatchObject({ toCreate: 0, toUpdate: 0, upToDate: 4, withErrors: 0 });
  });

  test('leaves no trace when asked only to look', async ({ db }) => {
    const { world } = await aTown(db, 1);
    const { id, counts } = await stage(world, [aRow(1)], true);
    expect({ id, toCreate: counts.toCreate }).toEqual({ id: null, toCreate: 1 });
    expect(await all(world)).toEqual([]);
  });

  test('says of each row in Chinese why it cannot be taken', async ({ db }) => {
    const { world } = await aTown(db, 2);
    await anEmployer(world, { name: '同名公司' });
    await anEmployer(world, { name: '同名公司' });
    const rows = [
      aRow(7),
      aRow(1, { 姓名: '别人' }),
      aRow(1, { 用人单位: '', 岗位: '', 合同种类: '口头', 上班日期: '上个月' }),
      aRow(1, { 上班日期: '2027-01-01', 引荐人类型: '中介机构', 合同签订日期: '2026-02-01' }),
      aRow(1, { 用人单位: '同名公司' }),
      aRow(2, { 离岗日期: '2026-01-01' }),
      aRow(2, { 引荐人类型: '村里', 引荐人: '甲一村', 引荐确定日期: '2026-03-05', 合同签订日期: '2026-03-01' }),
      aRow(2, {
        用人单位: '另一家',
        统一社会信用代码: '91350100M000100Y43',
        上班日期: '2026-05-01',
        离岗日期: '2026-06-01',
        离岗原因: '其他',
      }),
    ];
    expect(await reasons(world, rows)).toEqual([
      [1, '身份证号：您管的登记册里没有这个人，请先登记或先导入劳动力'],
      [2, '姓名：“别人”和登记册里这个身份证号的姓名不一样'],
      [
        3,
        '用人单位：必填，这里空着',
        '上班日期：“上个月”不是日期，请写成 2026-01-31',
        '岗位：必填，这里空着',
        expect.stringContaining('合同种类：“口头”不在可选的里面，可选：劳动合同、'),
      ],
      [
        4,
        '上班日期：2027-01-01 还没有到',
        '引荐人：有引荐人的，引荐人和引荐确定日期都要填',
        '上班日期：第 4 行和第 2 行是同一个人，两处都写着在上班',
      ],
      [5, '上班日期：第 5 行和第 2 行是同一个人，两处都写着在上班'],
      [6, '离岗原因：必填，这里空着', '离岗日期：比开始的日期还早'],
      [7, '引荐确定日期：引荐人要在签合同以前定下来，这里比合同签订日期晚', '身份证号：第 7 行和第 6 行是同一个'],
      [8, '统一社会信用代码：用人单位登记册里没有这个代码，请先登记这家单位；没有登记的就空着，只写单位全名'],
    ]);
  });

  test('a firm whose name stands twice in the register is asked for by its code', async ({ db }) => {
    const { world } = await aTown(db, 1);
    await anEmployer(world, { name: '同名公司' });
    await anEmployer(world, { name: '同名公司' });
    expect(await reasons(world, [aRow(1, { 用人单位: '同名公司' })])).toEqual([
      [1, '用人单位：登记册里有好几家“同名公司”，请填统一社会信用代码'],
    ]);
  });

  test('a town takes in only its own people', async ({ db }) => {
    const { world } = await aTown(db, 1);
    const other = world.as('township_officer', { regionCode: OTHER_TOWN });
    expect(await reasons(world, [aRow(1)], other)).toEqual([
      [1, '身份证号：您管的登记册里没有这个人，请先登记或先导入劳动力'],
    ]);
  });

  test('whoever is at work elsewhere is refused, unless the same file ends that work', async ({ db }) => {
    const { world } = await aTown(db, 1);
    await imported(world, [aRow(1)]);
    const next = aRow(1, { 用人单位: '某某物流', 上班日期: '2026-09-01' });
    expect(await reasons(world, [next])).toEqual([[1, '上班日期：这个人还在“某某饭店”上班，请先写明那边哪天离岗']]);
    await imported(world, [aRow(1, { 离岗日期: '2026-08-31', 离岗原因: '换了工作' }), next]);
    expect(await all(world)).toMatchObject([
      { status: 'ended', endReason: 'moved_on', version: 2 },
      { employerName: '某某物流', status: 'started' },
    ]);
  });

  test('an empty cell changes nothing, what is told corrects, and taking back restores all of it', async ({ db }) => {
    const { world } = await aTown(db, 2);
    await imported(world, [aRow(1, { 月工资: '3000', 备注: '包吃' })]);
    const [before] = await all(world);
    const id = await imported(world, [
      aRow(1, { 合同种类: '劳动合同', 月工资: '3500' }),
      aRow(2, { 上班日期: '2026-03-05' }),
    ]);
    expect(await all(world)).toMatchObject([
      { contractKind: 'labour_contract', monthlyPayFen: 350_000, note: '包吃' },
      { labourerId: expect.any(String) },
    ]);
    await step(world, id, 'takeBack');
    expect(await all(world)).toEqual([{ ...before, version: 3 }]);
    expect(await db.select().from(followUps)).toHaveLength(4);
  });

  test('is not taken back once a return visit was made or a right was found on it', async ({ db }) => {
    const { world, labourers } = await aTown(db, 2);
    const visited = await imported(world, [aRow(1)]);
    const [visit] = await db.select().from(followUps).orderBy(asc(followUps.dayNumber));
    const told = { way: 'phone' as const, outcome: 'at_work' as const };
    await recordFollowUp(world.as('county_officer'), { params: { id: visit?.id ?? '' }, body: told });
    await expect(step(world, visited, 'takeBack')).rejects.toMatchObject({ code: 'import.stood_on' });

    await anEmployer(world, { kind: 'agency', name: '某某中介' });
    await anEmployer(world, { name: '某某制衣厂' });
    await db.transaction((tx) => adoptLibrary(tx, world.system, { jurisdiction: 'luozhuang' }));
    const paid = await imported(world, [
      aRow(2, {
        ...{
          用人单位: '某某制衣厂',
          岗位: '缝纫工',
          合同种类: '劳动合同',
          合同签订日期: '2026-03-01',
          合同到期日期: '2027-03-31',
        },
        ...{ 引荐人类型: '中介机构', 引荐人: '某某中介', 引荐确定日期: '2026-02-20' },
      }),
    ]);
    await findEntitlements(world.system, [labourers[1]?.id ?? '']);
    expect((await db.select().from(claims)).length).toBeGreaterThan(0);
    await expect(step(world, paid, 'takeBack')).rejects.toMatchObject({ code: 'import.stood_on' });
    expect(await all(world)).toHaveLength(2);
  });

  test('a start closes the other open offers, and then it is not taken back', async ({ db }) => {
    const { world } = await aTown(db, 2);
    for (let i = 0; i < 3; i += 1) await aJob(world);
    await matchCounty(world.system);
    world.setNow(new Date(NOON.getTime() + 60_000));
    const [offered] = await db.select().from(deliveries).limit(1);
    const id = await imported(world, [aRow(1), aRow(2)]);
    const closed = await db.select().from(deliveries).where(eq(deliveries.status, 'closed'));
    expect(closed.length).toBeGreaterThan(0);
    expect(offered).toMatchObject({ status: 'planned' });
    await expect(step(world, id, 'takeBack')).rejects.toMatchObject({ code: 'import.stood_on' });
  });

  test('what is only agreed on is confirmed by hand, not by a file', async ({ db }) => {
    const { world } = await aTown(db, 1);
    await imported(world, [aRow(1, { 上班日期: '' })]);
    expect(await reasons(world, [aRow(1)])).toEqual([
      [1, '上班日期：这件事系统里已经有了，还等着确认：请到“上岗与回访”里点开它，记下到岗了'],
    ]);
  });
});
