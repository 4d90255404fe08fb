import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { sayRowReason } from '../../../api/contract/import-reasons.ts';
import { takeImportStep } from '../../../api/src/domains/imports/service.ts';
import { stageImport } from '../../../api/src/domains/imports/stage.ts';
import { importRows } from '../../../api/src/domains/imports/tables.ts';
import { pairHousehold } from '../../../api/src/domains/people/households.ts';
import { checkCard } from '../../../api/src/domains/people/service.ts';
import { households, labourers, povertySpells } from '../../../api/src/domains/people/tables.ts';
import { IMPORT_KINDS } from '../../../api/src/import-kinds.ts';
import { fileOfBytes, readRows } from '../../../api/src/kernel/row-file.ts';
import { anAccount, aWorld, OTHER_TOWN, TOWN, type World } from '../../support/app.ts';
import { test } from '../../support/database.ts';
import { anIdNumber } from '../../support/people.ts';

const aRow = (n: number, over: Record<string, string> = {}): Record<string, string> => ({
  户编号: `H-${n}`,
  户主姓名: '甲户主',
  乡镇: '甲街道',
  村: '甲一村',
  贫困状态: '建档立卡',
  登记日期: '2016.1.31',
  姓名: `人${n}`,
  身份证号: anIdNumber(n),
  手机号: `139000${String(n).padStart(5, '0')}`,
  文化程度: '小学',
  健康状况: '健康',
  就业状态: '务农',
  技能: '缝纫（熟练）、会绣鸳鸯',
  愿意就业: '是',
  最低月薪: '3,000 元',
  可上班次: '白班、半天零工',
  ...over,
});

