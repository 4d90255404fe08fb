import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { verifyChain } from '../../../api/src/domains/audit/service.ts';
import { disclosures, events } from '../../../api/src/domains/audit/tables.ts';
import { claimDuties, claims } from '../../../api/src/domains/subsidies/claims/tables.ts';
import type { BankFormat } from '../../../api/src/domains/subsidies/core/bank-file.ts';
import { payeeAccounts } from '../../../api/src/domains/subsidies/evidence/tables.ts';
import { takeBankFile } from '../../../api/src/domains/subsidies/payments/bank-file.ts';
import { makeBatch, takeBatchStep } from '../../../api/src/domains/subsidies/payments/batches.ts';
import { createBudgetLine, raiseBudgetLine } from '../../../api/src/domains/subsidies/payments/budget.ts';
import { DEFAULT_FORMAT, setFormat } from '../../../api/src/domains/subsidies/payments/format.ts';
import { listPayable } from '../../../api/src/domains/subsidies/payments/payable.ts';
import { reconcile } from '../../../api/src/domains/subsidies/payments/reconcile.ts';
import { recoverPayment } from '../../../api/src/domains/subsidies/payments/recovery.ts';
import { readBankReturn } from '../../../api/src/domains/subsidies/payments/returns.ts';
import { budgetLines, paymentLines, payments } from '../../../api/src/domains/subsidies/payments/tables.ts';
import { plainWorkbook } from '../../../api/src/kernel/plain-workbook.ts';
import { fileOfBytes, readRows } from '../../../api/src/kernel/row-file.ts';
import { aWorld, COUNTY, type World } from '../../support/app.ts';
import { test } from '../../support/database.ts';
import { aBudget, aClaim, anAccountOf, aPolicy } from '../../support/money.ts';

type Claim = Awaited<ReturnType<typeof aClaim>>;
type Format = Parameters<typeof setFormat>[1]['body'];

const aHouse = async (db: World['db'], count = 3, totalFen?: number) => {
  const world = await aWorld(db);
  const policy = await aPolicy(world);
  const budget = await aBudget(world, totalFen);
  const made: Claim[] = [];
  for (let i = 0; i < count; i += 1) made.push(await aClaim(world, policy));
  return {
    world,
    policy,
    budget,
    // In the order of a batch.
    claims: made.sort((a, b) => (a.id < b.id ? -1 : 1)),
    payer: world.as('finance_officer'),
    second: world.as('finance_officer'),
  };
};
type House = Awaited<ReturnType<typeof aHouse>>;

const step = (
  { payer, second }: House,
  batch: { id: string; version: number },
  action: 'confirm' | 'send' | 'cancel',
) =>
  takeBatchStep(action === 'confirm' ? second : payer, {
    params: { id: batch.id },
    body: { action, version: batch.version },
  });

async function aSentBatch(house: House) {
  const made = await makeBatch(house.payer, { body: { budgetLineId: house.budget.id, ruleId: house.policy.ruleId } });
  return step(house, await step(house, made, 'confirm'), 'send');
}

const csv = (rows: string[][]) => Buffer.from(rows.map((row) => row.join(',')).join('\n'));
const HEAD = ['序号', '金额', '收款账号', '处理结果', '失败原因'];
const aReturn = (lines: { number: number; amountFen: number; account: string }[], failing: number[] = []) =>
  csv([
    HEAD,
    ...lines.map(({ number, amountFen, account }) => [
      String(number),
      (amountFen / 100).toFixed(2),
      `****${account.slice(-4)}`,
      failing.includes(number) ? '失败' : '成功',
      failing.includes(number) ? '户名不符' : '',
    ]),
  ]);
const linesOf = async (world: World, batchId: string) => {
  const rows = await world.db
    .select()
    .from(paymentLines)
    .innerJoin(payeeAccounts, eq(payeeAccounts.id, paymentLines.accountId))
    .where(eq(paymentLines.batchId, batchId))
    .orderBy(paymentLines.number);
  return rows.map(({ payment_lines: line, payee_accounts: account }) => ({
    ...line,
    account: world.deps.vault.open(account.numberSealed),
  }));
};
const read = (house: House, id: string, bytes: Buffer, name = '回盘.csv') =>
  readBankReturn(house.payer, { params: { id }, body: { file: { name, base64: bytes.toString('base64') } } });
