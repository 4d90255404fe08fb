import type { Input, Output } from '../../../../contract/endpoint.ts';
import type * as contract from '../../../../contract/payments.ts';
import type { Reader, Tx } from '../../../db/client.ts';
import { AppError, orThrow } from '../../../kernel/app-error.ts';
import { type Ctx, newId } from '../../../kernel/ctx.ts';
import { appendEvent } from '../../audit/service.ts';
import { lockClaims } from '../claims/store.ts';
import { type BatchAction, moveBatch, type PayableBar } from '../core/batch.ts';
import { bankLineOf, bytesOf, sm3Of } from './bank-file.ts';
import { commitMoney, lockBudgetLine } from './budget.ts';
import { takePayDuty } from './duty.ts';
import { formatOf } from './format.ts';
import { type ReadyToPay, readyToPay } from './payable.ts';
import {
  type Batch,
  countBatchesOf,
  countDoubted,
  insertBatch,
  insertLines,
  listLines,
  listBatches as listStored,
  lockBatch,
  type NewLine,
  saveBatch,
  saveLines,
} from './store.ts';
import { batchView } from './view.ts';

type View = contract.BatchView;

/**
 * Makes a batch with its numbered lines. Of a whole policy those are taken that can be paid; chosen claims must all be payable.
 * Throws payment.nothing_payable, payment.not_payable with the reasons, budget.overspent.
 */
export async function makeBatch(ctx: Ctx, { body }: Input<typeof contract.makeBatch>): Promise<View> {
  return ctx.db.transaction(async (tx) => {
    const budget = await lockBudgetLine(tx, ctx.actor.countyCode, body.budgetLineId);
    const ready = await choose(tx, ctx, body);
    const ids = ready.map(({ row }) => row.id);
    const count = await countBatchesOf(tx, budget.countyCode, budget.id);
    const batch = {
      countyCode: budget.countyCode,
      id: newId(ctx),
      number: `${budget.year}-${budget.code}-${String(count + 1).padStart(3, '0')}`,
      budgetLineId: budget.id,
      status: 'open' as const,
      totalFen: ready.reduce((sum, { row }) => sum + row.amountFen, 0),
      lineCount: ready.length,
      madeBy: ctx.actor.id,
      madeAt: ctx.now(),
    };
    await takePayDuty(tx, ctx, ids);
    await insertBatch(tx, batch);
    await insertLines(tx, linesOf(ctx, batch, ready));
    await commitMoney(tx, batch.countyCode, batch.budgetLineId, batch.totalFen);
    const view = await viewOf(tx, ctx, batch.id);
    const { number, totalFen, lineCount } = batch;
    const details = { number, totalFen, lineCount, budgetLine: budget.code, claimIds: ids };
    await appendEvent(tx, ctx, newsOf(batch.id, 'make', null, 'open', details));
    return view;
  });
}

async function choose(tx: Tx, ctx: Ctx, body: Input<typeof contract.makeBatch>['body']): Promise<ReadyToPay[]> {
  const { ruleId, claimIds } = body;
  // Rather nothing than everything where the form named neither.
  if (ruleId === undefined && claimIds === undefined) throw new AppError('payment.nothing_payable');
  const filter = { ...(ruleId !== undefined && { ruleId }), ...(claimIds && { ids: claimIds }) };
  const candidates = await readyToPay(tx, ctx, filter);
  const free = candidates.filter(({ bar }) => bar === null);
  const claims = await lockClaims(
    tx,
    ctx.actor,
    free.map(({ row }) => row.id),
  );
  const isReady = ({ status, openHits }: (typeof claims)[number]) => status === 'payable' && openHits === 0;
  const stillPayable = new Set(claims.filter(isReady).map(({ id }) => id));
  const ready = free.filter(({ row }) => stillPayable.has(row.id));
  if (claimIds && ready.length < claimIds.length)
    throw new AppError('payment.not_payable', whyNot(claimIds, candidates));
  if (ready.length === 0) throw new AppError('payment.nothing_payable', filter);
  return ready;
}

function whyNot(claimIds: readonly string[], candidates: readonly ReadyToPay[]): Record<string, unknown> {
  const bars = new Map(candidates.map(({ row, bar }) => [row.id, bar]));
  const reasons = claimIds.flatMap((claimId): { claimId: string; why: PayableBar | 'not_payable' }[] => {
    const bar = bars.get(claimId);
    return bar === null ? [] : [{ claimId, why: bar ?? 'not_payable' }];
  });
  return { count: reasons.length, why: reasons[0]?.why, claims: reasons.slice(0, 20) };
}

