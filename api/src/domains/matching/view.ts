import type { DeliveryView } from '../../../contract/deliveries.ts';
import type { RunView } from '../../../contract/matching.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { allowedActions } from './core/step.ts';
import type { RunBrief } from './runs-store.ts';
import type { DeliveryJoined } from './store.ts';

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

export function viewOf({ delivery: d, job, labourer }: DeliveryJoined, ctx: Ctx): DeliveryView {
  return {
    id: d.id,
    version: d.version,
    status: d.status,
    channel: d.channel,
    tier: d.tier,
    score: d.score,
    reasons: d.reasons,
    job,
    labourer: { id: labourer.id, name: labourer.name, regionName: labourer.regionName },
    declineReason: d.declineReason,
    closeReason: d.closeReason,
    notPlacedReason: d.notPlacedReason,
    note: d.note,
    plannedAt: d.plannedAt.toISOString(),
    deliveredAt: iso(d.deliveredAt),
    answeredAt: iso(d.answeredAt),
    dueOn: d.dueOn,
    introducedAt: iso(d.introducedAt),
    actions: allowedActions(d, ctx.actor, ctx.now()),
  };
}

export const viewOfRun = (run: RunBrief): RunView => ({
  id: run.id,
  kind: run.kind,
  on: run.onDate,
  labourers: run.labourerCount,
  jobs: run.jobCount,
  pairsJudged: Number(run.pairsJudged),
  suitablePairs: Number(run.suitablePairs),
  deliveries: run.deliveryCount,
  labourersWithFive: run.withFiveCount,
  jobsAtCap: run.jobsAtCap,
  short: run.short,
  seconds: run.seconds,
  committedAt: run.committedAt.toISOString(),
  spread: run.spread,
});
