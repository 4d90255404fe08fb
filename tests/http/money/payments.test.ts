import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { claims } from '../../../api/src/domains/subsidies/claims/tables.ts';
import { anAccount, anApp, aWorld, type World } from '../../support/app.ts';
import { test } from '../../support/database.ts';
import { aBudget, aClaim, aPolicy } from '../../support/money.ts';

async function anOffice(db: World['db']) {
  const world = await aWorld(db);
  const policy = await aPolicy(world);
  const budget = await aBudget(world);
  const app = await anApp(world);
  const signedIn = async (role: Parameters<typeof anAccount>[1]) =>
    app.signIn((await anAccount(world, role)).loginName);
  return { world, policy, budget, app, signedIn };
}
const base64 = (text: string) => Buffer.from(text).toString('base64');
const post = (url: string, payload: object) => ({ method: 'POST' as const, url: `/api${url}`, payload });

describe('money over HTTP', () => {
  test('a batch goes from payable to paid, with its file and its return', async ({ db }) => {
    const { world, policy, budget, signedIn } = await anOffice(db);
    const claim = await aClaim(world, policy, { amountFen: 15_000 });
    const payer = await signedIn('finance_officer');
    const second = await signedIn('finance_officer');
    expect((await payer({ url: '/api/payable-claims' })).json().rules).toMatchObject([{ count: 1, totalFen: 15_000 }]);
    const made = (await payer(post('/payment-batches', { budgetLineId: budget.id, ruleId: policy.ruleId }))).json();
    const own = await payer(post(`/payment-batches/${made.id}/steps`, { action: 'confirm', version: 1 }));
    expect(own.json()).toMatchObject({ status: 403, code: 'payment.same_officer' });
    await second(post(`/payment-batches/${made.id}/steps`, { action: 'confirm', version: 1 }));
    const sent = (await payer(post(`/payment-batches/${made.id}/steps`, { action: 'send', version: 2 }))).json();
    expect(sent).toMatchObject({ status: 'sent', actions: [] });
    const file = (await payer(post(`/payment-batches/${made.id}/file`, { purpose: '交银行' }))).json();
    expect(file.name).toBe('2026-2080704-001.xlsx');
    const text = `序号,金额,收款账号,处理结果\n1,150.00,${claim.accountNumber},成功\n`;
    const returned = { file: { name: '回盘.csv', base64: base64(text) } };
    const told = (await payer(post(`/payment-batches/${made.id}/returns`, returned))).json();
    expect(told).toMatchObject({ wasKnown: false, outcome: { paid: 1 }, batch: { status: 'settled' } });
    expect((await payer({ url: `/api/payment-batches/${made.id}` })).json().lines).toMatchObject([{ status: 'paid' }]);
    expect((await payer({ url: '/api/reconciliation' })).json().totals).toMatchObject({
      agrees: true,
      paidFen: 15_000,
    });
    expect((await db.select().from(claims))[0]?.status).toBe('paid');
  });

  test('only finance makes, takes and reads batches; a liaison sees none', async ({ db }) => {
    const { budget, policy, signedIn } = await anOffice(db);
    const officer = await signedIn('county_officer');
    const liaison = await signedIn('liaison');
    const body = { budgetLineId: budget.id, ruleId: policy.ruleId };
    expect((await officer(post('/payment-batches', body))).statusCode).toBe(403);
    expect((await liaison({ url: '/api/payment-batches' })).statusCode).toBe(403);
    expect((await officer({ url: '/api/payment-batches' })).json()).toEqual({ batches: [] });
  });

  test('refusals keep their codes: overspent, nothing payable, not there, stale', async ({ db }) => {
    const { world, policy, budget, signedIn } = await anOffice(db);
    const payer = await signedIn('finance_officer');
    const make = { budgetLineId: budget.id, ruleId: policy.ruleId };
    expect((await payer(post('/payment-batches', make))).json().code).toBe('payment.nothing_payable');
    await aClaim(world, policy, { amountFen: 200_000_000 });
    expect((await payer(post('/payment-batches', make))).json()).toMatchObject({
      status: 409,
      code: 'budget.overspent',
    });
    const missing = '01900000-0000-7000-8000-000000000000';
    expect((await payer({ url: `/api/payment-batches/${missing}` })).json().code).toBe('payment.batch_not_found');
    await payer(post(`/budget-lines/${budget.id}/raise`, { addFen: 500_000_000, note: '追加' }));
    const made = (await payer(post('/payment-batches', make))).json();
    const stale = await payer(post(`/payment-batches/${made.id}/steps`, { action: 'cancel', version: 9 }));
    expect(stale.json()).toMatchObject({ status: 409, code: 'payment.batch_stale' });
  });
});

describe('notices over HTTP', () => {
  test('a visitor reads the notice and objects without an account; the desk answers', async ({ db }) => {
    const { world, policy, app, signedIn } = await anOffice(db);
    const claim = await aClaim(world, policy, { status: 'approved' });
    const officer = await signedIn('county_officer');
    const auditor = await signedIn('auditor');
    expect((await auditor(post('/notice-desk', { ruleId: policy.ruleId }))).statusCode).toBe(403);
    const put = (await officer(post('/notice-desk', { ruleId: policy.ruleId }))).json();
    const shown = await app.inject({ url: `/api/public-notices/${put.id}` });
    expect(shown.body).toContain(claim.labourer.name);
    expect(shown.body).not.toContain(claim.idNumber);
    const objection = { number: 1, text: '这个人没有去上班' };
    expect((await app.inject(post(`/public-notices/${put.id}/objections`, objection))).json()).toEqual({ number: 1 });
    const wrong = await app.inject(post(`/public-notices/${put.id}/objections`, { number: 1, text: '短', id: 1 }));
    expect(wrong.statusCode).toBe(400);
    const desk = (await officer({ url: `/api/notice-desk/${put.id}` })).json();
    expect(desk.said).toMatchObject([{ text: '这个人没有去上班', contact: null }]);
    const answer = { answer: '在岗', isUpheld: false };
    expect((await officer(post(`/objections/${desk.said[0].id}/answer`, answer))).json().claimStatus).toBe('on_notice');
    expect((await auditor({ url: `/api/notice-desk/${put.id}` })).json().mayAnswer).toBe(false);
  });

  test('an auditor takes a case file, a liaison may not', async ({ db }) => {
    const { world, policy, signedIn } = await anOffice(db);
    const claim = await aClaim(world, policy, { status: 'approved' });
    const file = await (await signedIn('auditor'))(post(`/claims/${claim.id}/case-file`, { purpose: '审计' }));
    expect(Buffer.from(file.json().base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    const refused = await (await signedIn('liaison'))(post(`/claims/${claim.id}/case-file`, { purpose: '看看' }));
    expect(refused.statusCode).toBe(403);
    const [stored] = await db.select().from(claims).where(eq(claims.id, claim.id));
    expect(stored?.status).toBe('approved');
  });
});
