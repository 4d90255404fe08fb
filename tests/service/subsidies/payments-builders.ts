import { eq } from 'drizzle-orm';
import { claims } from '../../../api/src/domains/subsidies/claims/tables.ts';
import { payeeAccounts } from '../../../api/src/domains/subsidies/evidence/tables.ts';
import { makeBatch, takeBatchStep } from '../../../api/src/domains/subsidies/payments/batches.ts';
import { readBankReturn } from '../../../api/src/domains/subsidies/payments/returns.ts';
import { budgetLines, paymentLines } from '../../../api/src/domains/subsidies/payments/tables.ts';
import { aWorld, type World } from '../../support/app.ts';
import { aBudget, aClaim, aPolicy } from '../../support/money.ts';

type Claim = Awaited<ReturnType<typeof aClaim>>;

export const aHouse = async (db: World['db'], count = 3, totalFen?: number) => {
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
export type House = Awaited<ReturnType<typeof aHouse>>;

export const step = (
  { payer, second }: House,
  batch: { id: string; version: number },
  action: 'confirm' | 'send' | 'cancel',
) =>
  takeBatchStep(action === 'confirm' ? second : payer, {
    params: { id: batch.id },
    body: { action, version: batch.version },
  });

export async function aSentBatch(house: House) {
  const made = await makeBatch(house.payer, { body: { budgetLineId: house.budget.id, ruleId: house.policy.ruleId } });
  return step(house, await step(house, made, 'confirm'), 'send');
}

export const csv = (rows: string[][]) => Buffer.from(rows.map((row) => row.join(',')).join('\n'));
export const HEAD = ['序号', '金额', '收款账号', '处理结果', '失败原因'];
export const aReturn = (lines: { number: number; amountFen: number; account: string }[], failing: number[] = []) =>
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
export const linesOf = async (world: World, batchId: string) => {
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
export const read = (house: House, id: string, bytes: Buffer, name = '回盘.csv') =>
  readBankReturn(house.payer, { params: { id }, body: { file: { name, base64: bytes.toString('base64') } } });
export const statusOf = async (world: World, id: string) =>
  (await world.db.select().from(claims).where(eq(claims.id, id)))[0]?.status;
export const committed = async (world: World, id: string) =>
  (await world.db.select().from(budgetLines).where(eq(budgetLines.id, id)))[0]?.committedFen;
