import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { disclosures, events } from '../../../api/src/domains/audit/tables.ts';
import { periodWord } from '../../../api/src/domains/subsidies/case-file/basis.ts';
import { printClaimFile, printPersonFile } from '../../../api/src/domains/subsidies/case-file/service.ts';
import { claims } from '../../../api/src/domains/subsidies/claims/tables.ts';
import type { Evaluation } from '../../../api/src/domains/subsidies/core/evaluate.ts';
import { makeBatch, takeBatchStep } from '../../../api/src/domains/subsidies/payments/batches.ts';
import { recoverPayment } from '../../../api/src/domains/subsidies/payments/recovery.ts';
import { readBankReturn } from '../../../api/src/domains/subsidies/payments/returns.ts';
import { aWorld, type World } from '../../support/app.ts';
import { test } from '../../support/database.ts';
import { aBudget, aClaim, aPolicy } from '../../support/money.ts';
import { attachmentOf, textOf } from '../../support/pdf.ts';

const sm3 = (text: string) => createHash('sm3').update(text, 'utf8').digest('hex');
/** Lines break where a page is full and long runs may break anywhere: what a reader reads without them. */
const withoutBreaks = (text: string) => text.replaceAll(/[\s\u200b]/g, '');

/** Head and foot of each page stand between what goes on over two. */
const withoutEdges = (text: string) =>
  text.replaceAll(/本卷宗只供写明的用途使用：年度审计第\d+页，共\d+页|罗庄区补贴卷宗2026-11-20审计丁（审计）/g, '');

const FACTS = {
  // A term of twelve months and a day is kept as its two whole parts.
  facts: {
    'placement.months_completed': 6,
    'person.poverty_registered': true,
    'contract.term_months': { ratio: ['361', '30'] },
    'env.minimum_wage_month_yuan': 2010.5,
  },
  units: { months: 1 },
  // One that the rule names, and one of another rule's.
  settings: { 'luozhuang.job_introduction.year_basis': 'claim-date', 'luozhuang.startup_one_off.enabled': false },
  rates: [
    { fen: 12_000, effectiveFrom: '2020-01-01', effectiveTo: '2025-12-31', cites: '某人社〔2020〕1号' },
    { fen: 15_050, effectiveFrom: '2026-01-01', cites: '某人社〔2026〕2号' },
  ],
  jurisdiction: 'luozhuang',
  sources: {
    'placement.months_completed': 'placement',
    'person.poverty_registered': '劳动力登记册',
    'contract.term_months': 'wage_months',
    'env.minimum_wage_month_yuan': 'county',
  },
};
const FINDING = {
  fact: 'placement.months_completed',
  value: 6,
  result: 'met',
  clause: '三(一)3五是',
  from: null,
  part: 'condition',
  says: '在岗满6个月',
};

const WORKING = [{ step: 'unit', what: 'per-person', value: 15_000 }];
const MONTH = { periodFrom: '2026-03-01', periodTo: '2026-03-31' };

/** A claim that was paid by the real steps, and a part of it taken back. */
async function aPaidClaim(db: World['db']) {
  const world = await aWorld(db);
  const policy = await aPolicy(world);
  const budget = await aBudget(world);
  const evaluation = { findings: [FINDING], working: WORKING } as unknown as Evaluation;
  const claim = await aClaim(world, policy, { amountFen: 15_000, over: { judged: FACTS, evaluation, ...MONTH } });
  const payer = world.as('finance_officer', { name: '财务甲' });
  let batch = await makeBatch(payer, { body: { budgetLineId: budget.id, claimIds: [claim.id] } });
  const params = { id: batch.id };
  for (const [action, by] of [
    ['confirm', world.as('finance_officer', { name: '财务乙' })],
    ['send', payer],
  ] as const)
    batch = await takeBatchStep(by, { params, body: { action, version: batch.version } });
  const csv = `序号,金额,收款账号,处理结果\n1,150.00,${claim.accountNumber},成功\n`;
  const file = { name: '回盘.csv', base64: Buffer.from(csv).toString('base64') };
  await readBankReturn(payer, { params, body: { file } });
  const recovery = { amountFen: 5_000, note: '多发了' };
  await recoverPayment(world.as('county_officer', { name: '县人社丙' }), {
    params: { claimId: claim.id },
    body: recovery,
  });
  return { world, policy, claim, batch, auditor: world.as('auditor', { name: '审计丁' }) };
}

const pdfOf = ({ base64 }: { base64: string }) => Buffer.from(base64, 'base64');
interface Attached {
  readonly seq: number;
  readonly prevHash: string;
  readonly canonical: string;
  readonly hash: string;
}

