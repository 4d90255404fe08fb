import type { Input } from '../../../../contract/endpoint.ts';
import type * as contract from '../../../../contract/payments.ts';
import type { Reader } from '../../../db/client.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import { BATCH_ACTIONS, type LineStatus, moveBatch } from '../core/batch.ts';
import { tailOf } from './payable.ts';
import { type BatchJoined, countDoubted, countLines, listBatches, listLines, listReturns } from './store.ts';

const zeros = (): Record<LineStatus, number> => ({ waiting: 0, paid: 0, failed: 0, cancelled: 0 });

export async function batchView(db: Reader, ctx: Ctx, found: readonly BatchJoined[]): Promise<contract.BatchView[]> {
  const { countyCode } = ctx.actor;
  const counted = Map.groupBy(
    await countLines(
      db,
      countyCode,
      found.map(({ batch }) => batch.id),
    ),
    ({ batchId }) => batchId,
  );
  const doubts = await countDoubted(
    db,
    countyCode,
    found.filter(({ batch }) => batch.status === 'open' || batch.status === 'confirmed').map(({ batch }) => batch.id),
  );
  return found.map(({ batch, line, madeByName, confirmedByName }) => {
    const [counts, sums] = [zeros(), zeros()];
    const doubted = doubts.get(batch.id) ?? 0;
    for (const { status, count, sumFen } of counted.get(batch.id) ?? []) {
      counts[status] = count;
      sums[status] = sumFen;
    }
    return {
      id: batch.id,
      number: batch.number,
      status: batch.status,
      version: batch.version,
      budgetLine: line,
      totalFen: batch.totalFen,
      lineCount: batch.lineCount,
      madeByName: madeByName ?? '',
      madeAt: batch.madeAt.toISOString(),
      confirmedByName,
      sentAt: batch.sentAt?.toISOString() ?? null,
      fileHash: batch.fileHash,
      counts,
      sums,
      actions: BATCH_ACTIONS.filter((action) => moveBatch({ ...batch, doubted }, action, ctx.actor).ok),
    };
  });
}

export async function readBatch(ctx: Ctx, { params }: Input<typeof contract.getBatch>): Promise<contract.BatchDetail> {
  const { countyCode } = ctx.actor;
  const [found] = await listBatches(ctx.db, countyCode, { id: params.id });
  if (!found) throw new AppError('payment.batch_not_found', params);
  const [view] = await batchView(ctx.db, ctx, [found]);
  if (!view) throw new Error('one batch in, one view out');
  const lines = await listLines(ctx.db, countyCode, params.id);
  const returns = await listReturns(ctx.db, countyCode, params.id);
  return {
    ...view,
    lines: lines.map(({ line, payeeName, title, numberSealed, bankName }) => ({
      number: line.number,
      claimId: line.claimId,
      attempt: line.attempt,
      payeeName,
      title,
      accountTail: tailOf(ctx.vault.open(numberSealed)),
      bankName,
      amountFen: line.amountFen,
      status: line.status,
      failure: line.failure,
      returnedOn: line.returnedOn,
    })),
    returns: returns.map(({ name, fileHash, readAt, outcome }) => ({
      name,
      fileHash,
      readAt: readAt.toISOString(),
      outcome: { ...outcome, unclear: [...outcome.unclear] },
    })),
  };
}
