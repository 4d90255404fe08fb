import { describe, expect } from 'vitest';
import { recordFollowUp, recordPlacement } from '../../../api/src/domains/placements/service.ts';
import {
  listSheets,
  readEmployerSheet,
  settleEmployerSheet,
  sheetTemplate,
} from '../../../api/src/domains/placements/sheets.ts';
import { listPlacements, readPlacement } from '../../../api/src/domains/placements/view.ts';
import { aWorld, COUNTY, type World } from '../../support/app.ts';
import { aLabourer, anEmployer } from '../../support/builders.ts';
import { test } from '../../support/database.ts';
import { anIdNumber } from '../../support/people.ts';

async function aWorker(world: World, employerId: string, n: number, name: string, startedOn = '2026-09-01') {
  const idNumberHash = world.deps.vault.hashOf('id', anIdNumber(n));
  const { id: labourerId } = await aLabourer(world, { name, idNumberHash });
  const facts = { labourerId, origin: 'hand' as const, introducerKind: 'none' as const, startedOn };
  const post = { contractKind: 'labour_contract' as const, employerId, postTitle: '缝纫工' };
  return recordPlacement(world.as('county_officer'), { body: { ...facts, ...post } });
}

const csv = (...rows: string[]) => ({
  name: '九月.csv',
  base64: Buffer.from(['姓名,身份证号,实发工资,发放日期,参加的保险,单位缴费', ...rows].join('\n')).toString('base64'),
});

async function aFirm(world: World) {
  const firm = await anEmployer(world);
  return { firm, boss: world.as('employer', { employerId: firm.id }) };
}

const results = (sheet: { rows: readonly { result: string }[] }) => sheet.rows.map(({ result }) => result);