const statusOf = async (world: World, id: string) =>
  (await world.db.select().from(claims).where(eq(claims.id, id)))[0]?.status;
const committed = async (world: World, id: string) =>
  (await world.db.select().from(budgetLines).where(eq(budgetLines.id, id)))[0]?.committedFen;

describe('a payment batch', () => {
  test('takes all payable claims of a policy, in numbered lines, out of a budget line', async ({ db }) => {
    const house = await aHouse(db);
    const sum = house.claims.reduce((all, { amountFen }) => all + amountFen, 0);
    const batch = await makeBatch(house.payer, {
      body: { budgetLineId: house.budget.id, ruleId: house.policy.ruleId },
    });
    expect(batch).toMatchObject({ number: '2026-2080704-001', status: 'open', lineCount: 3, totalFen: sum });
    expect((await linesOf(house.world, batch.id)).map(({ number, attempt }) => [number, attempt])).toEqual([
      [1, 1],
      [2, 1],
      [3, 1],
    ]);
    expect(await committed(house.world, house.budget.id)).toBe(sum);
    expect((await listPayable(house.payer, { query: {} })).rules).toEqual([]);
    await expect(
      makeBatch(house.payer, { body: { budgetLineId: house.budget.id, ruleId: house.policy.ruleId } }),
    ).rejects.toMatchObject({ code: 'payment.nothing_payable' });
  });

  test('is refused by the budget line itself when the money does not suffice, and leaves nothing behind', async ({
    db,
  }) => {
    const house = await aHouse(db, 2, 150_000);
    const make = () => makeBatch(house.payer, { body: { budgetLineId: house.budget.id, ruleId: house.policy.ruleId } });
    await expect(make()).rejects.toMatchObject({ code: 'budget.overspent' });
    expect(await db.select().from(paymentLines)).toEqual([]);
    expect(await committed(house.world, house.budget.id)).toBe(0);
    const raise = { params: { id: house.budget.id }, body: { addFen: 100_000, note: '追加文件' } };
    expect(await raiseBudgetLine(house.payer, raise)).toMatchObject({ totalFen: 250_000 });
    expect(await make()).toMatchObject({ lineCount: 2 });
  });

  test('chosen claims must all be payable, with an account in the payee’s name', async ({ db }) => {
    const house = await aHouse(db, 1);
    const make = (claimIds: string[]) => makeBatch(house.payer, { body: { budgetLineId: house.budget.id, claimIds } });
    const without = await aClaim(house.world, house.policy, { accountNumber: null });
    await expect(make([without.id])).rejects.toMatchObject({ details: { why: 'account_missing' } });
    const early = await aClaim(house.world, house.policy, { status: 'approved' });
    await expect(make([house.claims[0]?.id ?? '', early.id])).rejects.toMatchObject({
      code: 'payment.not_payable',
      details: { why: 'not_payable', count: 1 },
    });
    const other = await aClaim(house.world, house.policy, { holder: '别人', over: { accountId: null } });
    await expect(make([other.id])).rejects.toMatchObject({ details: { why: 'account_other_name' } });
  });

  test('an account that came after approval and belongs to another too is refused', async ({ db }) => {
    const house = await aHouse(db, 1);
    const [first] = house.claims;
    const claim = await aClaim(house.world, house.policy, {
      accountNumber: first?.accountNumber ?? '',
      over: { accountId: null },
    });
    await expect(
      makeBatch(house.payer, { body: { budgetLineId: house.budget.id, claimIds: [claim.id] } }),
    ).rejects.toMatchObject({ details: { why: 'account_shared' } });
  });

  test('is confirmed by another, and never by one who approved a claim of it', async ({ db }) => {
    const house = await aHouse(db, 1);
    const batch = await makeBatch(house.payer, {
      body: { budgetLineId: house.budget.id, ruleId: house.policy.ruleId },
    });
    const confirm = (ctx: House['payer'], version = batch.version) =>
      takeBatchStep(ctx, { params: { id: batch.id }, body: { action: 'confirm', version } });
    await expect(confirm(house.payer)).rejects.toMatchObject({ code: 'payment.same_officer' });
    const approver = house.world.as('county_officer', { id: house.claims[0]?.approvedBy ?? '' });
    await expect(confirm(approver)).rejects.toMatchObject({ code: 'claim.same_officer' });
    await expect(confirm(house.second, 99)).rejects.toMatchObject({ code: 'payment.batch_stale' });
    expect(await confirm(house.second)).toMatchObject({ status: 'confirmed' });
    await expect(confirm(house.second, 2)).rejects.toMatchObject({ code: 'payment.wrong_status' });
    expect(await db.select().from(claimDuties).where(eq(claimDuties.duty, 'pay'))).toHaveLength(2);
  });

  test('cancelled, sets its claims and its money free; sent, it cannot be cancelled', async ({ db }) => {
    const house = await aHouse(db, 2);
    const make = () => makeBatch(house.payer, { body: { budgetLineId: house.budget.id, ruleId: house.policy.ruleId } });
    await step(house, await make(), 'cancel');
    expect(await committed(house.world, house.budget.id)).toBe(0);
    const again = await make();
    expect((await linesOf(house.world, again.id)).map(({ attempt }) => attempt)).toEqual([2, 2]);
    const sent = await step(house, await step(house, again, 'confirm'), 'send');
    await expect(step(house, sent, 'cancel')).rejects.toMatchObject({ code: 'payment.wrong_status' });
  });

  test('ten made at the same moment out of two budget lines take each claim once', async ({ committed }) => {
    const house = await aHouse(committed.db, 4);
    const other = await aBudget(house.world, 100_000_000, '2080705');
    const tries = Array.from({ length: 10 }, (_, i) =>
      makeBatch(house.world.as('finance_officer'), {
        body: { budgetLineId: i % 2 === 0 ? house.budget.id : other.id, ruleId: house.policy.ruleId },
      }),
    );
    const ended = await Promise.allSettled(tries);
    const refused = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(refused).toHaveLength(9);
    for (const code of refused) expect(['payment.nothing_payable', 'payment.on_its_way']).toContain(code);
    const lines = await committed.db.select().from(paymentLines);
    expect(new Set(lines.map(({ claimId }) => claimId)).size).toBe(4);
    expect(lines).toHaveLength(4);
    const sum = house.claims.reduce((all, { amountFen }) => all + amountFen, 0);
    const bound = (await committed.db.select().from(budgetLines)).reduce((all, line) => all + line.committedFen, 0);
    expect(bound).toBe(sum);
  });

  test('a budget code stands once a year', async ({ db }) => {
    const house = await aHouse(db, 0);
    const body = { year: 2026, code: '2080704', name: '又一个', totalFen: 1, note: '文件' };
    await expect(createBudgetLine(house.payer, { body })).rejects.toMatchObject({ code: 'budget.code_taken' });
    expect(await createBudgetLine(house.payer, { body: { ...body, year: 2027 } })).toMatchObject({ committedFen: 0 });
  });
});

