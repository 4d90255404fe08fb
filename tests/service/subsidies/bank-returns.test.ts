import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { verifyChain } from '../../../api/src/domains/audit/service.ts';
import { events } from '../../../api/src/domains/audit/tables.ts';
import { claims } from '../../../api/src/domains/subsidies/claims/tables.ts';
import { payeeAccounts } from '../../../api/src/domains/subsidies/evidence/tables.ts';
import { makeBatch } from '../../../api/src/domains/subsidies/payments/batches.ts';
import { listPayable } from '../../../api/src/domains/subsidies/payments/payable.ts';
import { reconcile } from '../../../api/src/domains/subsidies/payments/reconcile.ts';
import { recoverPayment } from '../../../api/src/domains/subsidies/payments/recovery.ts';
import { budgetLines, paymentLines, payments } from '../../../api/src/domains/subsidies/payments/tables.ts';
import { plainWorkbook } from '../../../api/src/kernel/plain-workbook.ts';
import { COUNTY, type World } from '../../support/app.ts';
import { test } from '../../support/database.ts';
import { anAccountOf } from '../../support/money.ts';
import { aHouse, aReturn, aSentBatch, committed, csv, HEAD, linesOf, read, statusOf } from './payments-builders.ts';

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
