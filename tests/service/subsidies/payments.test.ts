import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { disclosures } from '../../../api/src/domains/audit/tables.ts';
import { claimDuties } from '../../../api/src/domains/subsidies/claims/tables.ts';
import type { BankFormat } from '../../../api/src/domains/subsidies/core/bank-file.ts';
import { payeeAccounts } from '../../../api/src/domains/subsidies/evidence/tables.ts';
import { takeBankFile } from '../../../api/src/domains/subsidies/payments/bank-file.ts';
import { makeBatch, takeBatchStep } from '../../../api/src/domains/subsidies/payments/batches.ts';
import { createBudgetLine, raiseBudgetLine } from '../../../api/src/domains/subsidies/payments/budget.ts';
import { DEFAULT_FORMAT, setFormat } from '../../../api/src/domains/subsidies/payments/format.ts';
import { listPayable } from '../../../api/src/domains/subsidies/payments/payable.ts';
import { budgetLines, paymentLines } from '../../../api/src/domains/subsidies/payments/tables.ts';
import { fileOfBytes, readRows } from '../../../api/src/kernel/row-file.ts';
import { test } from '../../support/database.ts';
import { aBudget, aClaim } from '../../support/money.ts';
import { aHouse, aSentBatch, committed, type House, linesOf, step } from './payments-builders.ts';

type Format = Parameters<typeof setFormat>[1]['body'];

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