describe('the file for the bank', () => {
  const take = (house: House, id: string) =>
    takeBankFile(house.payer, { params: { id }, body: { purpose: '交给农商行' } });

  test('is there once confirmed, the same bytes each time, its hash on the batch, and its reading written down', async ({
    db,
  }) => {
    const house = await aHouse(db, 2);
    const batch = await makeBatch(house.payer, {
      body: { budgetLineId: house.budget.id, ruleId: house.policy.ruleId },
    });
    await expect(take(house, batch.id)).rejects.toMatchObject({ code: 'payment.wrong_status' });
    const confirmed = await step(house, batch, 'confirm');
    const first = await take(house, batch.id);
    expect(first).toEqual(await take(house, batch.id));
    expect(confirmed.fileHash).toMatch(/^[0-9a-f]{64}$/);
    const rows = await Array.fromAsync(readRows(fileOfBytes(first.name, Buffer.from(first.base64, 'base64'))));
    expect(rows.map(({ cells }) => cells.收款账号)).toEqual(house.claims.map(({ accountNumber }) => accountNumber));
    expect(await db.select().from(disclosures).where(eq(disclosures.field, 'bank_account'))).toHaveLength(4);
  });

  test('has the county’s own columns in GBK, and keeps them when the format changes later', async ({ db }) => {
    const house = await aHouse(db, 0);
    await aClaim(house.world, house.policy, {
      name: '=cmd|calc',
      amountFen: 123_456,
      accountNumber: '6200000000009999',
    });
    const format = { ...structuredClone(DEFAULT_FORMAT), kind: 'csv', encoding: 'gbk' } as Format;
    await setFormat(house.payer, { body: { ...format, columns: format.columns.slice(0, 5) } });
    const sent = await aSentBatch(house);
    await setFormat(house.payer, { body: { ...format, kind: 'xlsx' } });
    const { name, base64 } = await take(house, sent.id);
    expect(name).toBe('2026-2080704-001.csv');
    expect(new TextDecoder('gbk', { fatal: true }).decode(Buffer.from(base64, 'base64'))).toBe(
      "序号,收款账号,收款户名,开户行,金额\r\n1,6200000000009999,'=cmd|calc,某某农商行,1234.56\r\n",
    );
  });

  test('says which line holds a character that GBK lacks, and refuses a format that cannot be read back', async ({
    db,
  }) => {
    const house = await aHouse(db, 0);
    await aClaim(house.world, house.policy, { name: '王𬭸' });
    await setFormat(house.payer, { body: { ...DEFAULT_FORMAT, kind: 'csv', encoding: 'gbk' } as Format });
    const batch = await makeBatch(house.payer, {
      body: { budgetLineId: house.budget.id, ruleId: house.policy.ruleId },
    });
    await expect(step(house, batch, 'confirm')).rejects.toMatchObject({
      code: 'payment.not_in_encoding',
      details: { character: '𬭸', number: 1 },
    });
    const bare: BankFormat = { ...DEFAULT_FORMAT, columns: [{ head: '序号', field: 'number' }] };
    await expect(setFormat(house.payer, { body: bare as Format })).rejects.toMatchObject({
      code: 'payment.format_wrong',
      details: { trouble: 'field_missing' },
    });
  });

  test('is not given out once it differs from what was confirmed', async ({ db }) => {
    const house = await aHouse(db, 1);
    const sent = await aSentBatch(house);
    await db.update(payeeAccounts).set({ bankName: '另一家' });
    await expect(take(house, sent.id)).rejects.toMatchObject({ code: 'payment.file_changed' });
  });
});

