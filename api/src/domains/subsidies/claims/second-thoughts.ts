import type { Tx } from '../../../db/client.ts';
import type { Ctx } from '../../../kernel/ctx.ts';
import type { News } from '../../audit/service.ts';
import type { ClaimStatus } from '../core/claim.ts';
import { NO_LONGER_HOLDS } from '../core/doubts.ts';
import type { RowRef } from '../core/fraud-rows.ts';
import type { Snapshot } from './facts.ts';
import { awardKey, type Due } from './found.ts';
import { PAYABLE } from './judge.ts';
import type { Policies } from './listen.ts';
import { answerToday, isWhole } from './rejudge.ts';
import { hitRow } from './screen.ts';
import { insertHits } from './screen-store.ts';
import type { Claim } from './store.ts';

/** Approved and not yet paid. What it was approved on stays as it was signed: nothing is written over it. */
const APPROVED: readonly ClaimStatus[] = ['approved', 'on_notice', 'payable'];

const NOTE = '批准以后情况变了，现在再算和批准时不一样，要由没经手的人看过才能发';

/**
 * Approved claims that would be answered otherwise today ask for a second look, which keeps their money back until
 * somebody has said what is to become of them. The same answer asks once. Returns the news, for the caller to append.
 */
export async function doubtApproved(
  tx: Tx,
  ctx: Ctx,
  snapshot: Snapshot,
  policies: Policies,
  due: ReadonlyMap<string, Due>,
): Promise<News[]> {
  const raised: { row: ReturnType<typeof hitRow>; details: Record<string, unknown> }[] = [];
  for (const claim of [...snapshot.claimsOn.values()].flat()) {
    if (!APPROVED.includes(claim.status) || !isWhole(snapshot, claim)) continue;
    const answered = await answerToday(snapshot, policies, claim, due.get(awardKey(claim)));
    if (!answered) continue;
    const { verdict, amountFen } = answered.said;
    const holds = answered.holds && PAYABLE.includes(verdict) && amountFen === claim.amountFen;
    if (holds) continue;
    const row = hitRow(
      ctx,
      { pattern: NO_LONGER_HOLDS, claimId: claim.id, rows: rowsOf(claim) },
      { verdict, amountFen },
    );
    raised.push({ row, details: { approvedFen: claim.amountFen, verdict, amountFen, note: NOTE } });
  }
  const detailsOf = new Map(raised.map(({ row, details }) => [row.id, details]));
  const fresh = await insertHits(
    tx,
    raised.map(({ row }) => row),
  );
  return fresh.map(({ id, claimId, pattern }) => ({
    subjectKind: 'claim',
    subjectId: claimId,
    action: 'doubt',
    details: { hitId: id, pattern, ...detailsOf.get(id) },
  }));
}

const rowsOf = ({ id, placementId }: Claim): RowRef[] => [
  { table: 'claims', id },
  ...(placementId === null ? [] : [{ table: 'placements' as const, id: placementId }]),
];
