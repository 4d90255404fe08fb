import type { Input, Output } from '../../../../contract/endpoint.ts';
import type * as contract from '../../../../contract/payments.ts';
import type { Tx } from '../../../db/client.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { type Ctx, newId, today } from '../../../kernel/ctx.ts';
import { fileOfBytes, type RawRow, readRows } from '../../../kernel/row-file.ts';
import { appendEvents, type News } from '../../audit/service.ts';
import { stepLocked } from '../claims/steps.ts';
import { lockClaims } from '../claims/store.ts';
import { type Judged, judgeReturn, type SentLine } from '../core/bank-return.ts';
import { bankLineOf, sm3Of } from './bank-file.ts';
import { newsOf, viewOf } from './batches.ts';
import { commitMoney, lockBudgetLine } from './budget.ts';
import {
  type Batch,
  findReturn,
  insertPayments,
  insertReturn,
  type LineJoined,
  listLines,
  lockBatch,
  saveBatch,
  saveLines,
} from './store.ts';
import type { ReturnOutcome } from './tables.ts';

type Told = Output<typeof contract.readBankReturn>;

/**
 * Reads what the bank sent back, in one transaction: killed at any line, nothing of it has happened. The same bytes a
 * second time change nothing, and so does another file that says of a line what is known.
 */
export async function readBankReturn(ctx: Ctx, { params, body }: Input<typeof contract.readBankReturn>): Promise<Told> {
  const bytes = Buffer.from(body.file.base64, 'base64');
  const rows = await Array.fromAsync(readRows(fileOfBytes(body.file.name, bytes)));
  const fileHash = sm3Of(bytes);
  return ctx.db.transaction(async (tx) => {
    const batch = await lockBatch(tx, ctx.actor.countyCode, params.id);
    const known = await findReturn(tx, batch.countyCode, batch.id, fileHash);
    if (known) return told(known.outcome, true, await viewOf(tx, ctx, batch.id));
    if (batch.status !== 'sent' && batch.status !== 'settled')
      throw new AppError('payment.wrong_status', { action: 'return', status: batch.status });
    // Before the claims, as whoever makes a batch does: two that wait for one another would wait for ever.
    await lockBudgetLine(tx, batch.countyCode, batch.budgetLineId);
    const lines = await listLines(tx, batch.countyCode, batch.id);
    const judged = judgeRows(ctx, batch, rows, lines);
    const outcome = outcomeOf(judged);
    const news = await apply(tx, ctx, batch, judged, fileHash);
    const seen = { countyCode: batch.countyCode, id: newId(ctx), batchId: batch.id, fileHash, name: body.file.name };
    await insertReturn(tx, { ...seen, readBy: ctx.actor.id, readAt: ctx.now(), outcome });
    const isSettled = stillWaiting(lines, judged) === 0;
    const to = isSettled ? 'settled' : 'sent';
    await saveBatch(tx, batch, { status: to });
    const view = await viewOf(tx, ctx, batch.id);
    const said = { number: batch.number, fileHash, ...outcome, ...sumsOf(judged) };
    await appendEvents(tx, ctx, [...news, newsOf(batch.id, 'readReturn', batch.status, to, said)]);
    return told(outcome, false, view);
  });
}

const told = (outcome: ReturnOutcome, wasKnown: boolean, batch: contract.BatchView): Told => ({
  outcome: { ...outcome, unclear: [...outcome.unclear] },
  wasKnown,
  batch,
});

function judgeRows(ctx: Ctx, batch: Batch, rows: readonly RawRow[], lines: readonly LineJoined[]): Judged[] {
  if (!batch.format) throw new Error(`batch ${batch.number} was sent without its format`);
  const { returns } = batch.format;
  const heads = Object.keys(rows[0]?.cells ?? {});
  const missing = [returns.number, returns.amount, returns.account, returns.result].filter((h) => !heads.includes(h));
  if (missing.length > 0) throw new AppError('payment.return_heads_missing', { missing });
  const sent = lines.map(
    (line): SentLine => ({
      id: line.line.id,
      number: line.line.number,
      account: bankLineOf(ctx, batch.number, line).account,
      amountFen: line.line.amountFen,
      status: line.line.status,
    }),
  );
  return judgeReturn(
    rows.map(({ number, cells }) => ({ row: number, cells })),
    sent,
    returns,
  );
}

const ofKind = <K extends Judged['kind']>(judged: readonly Judged[], kind: K) =>
  judged.filter((one): one is Extract<Judged, { kind: K }> => one.kind === kind);

const outcomeOf = (judged: readonly Judged[]): ReturnOutcome => ({
  paid: ofKind(judged, 'paid').length,
  failed: ofKind(judged, 'failed').length,
  known: ofKind(judged, 'known').length,
  unclear: ofKind(judged, 'unclear').map(({ row, number, why }) => ({ row, number, why })),
});

const sumOf = (judged: readonly { readonly line: SentLine }[]): number =>
  judged.reduce((sum, { line }) => sum + line.amountFen, 0);

const sumsOf = (judged: readonly Judged[]) => ({
  paidFen: sumOf(ofKind(judged, 'paid')),
  failedFen: sumOf(ofKind(judged, 'failed')),
});

function stillWaiting(lines: readonly LineJoined[], judged: readonly Judged[]): number {
  const waiting = lines.filter(({ line }) => line.status === 'waiting').length;
  return waiting - ofKind(judged, 'paid').length - ofKind(judged, 'failed').length;
}

async function apply(tx: Tx, ctx: Ctx, batch: Batch, judged: readonly Judged[], fileHash: string): Promise<News[]> {
  const failed = ofKind(judged, 'failed');
  for (const [reason, some] of Map.groupBy(failed, (one) => one.reason)) {
    const set = { status: 'failed' as const, failure: reason, isAlive: null, returnedOn: today(ctx) };
    await saveLines(
      tx,
      batch.countyCode,
      some.map(({ line }) => line.id),
      set,
    );
  }
  const news = await pay(tx, ctx, batch, ofKind(judged, 'paid'), fileHash);
  await commitMoney(tx, batch.countyCode, batch.budgetLineId, -sumOf(failed));
  return news;
}

async function pay(
  tx: Tx,
  ctx: Ctx,
  batch: Batch,
  paid: readonly { readonly line: SentLine }[],
  fileHash: string,
): Promise<News[]> {
  const { countyCode, number } = batch;
  const paidOn = today(ctx);
  const ids = paid.map(({ line }) => line.id);
  const stored = await listLines(tx, countyCode, batch.id);
  const byId = new Map(stored.map(({ line }) => [line.id, line]));
  const lines = ids.flatMap((id) => byId.get(id) ?? []);
  const lineOf = new Map(lines.map((line) => [line.claimId, line]));
  // Locked before a payment refers to them: who holds a part of a lock and asks for the whole bars whoever waits for it.
  const claims = await lockClaims(tx, ctx.actor, [...lineOf.keys()]);
  await saveLines(tx, countyCode, ids, { status: 'paid', returnedOn: paidOn });
  await insertPayments(
    tx,
    lines.map((line) => ({ countyCode, claimId: line.claimId, lineId: line.id, amountFen: line.amountFen, paidOn })),
  );
  const move = { paidOn, details: { batch: number, fileHash } };
  const { news } = await stepLocked(tx, ctx, claims, 'pay', move);
  return news.map((one) => {
    const line = lineOf.get(one.subjectId);
    const ofLine = { line: line?.number, lineId: line?.id, paidFen: line?.amountFen };
    return { ...one, details: { ...one.details, ...ofLine } };
  });
}