describe('what the bank sends back', () => {
  test('pays by line, sum and account; a failed line frees its money and its claim waits for a new batch', async ({
    db,
  }) => {
    const house = await aHouse(db, 3);
    const sent = await aSentBatch(house);
    const lines = await linesOf(house.world, sent.id);
    const told = await read(house, sent.id, aReturn(lines, [2]));
    expect(told).toMatchObject({ outcome: { paid: 2, failed: 1, unclear: [] }, wasKnown: false });
    expect(told.batch).toMatchObject({ status: 'settled', counts: { paid: 2, failed: 1, waiting: 0 } });
    const statuses = await Promise.all(lines.map(({ claimId }) => statusOf(house.world, claimId)));
    expect(statuses).toEqual(['paid', 'payable', 'paid']);
    const paidFen = lines.filter(({ number }) => number !== 2).reduce((sum, { amountFen }) => sum + amountFen, 0);
    expect(await committed(house.world, house.budget.id)).toBe(paidFen);
    const steps = await db.select().from(events).where(eq(events.action, 'pay'));
    expect(steps.map(({ details }) => details)).toMatchObject([
      { batch: sent.number, line: 1, paidFen: lines[0]?.amountFen },
      { batch: sent.number, line: 3, paidFen: lines[2]?.amountFen },
    ]);
    expect(await verifyChain(house.world.deps, COUNTY)).toMatchObject({ broken: null });
  });

  test('the same file a second time changes nothing, nor does another file that says the same', async ({ db }) => {
    const house = await aHouse(db, 2);
    const sent = await aSentBatch(house);
    const bytes = aReturn(await linesOf(house.world, sent.id));
    const first = await read(house, sent.id, bytes);
    const before = await db.select().from(events);
    expect(await read(house, sent.id, bytes, '又一次.csv')).toMatchObject({ wasKnown: true, outcome: first.outcome });
    expect(await db.select().from(events)).toEqual(before);
    const again = await read(house, sent.id, Buffer.concat([bytes, Buffer.from('\n')]));
    expect(again).toMatchObject({ wasKnown: false, outcome: { paid: 0, failed: 0, known: 2 } });
    expect(await db.select().from(payments)).toHaveLength(2);
  });

  test('in two files, and as a workbook', async ({ db }) => {
    const house = await aHouse(db, 3);
    const sent = await aSentBatch(house);
    const lines = await linesOf(house.world, sent.id);
    expect((await read(house, sent.id, aReturn(lines.slice(0, 1)))).batch).toMatchObject({
      status: 'sent',
      counts: { waiting: 2 },
    });
    const rest = lines.slice(1).map((l) => [String(l.number), (l.amountFen / 100).toFixed(2), l.account, '已入账', '']);
    const told = await read(house, sent.id, plainWorkbook('回盘', [HEAD, ...rest]), '回盘.xlsx');
    expect(told).toMatchObject({ outcome: { paid: 2 }, batch: { status: 'settled' } });
  });

  test('a row that does not agree pays nobody and is listed', async ({ db }) => {
    const house = await aHouse(db, 2);
    const sent = await aSentBatch(house);
    const [one, two] = await linesOf(house.world, sent.id);
    if (!one || !two) throw new Error('two lines');
    const wrong = [
      { ...one, amountFen: one.amountFen + 1 },
      { ...two, account: '0000' },
      { ...one, number: 9 },
    ];
    const told = await read(house, sent.id, aReturn(wrong));
    expect(told.outcome).toEqual({
      paid: 0,
      failed: 0,
      known: 0,
      unclear: [
        { row: 2, number: 1, why: 'amount_differs' },
        { row: 3, number: 2, why: 'account_differs' },
        { row: 4, number: 9, why: 'number_unknown' },
      ],
    });
    expect(await db.select().from(payments)).toEqual([]);
    await expect(
      read(
        house,
        sent.id,
        csv([
          ['甲', '乙'],
          ['1', '2'],
        ]),
      ),
    ).rejects.toMatchObject({
      code: 'payment.return_heads_missing',
    });
  });

  test('broken off at any line, nothing of it has happened; read again it is whole', async ({ db }) => {
    const house = await aHouse(db, 6);
    const sent = await aSentBatch(house);
    const lines = await linesOf(house.world, sent.id);
    const bytes = aReturn(lines, [4]);
    const standing = async () => [
      await db.select().from(paymentLines).orderBy(paymentLines.number),
      await db.select().from(payments),
      await db.select().from(budgetLines),
      await db.select().from(events),
      (await db.select().from(claims).orderBy(claims.id)).map(({ status, version }) => [status, version]),
    ];
    const before = await standing();
    for (let at = 1; at <= 5; at += 1) {
      let sentNews = 0;
      const enqueue = async () => {
        sentNews += 1;
        if (sentNews === at) throw new Error('broken off');
      };
      const breaking = { ...house.payer, outbox: { enqueue } };
      await expect(read({ ...house, payer: breaking }, sent.id, bytes)).rejects.toThrow('broken off');
      expect(await standing()).toEqual(before);
    }
    expect(await read(house, sent.id, bytes)).toMatchObject({ outcome: { paid: 5, failed: 1 }, wasKnown: false });
    expect((await reconcile(house.payer, { query: {} })).totals.agrees).toBe(true);
  });

  test('before it was sent nothing is read', async ({ db }) => {
    const house = await aHouse(db, 1);
    const batch = await makeBatch(house.payer, {
      body: { budgetLineId: house.budget.id, ruleId: house.policy.ruleId },
    });
    await expect(read(house, batch.id, csv([HEAD]))).rejects.toMatchObject({ code: 'payment.wrong_status' });
  });

  test('one who approved a claim cannot read its payment in', async ({ db }) => {
    const house = await aHouse(db, 1);
    const sent = await aSentBatch(house);
    const bytes = aReturn(await linesOf(house.world, sent.id));
    const approver = house.world.as('finance_officer', { id: house.claims[0]?.approvedBy ?? '' });
    await expect(read({ ...house, payer: approver }, sent.id, bytes)).rejects.toMatchObject({
      code: 'claim.same_officer',
    });
    expect(await statusOf(house.world, house.claims[0]?.id ?? '')).toBe('payable');
  });

  test('a corrected account is paid in a new batch, as the second attempt', async ({ db }) => {
    const house = await aHouse(db, 1);
    const sent = await aSentBatch(house);
    await read(house, sent.id, aReturn(await linesOf(house.world, sent.id), [1]));
    const [claim] = house.claims;
    if (!claim) throw new Error('one claim');
    expect((await listPayable(house.payer, { query: {} })).rules[0]?.claims).toMatchObject([
      { lastFailure: '户名不符', bar: null },
    ]);
    await db.update(payeeAccounts).set({ closedAt: house.world.deps.now() });
    await anAccountOf(house.world, claim.labourer.id, '6200000000008888', claim.labourer.name);
    const again = await aSentBatch(house);
    const lines = await linesOf(house.world, again.id);
    expect(lines).toMatchObject([{ attempt: 2, account: '6200000000008888' }]);
    await read(house, again.id, aReturn(lines));
    expect(await statusOf(house.world, claim.id)).toBe('paid');
    expect(await db.select().from(payments)).toMatchObject([{ claimId: claim.id, amountFen: claim.amountFen }]);
  });
});