describe('an employer’s monthly sheet', () => {
  test('shows each row’s result before it writes, and writes what it showed', async ({ db }) => {
    const world = await aWorld(db);
    const { firm, boss } = await aFirm(world);
    const first = await aWorker(world, firm.id, 1, '甲一');
    await aWorker(world, firm.id, 2, '乙');
    const file = csv(
      `甲一,${anIdNumber(1)},3800,2026-10-15,养老、工伤,612.5`,
      '乙,,3000.5,,,',
      `甲一,${anIdNumber(1)},3800,,,`,
      '丙,,2800,,,',
      '丁,123,三千,,,',
    );
    const read = await readEmployerSheet(boss, { body: { employerId: firm.id, month: '2026-10', file } });
    expect(results(read)).toEqual(['taken', 'taken', 'faulty', 'not_ours', 'faulty']);
    expect(read.rows[2]?.reasons).toEqual(['和第 2 行是同一个人']);
    expect(read.rows[4]?.reasons.join()).toContain('身份证号');
    const ctx = world.as('county_officer');
    expect((await readPlacement(ctx, { params: { id: first.id } })).wageMonths).toEqual([]);
    const taken = await settleEmployerSheet(boss, { params: { id: read.id }, body: { action: 'take_in' } });
    expect(taken).toMatchObject({ status: 'taken_in' });
    expect((await readPlacement(ctx, { params: { id: first.id } })).wageMonths).toMatchObject([
      {
        month: '2026-10',
        paidFen: 380_000,
        paidOn: '2026-10-15',
        insurances: ['pension', 'work_injury'],
        employerPartFen: 61_250,
      },
    ]);
    expect(world.news.filter(({ topic }) => topic === 'placement.changed')).toHaveLength(4);
  });

  test('the same file again is the same sheet, and a corrected one tells what was before', async ({ db }) => {
    const world = await aWorld(db);
    const { firm, boss } = await aFirm(world);
    await aWorker(world, firm.id, 1, '甲一');
    const send = (row: string) =>
      readEmployerSheet(boss, { body: { employerId: firm.id, month: '2026-10', file: csv(row) } });
    const first = await send('甲一,,3800,,,');
    await settleEmployerSheet(boss, { params: { id: first.id }, body: { action: 'take_in' } });
    const again = await send('甲一,,3800,,,');
    expect(again).toMatchObject({ id: first.id, status: 'taken_in' });
    await expect(
      settleEmployerSheet(boss, { params: { id: again.id }, body: { action: 'take_in' } }),
    ).rejects.toMatchObject({ code: 'sheet.wrong_status' });
    expect((await send('甲一,,3900,,,')).rows).toMatchObject([
      { result: 'taken', reasons: ['改了以前报的：原来是 3800 元'] },
    ]);
    expect((await send('甲一,,3800.00,,,')).rows).toMatchObject([{ result: 'unchanged' }]);
    const { sheets } = await listSheets(world.as('auditor'), { query: { employerId: firm.id } });
    expect(sheets).toHaveLength(3);
  });

  test('what the person said stands beside it, and staff find the two that differ', async ({ db }) => {
    const world = await aWorld(db);
    const { firm, boss } = await aFirm(world);
    const placed = await aWorker(world, firm.id, 1, '甲一');
    await aWorker(world, firm.id, 2, '乙');
    const ctx = world.as('county_officer');
    const visit = { way: 'phone' as const, outcome: 'at_work' as const, wage: { month: '2026-10', paidFen: 200_000 } };
    await recordFollowUp(ctx, { params: { id: placed.followUps[0]?.id ?? '' }, body: visit });
    const file = csv('甲一,,3800,,,', '乙,,3800,,,');
    const read = await readEmployerSheet(boss, { body: { employerId: firm.id, month: '2026-10', file } });
    expect(results(read)).toEqual(['differs', 'taken']);
    expect(read.rows[0]?.reasons).toEqual(['表上是 3800 元，本人说是 2000 元，镇里会核实']);
    await settleEmployerSheet(boss, { params: { id: read.id }, body: { action: 'take_in' } });
    const { placements, total } = await listPlacements(ctx, { query: { view: 'wages_differ' } });
    expect(total).toBe(1);
    expect(placements).toMatchObject([
      { id: placed.id, wageMonths: [{ paidFen: 380_000, saidPaidFen: 200_000, differs: true }] },
    ]);
  });

  test('of a month to come it is refused; of another firm it is not there; two of one name need their numbers', async ({
    db,
  }) => {
    const world = await aWorld(db);
    const { firm, boss } = await aFirm(world);
    await aWorker(world, firm.id, 1, '甲一');
    await aWorker(world, firm.id, 2, '甲一');
    const file = csv('甲一,,3800,,,');
    const body = { employerId: firm.id, month: '2026-10', file };
    await expect(readEmployerSheet(boss, { body: { ...body, month: '2026-12' } })).rejects.toMatchObject({
      code: 'sheet.month_wrong',
    });
    const read = await readEmployerSheet(boss, { body });
    expect(read.rows).toMatchObject([{ result: 'not_ours', reasons: ['有同名的人，请把身份证号填上'] }]);
    await expect(
      settleEmployerSheet(boss, { params: { id: read.id }, body: { action: 'take_in' } }),
    ).rejects.toMatchObject({ code: 'sheet.nothing_to_take' });
    const { boss: stranger } = await aFirm(world);
    await expect(readEmployerSheet(stranger, { body })).rejects.toMatchObject({ code: 'employer.not_found' });
    await expect(
      settleEmployerSheet(stranger, { params: { id: read.id }, body: { action: 'drop' } }),
    ).rejects.toMatchObject({ code: 'sheet.not_found' });
    const worked = await aWorker(world, firm.id, 3, '丙', '2026-11-01');
    const early = await readEmployerSheet(boss, { body: { ...body, file: csv('丙,,3800,,,') } });
    expect([worked.status, results(early)]).toEqual(['started', ['not_ours']]);
  });

  test('the template is what is read', async ({ db }) => {
    const world = await aWorld(db);
    const { firm, boss } = await aFirm(world);
    const template = await sheetTemplate();
    await expect(
      readEmployerSheet(boss, { body: { employerId: firm.id, month: '2026-10', file: template } }),
    ).rejects.toMatchObject({ code: 'import.empty' });
    expect(firm.countyCode).toBe(COUNTY);
  });
});