const linesOf = (ctx: Ctx, batch: { id: string; countyCode: string }, ready: readonly ReadyToPay[]): NewLine[] =>
  ready.map(({ row, account, attempt }, i) => ({
    countyCode: batch.countyCode,
    id: newId(ctx),
    batchId: batch.id,
    number: i + 1,
    claimId: row.id,
    attempt,
    // What has no bar has an account.
    accountId: account?.id ?? '',
    amountFen: row.amountFen,
    status: 'waiting',
    isAlive: true,
  }));

export async function takeBatchStep(ctx: Ctx, { params, body }: Input<typeof contract.takeBatchStep>): Promise<View> {
  return ctx.db.transaction(async (tx) => {
    const batch = await lockBatch(tx, ctx.actor.countyCode, params.id);
    if (batch.version !== body.version) throw new AppError('payment.batch_stale', { id: batch.id });
    const doubted = (await countDoubted(tx, batch.countyCode, [batch.id])).get(batch.id) ?? 0;
    const { to } = orThrow(moveBatch({ ...batch, doubted }, body.action, ctx.actor));
    const details = await WORK[body.action](tx, ctx, batch);
    const view = await viewOf(tx, ctx, batch.id);
    const said = { number: batch.number, ...(body.note && { note: body.note }), ...details };
    await appendEvent(tx, ctx, newsOf(batch.id, body.action, batch.status, to, said));
    return view;
  });
}

const WORK: Record<BatchAction, (tx: Tx, ctx: Ctx, batch: Batch) => Promise<Record<string, unknown>>> = {
  confirm,
  send: async (tx, ctx, batch) => {
    await saveBatch(tx, batch, { status: 'sent', sentAt: ctx.now() });
    return { fileHash: batch.fileHash, totalFen: batch.totalFen };
  },
  cancel,
};

/** Another officer looks, and the file is fixed: its format and the hash of its bytes. */
async function confirm(tx: Tx, ctx: Ctx, batch: Batch) {
  const lines = await listLines(tx, batch.countyCode, batch.id);
  const claimIds = lines.map(({ line }) => line.claimId);
  await lockClaims(tx, ctx.actor, claimIds);
  await takePayDuty(tx, ctx, claimIds);
  const format = await formatOf(tx, batch.countyCode);
  const fileHash = sm3Of(
    bytesOf(
      format,
      lines.map((line) => bankLineOf(ctx, batch.number, line)),
    ),
  );
  await saveBatch(tx, batch, { status: 'confirmed', confirmedBy: ctx.actor.id, format, fileHash });
  return { fileHash, totalFen: batch.totalFen };
}

/** The claims are payable again and the money is free. */
async function cancel(tx: Tx, _ctx: Ctx, batch: Batch) {
  const lines = await listLines(tx, batch.countyCode, batch.id);
  await saveLines(
    tx,
    batch.countyCode,
    lines.map(({ line }) => line.id),
    { status: 'cancelled', isAlive: null },
  );
  await commitMoney(tx, batch.countyCode, batch.budgetLineId, -batch.totalFen);
  await saveBatch(tx, batch, { status: 'cancelled' });
  return { totalFen: batch.totalFen };
}

export const newsOf = (
  subjectId: string,
  action: string,
  fromStatus: string | null,
  toStatus: string,
  details: Record<string, unknown>,
) => ({ subjectKind: 'payment_batch', subjectId, action, fromStatus, toStatus, details });

export async function viewOf(db: Reader, ctx: Ctx, id: string): Promise<View> {
  const [found] = await listStored(db, ctx.actor.countyCode, { id });
  if (!found) throw new AppError('payment.batch_not_found', { id });
  const [view] = await batchView(db, ctx, [found]);
  if (!view) throw new Error('one batch in, one view out');
  return view;
}

export async function listBatches(
  ctx: Ctx,
  { query }: Input<typeof contract.listBatches>,
): Promise<Output<typeof contract.listBatches>> {
  const found = await listStored(ctx.db, ctx.actor.countyCode, query);
  return { batches: await batchView(ctx.db, ctx, found) };
}
