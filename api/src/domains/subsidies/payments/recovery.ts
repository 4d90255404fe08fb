import type { Input, Output } from '../../../../contract/endpoint.ts';
import type * as contract from '../../../../contract/payments.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import { appendEvents } from '../../audit/service.ts';
import { stepLocked } from '../claims/steps.ts';
import { lockClaims } from '../claims/store.ts';
import { commitMoney } from './budget.ts';
import { lockPayment, saveRecovered } from './store.ts';

/**
 * Money taken back (追回). What came back can be spent again; once all of it is there the claim ends as recovered, and until
 * then it stays paid.
 */
export async function recoverPayment(
  ctx: Ctx,
  { params: { claimId }, body: { amountFen, note } }: Input<typeof contract.recoverPayment>,
): Promise<Output<typeof contract.recoverPayment>> {
  const { countyCode } = ctx.actor;
  return ctx.db.transaction(async (tx) => {
    const [claim] = await lockClaims(tx, ctx.actor, [claimId]);
    if (claim?.status !== 'paid') throw new AppError('payment.not_paid', { claimId, status: claim?.status });
    const { payment, budgetLineId } = await lockPayment(tx, countyCode, claimId);
    const recoveredFen = payment.recoveredFen + amountFen;
    if (recoveredFen > payment.amountFen)
      throw new AppError('payment.recovers_too_much', { leftFen: payment.amountFen - payment.recoveredFen });
    await saveRecovered(tx, payment, recoveredFen);
    await commitMoney(tx, countyCode, budgetLineId, -amountFen);
    const isWhole = recoveredFen === payment.amountFen;
    const details = { backFen: amountFen, recoveredFen };
    const news = isWhole
      ? (await stepLocked(tx, ctx, [claim], 'recover', { note, details })).news
      : [
          {
            subjectKind: 'claim',
            subjectId: claimId,
            action: 'recoverPart',
            fromStatus: 'paid',
            toStatus: 'paid',
            details: { note, ...details, policyVersionId: claim.policyVersionId },
          },
        ];
    await appendEvents(tx, ctx, news);
    return { claimId, amountFen: payment.amountFen, recoveredFen, status: isWhole ? 'recovered' : 'paid' };
  });
}
