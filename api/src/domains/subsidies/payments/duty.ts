import type { Tx } from '../../../db/client.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import { takeDuties } from '../claims/store.ts';

/** Making, confirming and reading in a batch are all part of paying: whoever had another duty on a claim of it may not. */
export async function takePayDuty(tx: Tx, ctx: Ctx, claimIds: readonly string[]): Promise<void> {
  const { countyCode, id: officerId, role: officerRole, name: officerName } = ctx.actor;
  const duty = { countyCode, officerId, duty: 'pay' as const, officerRole, officerName, takenAt: ctx.now() };
  const [other] = await takeDuties(tx, duty, claimIds.toSorted());
  if (other) throw new AppError('claim.same_officer', { id: other.claimId, duty: other.duty });
}
