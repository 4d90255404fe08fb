import { expect } from 'vitest';
import { verifyChain } from '../../../api/src/domains/audit/service.ts';
import { FINAL as WORK_FINAL } from '../../../api/src/domains/placements/core/placement.ts';
import { mayGo, PLACEMENT_STEPS, type PlacementAction } from '../../../api/src/domains/placements/core/rules.ts';
import { standing } from '../../../api/src/domains/subsidies/claims/steps.ts';
import { fenOfCell } from '../../../api/src/domains/subsidies/core/bank-file.ts';
import { allowedActions, CLAIM_STAGES, FINAL, type Workflow } from '../../../api/src/domains/subsidies/core/claim.ts';
import { takeBankFile } from '../../../api/src/domains/subsidies/payments/bank-file.ts';
import { reconcile } from '../../../api/src/domains/subsidies/payments/reconcile.ts';
import { fileOfBytes, readRows } from '../../../api/src/kernel/row-file.ts';
import { COUNTY } from '../../support/app.ts';
import { type Scene, TRANSPORT } from './model-county.ts';
import type { Seen, SeenClaim } from './model-seen.ts';

/** The files that left, as they were when their batch was first seen sent: by batch, the cells of its lines. */
export type Files = Map<string, readonly Readonly<Record<string, unknown>>[]>;

/** All that must be true when nobody writes, whatever was done at once before. */
export async function expectWhole(scene: Scene, seen: Seen, files: Files): Promise<void> {
  for (const claim of seen.claims) {
    expectSigned(claim);
    expectWayOut(claim, seen);
  }
  expectDutiesApart(seen);
  expectAwardedOnce(seen);
  expectWork(seen);
  expectAccounts(seen);
  await takeFiles(scene, seen, files);
  expectBooks(seen, files);
  const { totals, budget } = await reconcile(scene.as(0, scene.officers[6] ?? { id: '', role: 'system' }), {
    query: { year: 2026 },
  });
  expect({ money: totals.agrees, budget: budget.every(({ agrees }) => agrees) }).toEqual({ money: true, budget: true });
  expect(await verifyChain(scene.world.deps, COUNTY)).toMatchObject({ broken: null });
}

/** The checks of the database, said here once more. */
function expectSigned({
  id,
  status,
  returnedTo,
  preparedBy,
  checkedBy,
  approvedBy,
  paidBy,
  ...claim
}: SeenClaim): void {
  const reached = CLAIM_STAGES.indexOf((status === 'recovered' ? 'paid' : status) as (typeof CLAIM_STAGES)[number]);
  const is = (stage: (typeof CLAIM_STAGES)[number]) => reached >= CLAIM_STAGES.indexOf(stage);
  const names = [preparedBy, checkedBy, approvedBy, paidBy].filter((name) => name !== null);
  expect({
    ...{ id, status },
    isReturnedTo: (status === 'returned') === (returnedTo !== null),
    areOthers: new Set(names).size === names.length,
    isPrepared: !is('prepared') || preparedBy !== null,
    isChecked: !is('checked') || checkedBy !== null,
    isApproved: !is('approved') || (approvedBy !== null && (claim.amountFen ?? 0) > 0),
    isPaid: is('paid') === (claim.paidOn !== null),
    // Money that is on its way belongs to a claim that waits for it, or has it.
    hasItsLine: !claim.isOnItsWay || ['payable', 'paid', 'recovered'].includes(status),
    // What somebody objects to stays where it hangs, unless it was taken back.
    isHeard: claim.openObjections === 0 || !['payable', 'paid'].includes(status),
  }).toEqual({
    ...{ id, status, isReturnedTo: true, areOthers: true, isPrepared: true, isChecked: true, isApproved: true },
    ...{ isPaid: true, hasItsLine: true, isHeard: true },
  });
}

const NEWCOMERS = (['township_officer', 'county_officer', 'finance_officer', 'system'] as const).map((role) => ({
  id: `new ${role}`,
  role,
}));
const workflowOf = ({ ruleId }: SeenClaim): Workflow => ({ noticeDays: ruleId === TRANSPORT ? 7 : 0 });

/** Somebody who never had to do with it can do something; money on its way waits for its batch; recovered is the end. */
function expectWayOut(claim: SeenClaim, seen: Seen): void {
  const on = '2999-01-01';
  const ways = NEWCOMERS.flatMap((by) => allowedActions(standing(claim), by, on, workflowOf(claim)));
  const line = seen.lines.find(({ claimId, isAlive }) => claimId === claim.id && isAlive);
  const batch = seen.batches.find(({ id }) => id === line?.batchId);
  const isMoving = batch !== undefined && ['open', 'confirmed', 'sent'].includes(batch.status);
  const { id, status } = claim;
  expect({ id, status, hasWayOut: ways.length > 0 || isMoving }).toEqual({
    ...{ id, status, hasWayOut: !FINAL.includes(status) },
  });
}

