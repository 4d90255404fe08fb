import type { Input, Output } from '../../../../contract/endpoint.ts';
import type { enterRate as enterEndpoint } from '../../../../contract/policies.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { isCalendarDate } from '../../../kernel/calendar.ts';
import { type Ctx, newId } from '../../../kernel/ctx.ts';
import { appendEvent } from '../../audit/service.ts';
import { takesRate } from '../core/say-rule.ts';
import { loadPolicy } from './load.ts';
import { insertRate } from './store.ts';
import { rateView } from './view.ts';

/**
 * A dated rate with the document it cites. One of the same first day goes before an earlier entry; nothing is taken
 * back. Throws policy.rate_one_kind, policy.dates_out_of_order.
 */
export async function enterRate(
  ctx: Ctx,
  { params, body }: Input<typeof enterEndpoint>,
): Promise<Output<typeof enterEndpoint>> {
  refuseUnfit(body);
  const { ruleId } = params;
  const { countyCode, id: enteredBy } = ctx.actor;
  return ctx.db.transaction(async (tx) => {
    const { shown } = await loadPolicy(tx, ctx, ruleId);
    if (!takesRate(shown.rule.amount)) throw new AppError('policy.rate_one_kind', { kind: shown.rule.amount.kind });
    const key = { countyCode, id: newId(ctx), ruleId, enteredBy, enteredAt: ctx.now() };
    const rate = await insertRate(tx, { ...key, ...body });
    await ctx.outbox.enqueue(tx, 'policy.changed', { countyCode, id: shown.id });
    const { id: rateId } = rate;
    const news = { subjectKind: 'policy', subjectId: shown.id, action: 'enter_rate' };
    await appendEvent(tx, ctx, { ...news, details: { ruleId, rateId, ...body } });
    return rateView(rate, () => ctx.actor.name);
  });
}

function refuseUnfit(body: Input<typeof enterEndpoint>['body']): void {
  const { fen, percentHundredths, effectiveFrom, effectiveTo } = body;
  if ((fen === undefined) === (percentHundredths === undefined)) throw new AppError('policy.rate_one_kind');
  const days = effectiveTo === undefined ? [effectiveFrom] : [effectiveFrom, effectiveTo];
  if (!days.every(isCalendarDate) || effectiveFrom > (effectiveTo ?? effectiveFrom))
    throw new AppError('policy.dates_out_of_order', { effectiveFrom, effectiveTo });
}