const file = (rows: Record<string, string>[]) =>
  fileOfBytes('人员.jsonl', Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n')));

const open = IMPORT_KINDS.readers.labourers;
const stage = (world: World, rows: Record<string, string>[], dryRun = false, ctx = world.as('county_officer')) =>
  stageImport(ctx, open, readRows(file(rows)), { fileName: '人员.jsonl', dryRun });
const step = (world: World, id: string | null, action: 'apply' | 'drop' | 'takeBack') =>
  takeImportStep(world.as('county_officer'), IMPORT_KINDS.readers, id ?? '', action);

async function imported(world: World, rows: Record<string, string>[]) {
  const { id, counts } = await stage(world, rows);
  await step(world, id, 'apply');
  return { id, counts };
}

/** As a database does whose first try was in another's way: the work is taken back whole and begun anew. */
const triedTwice = (db: World['db']): World['db'] =>
  new Proxy(db, {
    get: (own, key) =>
      key !== 'transaction'
        ? Reflect.get(own, key)
        : async (work: Parameters<World['db']['transaction']>[0]) => {
            const inTheWay = new Error('in the way of another');
            const taken = own.transaction(async (tx) => {
              await work(tx);
              throw inTheWay;
            });
            await taken.catch((reason: unknown) => {
              if (reason !== inTheWay) throw reason;
            });
            return own.transaction(work);
          },
  });

describe('an import of labourers', () => {
  test('is never what is left of a file that was read half: begun anew it asks for the file again', async ({ db }) => {
    const world = await aWorld(db);
    const ctx = world.as('county_officer');
    const again = { ...ctx, db: triedTwice(ctx.db) };
    await expect(stage(world, [aRow(1), aRow(2)], false, again)).rejects.toMatchObject({
      code: 'import.changed_meanwhile',
    });
    expect(await db.select().from(importRows)).toEqual([]);
  });

  test('shows before it writes, writes whole, and a second time changes nothing', async ({ db }) => {
    const world = await aWorld(db);
    const rows = [aRow(1), aRow(2, { 户编号: 'H-1', 户主姓名: '甲户主', 手机号: '' }), aRow(3)];
    const { id, counts } = await stage(world, rows);
    expect(counts).toEqual({
      toCreate: 3,
      toUpdate: 0,
      upToDate: 0,
      withErrors: 0,
      unparsed: { 技能: 3 },
      errors: [],
    });
    expect(await db.select().from(labourers)).toEqual([]);
    await step(world, id, 'apply');
    const people = await db.select().from(labourers);
    expect(people.map((p) => p.name).sort()).toEqual(['人1', '人2', '人3']);
    expect(people[0]).toMatchObject({
      payFloorFen: 300_000,
      shifts: ['day', 'part_time'],
      employment: 'farming',
      skillsText: '会绣鸳鸯',
      reach: 'county',
      sex: 'male',
    });
    expect(people[0]?.skills).toMatchObject([{ grade: 'skilled' }]);
    expect(await db.select().from(households)).toHaveLength(2);
    expect(await db.select().from(povertySpells)).toMatchObject([{ fromOn: '2016-01-31' }, { fromOn: '2016-01-31' }]);
    expect(world.news.filter((n) => n.topic === 'labourer.changed')).toEqual([]);
    expect((await stage(world, rows)).counts).toMatchObject({ toCreate: 0, toUpdate: 0, upToDate: 3 });
  });

  test('leaves no trace when asked only to look', async ({ db }) => {
    const world = await aWorld(db);
    const { id, counts } = await stage(world, [aRow(1)], true);
    expect({ id, toCreate: counts.toCreate }).toEqual({ id: null, toCreate: 1 });
    expect(await db.select().from(importRows)).toEqual([]);
  });

  test('with one wrong row writes nothing, and says of each row what is wrong in Chinese', async ({ db }) => {
    const world = await aWorld(db);
    const rows = [
      aRow(1),
      aRow(2, { 身份证号: anIdNumber(1) }),
      aRow(3, { 身份证号: '371399198001010030', 村: '没有村', 文化程度: '博学', 姓名: '' }),
      aRow(4, { 户编号: 'H-1', 户主姓名: '乙户主' }),
      aRow(5, { 残疾类别: '听力', 最低月薪: '面议', 登记日期: '上个月', 手机号: '12345' }),
    ];
    const { id, counts } = await stage(world, rows);
    expect(counts).toMatchObject({ toCreate: 1, withErrors: 4 });
    expect(counts.errors.map((e) => [e.row, e.errors.map(sayRowReason)])).toEqual([
      [2, ['身份证号：第 2 行和第 1 行是同一个']],
      [
        3,
        [
          '村：“甲街道没有村”在行政区划里找不到，请照区划写乡镇和村的全名',
          '身份证号：身份证号最后一位对不上，请照证件再核一遍；在表格里要把这一列设成文本',
          '姓名：必填，这里空着',
          expect.stringContaining('文化程度：“博学”不在可选的里面'),
        ],
      ],
      [4, ['户编号：第 4 行写的这一户和第 1 行不一样：户主姓名']],
      [
        5,
        [
          '手机号：手机号不对，应是 11 位',
          '残疾等级：残疾类别和残疾等级要么都填，要么都不填',
          '最低月薪：“面议”不是可用的数',
          '登记日期：“上个月”不是日期，请写成 2026-01-31',
        ],
      ],
    ]);
    await expect(step(world, id, 'apply')).rejects.toMatchObject({ code: 'import.has_errors' });
    expect(await db.select().from(labourers)).toEqual([]);
    const kept = JSON.stringify(await db.select().from(importRows));
    expect(kept).not.toContain(anIdNumber(1));
  });

  test('changes what a cell says and leaves what it does not say', async ({ db }) => {
    const world = await aWorld(db);
    await imported(world, [aRow(1, { 创业意愿: '是', 创业方向: '养羊' })]);
    const changed = [aRow(1, { 最低月薪: '4000', 手机号: '', 贫困状态: '脱贫户', 登记日期: '2020-12-31' })];
    const { counts } = await imported(world, changed);
    expect(counts).toMatchObject({ toUpdate: 1 });
    const [person] = await db.select().from(labourers);
    expect(person).toMatchObject({ payFloorFen: 400_000, ventureWish: '养羊', version: 2 });
    expect(world.deps.vault.open(person?.phoneSealed ?? '')).toBe('13900000001');
    const spells = await db.select().from(povertySpells);
    expect(spells.map((s) => [s.status, s.fromOn]).sort()).toEqual([
      ['exited', '2020-12-31'],
      ['registered', '2016-01-31'],
    ]);
  });

  test('of another town is refused to a town’s desk', async ({ db }) => {
    const world = await aWorld(db);
    const desk = world.as('township_officer', { regionCode: OTHER_TOWN });
    const { counts } = await stage(world, [aRow(1)], true, desk);
    expect(counts.errors[0]?.errors.map(sayRowReason)).toEqual(['村：“甲街道甲一村”不归您管']);
    const own = world.as('township_officer', { regionCode: TOWN });
    expect((await stage(world, [aRow(1)], true, own)).counts.toCreate).toBe(1);
  });

  test('is refused when the register changed since it was shown', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await stage(world, [aRow(1)]);
    await imported(world, [aRow(1, { 姓名: '先到' })]);
    await expect(step(world, id, 'apply')).rejects.toMatchObject({ code: 'import.changed_meanwhile' });
  });

  test('is taken back to what was there before, and leaves no personal data in its rows', async ({ db }) => {
    const world = await aWorld(db);
    await imported(world, [aRow(1)]);
    const [before] = await db.select().from(labourers);
    const wrong = [aRow(1, { 最低月薪: '9000', 手机号: '13811111111', 户主姓名: '丙' }), aRow(2), aRow(3)];
    const { id } = await imported(world, wrong);
    expect(await db.select().from(labourers)).toHaveLength(3);
    await step(world, id, 'takeBack');
    const [after, ...others] = await db.select().from(labourers);
    expect(others).toEqual([]);
    expect({ ...after, version: 1, updatedAt: before?.updatedAt }).toEqual(before);
    expect(await db.select().from(households)).toMatchObject([{ headName: '甲户主', cardNumber: 'H-1' }]);
    const rows = await db
      .select()
      .from(importRows)
      .where(eq(importRows.importId, id ?? ''));
    expect(rows.every((r) => r.payloadSealed === null && r.beforeSealed === null)).toBe(true);
    await expect(step(world, id, 'takeBack')).rejects.toMatchObject({ code: 'import.wrong_state' });
  });

  test('can no longer be taken back once somebody worked on a person', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await imported(world, [aRow(1), aRow(2)]);
    const [person] = await db.select().from(labourers);
    await checkCard(world.as('liaison'), { params: { id: person?.id ?? '' }, body: { version: 1 } });
    await expect(step(world, id, 'takeBack')).rejects.toMatchObject({ code: 'import.stood_on' });
    expect(await db.select().from(labourers)).toHaveLength(2);
  });

  test('can no longer be taken back once something holds on to what came with it', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await imported(world, [aRow(1)]);
    const [household] = await db.select().from(households);
    const helper = await anAccount(world, 'liaison');
    const params = { id: household?.id ?? '' };
    await pairHousehold(world.as('county_officer'), { params, body: { helperId: helper.id } });
    await expect(step(world, id, 'takeBack')).rejects.toMatchObject({ code: 'import.stood_on' });
    expect(await db.select().from(labourers)).toHaveLength(1);
  });

  test('that was dropped cannot be applied, and one without rows is none', async ({ db }) => {
    const world = await aWorld(db);
    const { id } = await stage(world, [aRow(1)]);
    await step(world, id, 'drop');
    await expect(step(world, id, 'apply')).rejects.toMatchObject({ code: 'import.wrong_state' });
    await expect(stage(world, [])).rejects.toMatchObject({ code: 'import.empty' });
  });
});