describe('the case file of a claim', () => {
  test('lets an auditor who has nothing else recompute every step and follow every fen', async ({ db }) => {
    const { claim, batch, auditor } = await aPaidClaim(db);
    const pdf = pdfOf(await printClaimFile(auditor, { params: { id: claim.id }, body: { purpose: '年度审计' } }));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const attached = JSON.parse(attachmentOf(pdf, 'events.json')) as Attached[];
    const stored = await db.select().from(events);
    expect(attached.length).toBe(stored.length);
    for (const { prevHash, canonical, hash } of attached) expect(sm3(`${prevHash}\n${canonical}`)).toBe(hash);
    const bodies = attached.map(({ canonical }) => JSON.parse(canonical));
    expect(bodies.map(({ action }) => action)).toEqual(['make', 'confirm', 'send', 'pay', 'readReturn', 'recoverPart']);
    const paidFen = bodies.reduce((sum, { details }) => sum + (details.lineId ? details.paidFen : 0), 0);
    const backFen = bodies.reduce((sum, { details }) => sum + (details.backFen ?? 0), 0);
    expect([paidFen, backFen]).toEqual([15_000, 5_000]);
    expect(bodies.find(({ action }) => action === 'send').details.fileHash).toBe(batch.fileHash);
  });

  test('prints facts with their sources, clause, version, each step with its canonical text and hashes, and the payment', async ({
    db,
  }) => {
    const { claim, batch, auditor } = await aPaidClaim(db);
    const pdf = pdfOf(await printClaimFile(auditor, { params: { id: claim.id }, body: { purpose: '年度审计' } }));
    const text = withoutEdges(withoutBreaks(textOf(pdf)));
    const attached = JSON.parse(attachmentOf(pdf, 'events.json')) as Attached[];
    for (const { canonical, hash, prevHash } of attached)
      for (const printed of [canonical, hash, prevHash]) expect(text).toContain(withoutBreaks(printed));
    for (const printed of [
      claim.labourer.name,
      '职业介绍补贴',
      '三(一)3五是',
      claim.policyVersionId,
      '上岗登记',
      '劳动力登记册',
      '单位每月报表',
      '在岗满6个月',
      batch.number,
      claim.accountNumber?.slice(-4) ?? '',
      batch.fileHash ?? '',
      '150.00',
      '50.00',
      '100.00',
      '财务甲',
      '财务乙',
      '年度审计',
      '就业补助',
    ])
      expect(text).toContain(printed);
    expect(text).not.toContain(claim.idNumber);
    expect(text).not.toContain(claim.accountNumber);
  });

  test('says what it was judged by in words: rates with their papers and days, units, settings, sums to the fen', async ({
    db,
  }) => {
    const { claim, auditor } = await aPaidClaim(db);
    const pdf = pdfOf(await printClaimFile(auditor, { params: { id: claim.id }, body: { purpose: '年度审计' } }));
    const text = withoutEdges(withoutBreaks(textOf(pdf)));
    for (const printed of [
      '政策写的标准每人150.00元',
      '每人120.00元某人社〔2020〕1号2020-01-012025-12-31没有用',
      '每人150.50元某人社〔2026〕2号2026-01-01不限这次用的',
      '一年一次，按哪天算是哪一年的？申领那天',
      '1个月：只给一次（2026-03-01—2026-03-31）',
      '2010.50元',
      '关于',
      '付给劳动者，只给一次',
      '每份金额150.00元',
    ])
      expect(text).toContain(printed);
    const inWords = text.slice(0, text.indexOf('九、每一步'));
    expect(inWords).not.toMatch(/[{}"]|[a-z]+[._][a-z_]+|effectiveFrom|months|settings/);
    expect(text).not.toContain('小企业');
  });

  test.for([
    ['once', '只给一次'],
    ['year:2026', '2026 年度一次'],
    ['month:2026-03', '2026 年 3 月'],
    ['day:2026-03-05', '2026-03-05 这一天'],
    ['event:2026-03-05', '2026-03-05 这一次'],
    ['placement:0191d0c0', '这一次上岗'],
    ['payee:0191d0c0', '同一个领款的一次'],
    ['course:2026-03-05', '2026-03-05 这一期培训'],
    ['course:0191d0c0', '这一期培训'],
  ] as const)('a right counted by %s is said as %s', ([key, said]) => {
    expect(periodWord(key)).toBe(said);
  });

  test('is a disclosure with its purpose, and out of the area it is not there', async ({ db }) => {
    const { world, claim, auditor } = await aPaidClaim(db);
    await printClaimFile(auditor, { params: { id: claim.id }, body: { purpose: '年度审计' } });
    const looks = await db.select().from(disclosures).where(eq(disclosures.field, 'case_file'));
    expect(looks).toMatchObject([
      { subjectId: claim.labourer.id, purpose: '年度审计', caseRef: claim.id, actorName: '审计丁' },
    ]);
    const elsewhere = world.as('township_officer', { regionCode: '371311002000' });
    await expect(
      printClaimFile(elsewhere, { params: { id: claim.id }, body: { purpose: '看看' } }),
    ).rejects.toMatchObject({ code: 'claim.not_found' });
  });

  test('of a person holds every claim of theirs; who has none has no file', async ({ db }) => {
    const { world, policy, claim, auditor } = await aPaidClaim(db);
    const pdf = pdfOf(
      await printPersonFile(auditor, { params: { id: claim.labourer.id }, body: { purpose: '信访答复' } }),
    );
    expect(withoutBreaks(textOf(pdf))).toContain('1笔');
    const other = await aClaim(world, policy, { status: 'approved' });
    await db.update(claims).set({ labourerId: claim.labourer.id }).where(eq(claims.id, other.id));
    const both = pdfOf(
      await printPersonFile(auditor, { params: { id: claim.labourer.id }, body: { purpose: '信访' } }),
    );
    const text = withoutBreaks(textOf(both));
    expect(text).toContain('2笔');
    expect(text).toContain(other.id);
    await expect(
      printPersonFile(auditor, { params: { id: other.labourer.id }, body: { purpose: '信访' } }),
    ).rejects.toMatchObject({ code: 'case_file.nothing_there' });
  });
});