describe('the books', () => {
  const aPaidHouse = async (db: World['db']) => {
    const house = await aHouse(db, 3);
    const sent = await aSentBatch(house);
    await read(house, sent.id, aReturn(await linesOf(house.world, sent.id), [3]));
    return house;
  };

  test('payments, log and file agree to the fen, after recoveries too', async ({ db }) => {
    const house = await aPaidHouse(db);
    const [one, two] = house.claims;
    if (!one || !two) throw new Error('two claims');
    const officer = house.world.as('county_officer');
    const recover = (claimId: string, amountFen: number) =>
      recoverPayment(officer, { params: { claimId }, body: { amountFen, note: '查实不符合' } });
    expect(await recover(one.id, 500)).toMatchObject({ status: 'paid', recoveredFen: 500 });
    await expect(recover(one.id, one.amountFen)).rejects.toMatchObject({
      code: 'payment.recovers_too_much',
      details: { leftFen: one.amountFen - 500 },
    });
    expect(await recover(one.id, one.amountFen - 500)).toMatchObject({ status: 'recovered' });
    await expect(recover(one.id, 1)).rejects.toMatchObject({ code: 'payment.not_paid' });
    const books = await reconcile(house.payer, { query: {} });
    const paidFen = one.amountFen + two.amountFen;
    expect(books.totals).toEqual({
      paidFen,
      paymentsFen: paidFen,
      loggedFen: paidFen,
      recoveredFen: one.amountFen,
      agrees: true,
    });
    expect(books.budget).toMatchObject([{ committedFen: two.amountFen, computedFen: two.amountFen, agrees: true }]);
    expect(await statusOf(house.world, one.id)).toBe('recovered');
  });

  test('a payment without its line in the log, or a line changed by hand, is seen', async ({ db }) => {
    const house = await aPaidHouse(db);
    const [line] = await db.select().from(paymentLines).where(eq(paymentLines.status, 'paid'));
    await db
      .update(paymentLines)
      .set({ amountFen: 1 })
      .where(eq(paymentLines.id, line?.id ?? ''));
    const books = await reconcile(house.payer, { query: {} });
    expect(books.totals.agrees).toBe(false);
    expect(books.budget[0]?.agrees).toBe(false);
  });
});