function expectDutiesApart({ duties, claims }: Seen): void {
  const held = duties.map(({ claimId, officerId }) => `${claimId} ${officerId}`);
  expect(new Set(held).size).toBe(held.length);
  const took = new Set(duties.map(({ claimId, officerId, duty }) => `${claimId} ${officerId} ${duty}`));
  for (const { id, preparedBy, checkedBy, approvedBy, paidBy } of claims)
    for (const [duty, by] of Object.entries({
      prepare: preparedBy,
      check: checkedBy,
      approve: approvedBy,
      pay: paidBy,
    }))
      if (by !== null) expect(took.has(`${id} ${by} ${duty}`), `${duty} of ${id} is signed by who took it`).toBe(true);
}

function expectAwardedOnce({ awards, claims, payments, lines }: Seen): void {
  const key = (one: { ruleId: string; subjectId: string; payeeKind: string; periodKey: string }) =>
    [one.ruleId, one.subjectId, one.payeeKind, one.periodKey].join();
  expect(new Set(claims.map(key)).size).toBe(claims.length);
  expect(new Set(awards.map((one) => `${one.claimId} ${key(one)}`))).toEqual(
    new Set(claims.map((one) => `${one.id} ${key(one)}`)),
  );
  expect(new Set(payments.map(({ claimId }) => claimId)).size).toBe(payments.length);
  const alive = lines.filter(({ isAlive }) => isAlive).map(({ claimId }) => claimId);
  expect(new Set(alive).size).toBe(alive.length);
}

function expectWork({ placements }: Seen): void {
  const running = placements.filter(({ status }) => status === 'started' || status === 'stable');
  expect(new Set(running.map(({ labourerId }) => labourerId)).size, 'nobody runs two works').toBe(running.length);
  for (const { status, startedOn, endedOn } of placements) {
    const ways = (Object.keys(PLACEMENT_STEPS) as PlacementAction[]).filter((action) => mayGo(action, status).ok);
    expect({ status, hasWayOut: ways.length > 0, isEnded: endedOn !== null, isDated: startedOn !== null }).toEqual({
      status,
      hasWayOut: !WORK_FINAL.some((final) => final === status),
      isEnded: status === 'ended',
      isDated: !['agreed', 'dropped'].includes(status),
    });
  }
}

function expectAccounts({ accounts }: Seen): void {
  const open = accounts.filter(({ closedAt }) => closedAt === null).map(({ ownerId }) => ownerId);
  expect(new Set(open).size, 'one open account a payee').toBe(open.length);
}

/** The very bytes of each file, taken once it has left. */
async function takeFiles(scene: Scene, { batches }: Seen, files: Files): Promise<void> {
  const payer = scene.as(0, scene.officers[6] ?? { id: '', role: 'system' });
  for (const { id, status } of batches) {
    if (files.has(id) || (status !== 'sent' && status !== 'settled')) continue;
    const file = await takeBankFile(payer, { params: { id }, body: { purpose: '交银行' } });
    const rows = await Array.fromAsync(readRows(fileOfBytes(file.name, Buffer.from(file.base64, 'base64'))));
    files.set(
      id,
      rows.map(({ cells }) => cells),
    );
  }
}

const sum = (numbers: readonly (number | null)[]) => numbers.reduce<number>((all, one) => all + (one ?? 0), 0);

/** Payments, the chained log, the claims, the lines and the cells of the files: five tellings of the same fen. */
function expectBooks({ payments, logged, claims, lines, batches, budgets }: Seen, files: Files): void {
  const paid = lines.filter(({ status }) => status === 'paid');
  const cellOf = (batchId: string, number: number) =>
    files.get(batchId)?.find(({ 序号 }) => String(序号) === String(number));
  const inFile = paid.map(({ batchId, number }) => fenOfCell(String(cellOf(batchId, number)?.金额 ?? ''), 'yuan'));
  const back = sum(payments.map(({ recoveredFen }) => recoveredFen));
  const paidFen = sum(payments.map(({ amountFen }) => amountFen));
  const waiting = sum(lines.filter(({ status }) => status === 'waiting').map(({ amountFen }) => amountFen));
  expect({
    lines: sum(paid.map(({ amountFen }) => amountFen)),
    files: sum(inFile),
    log: sum(logged.map((one) => one.paidFen)) - sum(logged.map((one) => one.backFen)),
    claims: sum(claims.filter(({ paidOn }) => paidOn !== null).map(({ amountFen }) => amountFen)),
    budget: sum(budgets.map(({ committedFen }) => committedFen)),
    isWithin: budgets.every(({ committedFen, totalFen }) => committedFen >= 0 && committedFen <= totalFen),
    settled: batches
      .filter(({ status }) => status === 'settled')
      .every(({ id }) => lines.every((line) => line.batchId !== id || line.status !== 'waiting')),
  }).toEqual({
    ...{ lines: paidFen, files: paidFen, log: paidFen - back, claims: paidFen, budget: waiting + paidFen - back },
    ...{ isWithin: true, settled: true },
  });
}
