import type { Shortage } from '@songgang/search/matcher/shortage.ts';
import { explain as explainFacts } from '@songgang/search/matcher/why.ts';
import type { Input, Output } from '../../../contract/endpoint.ts';
import type * as contract from '../../../contract/matching.ts';
import { AppError } from '../../kernel/app-error.ts';
import { type Ctx, today } from '../../kernel/ctx.ts';
import { getCounty } from '../regions/store.ts';
import { isToBeMatched, jobFacts, labourerFacts } from './facts.ts';
import { countLiveOffers, findPostedJob, listOpenJobs } from './postings-store.ts';
import { matchCounty } from './run.ts';
import { findRun, listRelaxationsOf, listRunsOf } from './runs-store.ts';
import { listHouseholdsAtWork, listSeekers, loadHistories, NO_HISTORY } from './seekers-store.ts';
import { viewOfShortage } from './shortage.ts';
import { findByPair, findJobBrief, findJoined, findPersonBrief } from './store.ts';
import { viewOf, viewOfRun } from './view.ts';

export async function order(ctx: Ctx, { body }: Input<typeof contract.runMatch>): Promise<contract.RunView> {
  const { runId, committedAt, shortage: _, ...summary } = await matchCounty(ctx, body);
  return { ...summary, id: runId, kind: 'county', committedAt: committedAt?.toISOString() ?? null };
}

export async function listRuns(
  ctx: Ctx,
  { query }: Input<typeof contract.listRuns>,
): Promise<Output<typeof contract.listRuns>> {
  const runs = await listRunsOf(ctx.db, ctx.actor.countyCode, query.limit ?? 20, query.offset ?? 0);
  return { runs: runs.map(viewOfRun) };
}

export async function readRun(
  ctx: Ctx,
  { params }: Input<typeof contract.getRun>,
): Promise<Output<typeof contract.getRun>> {
  const run = await findRun(ctx.db, ctx.actor.countyCode, params.id);
  if (!run) throw new AppError('match.run_not_found', { id: params.id });
  const { settings } = await getCounty(ctx.db, ctx.actor.countyCode);
  const shortage = await viewOfShortage(ctx.db, { ...NOTHING_SHORT, ...run.shortage }, settings.capFactor);
  return { run: viewOfRun(run), shortage };
}

/** A run of some cards or one job may have left no list. */
const NOTHING_SHORT: Shortage = { offersMissing: 0, missing: [], relaxations: [] };

/** Every rule for one pair, as the run would look at it today; what was delivered already is told beside it. */
export async function explain(
  ctx: Ctx,
  { query }: Input<typeof contract.explainPair>,
): Promise<Output<typeof contract.explainPair>> {
  const { labourerId, jobId } = query;
  const person = await findPersonBrief(ctx.db, ctx.actor, labourerId);
  if (!person) throw new AppError('match.labourer_not_found', { labourerId });
  const on = today(ctx);
  const { settings } = await getCounty(ctx.db, ctx.actor.countyCode);
  const job = await findJobBrief(ctx.db, jobId);
  const row = await findPostedJob(ctx.db, ctx.actor.countyCode, jobId);
  if (!job || !row) throw new AppError('delivery.job_closed', { jobId });
  const isOpen = (await listOpenJobs(ctx.db, ctx.actor.countyCode, on, jobId)).length > 0;
  const history = (await loadHistories(ctx.db, ctx.actor.countyCode, on, [labourerId])).get(labourerId) ?? NO_HISTORY;
  const atWork = await listHouseholdsAtWork(ctx.db, ctx.actor.countyCode);
  const l = labourerFacts(person.row, history, on, !atWork.has(person.row.householdId));
  const filledBy = (await countLiveOffers(ctx.db, [jobId])).get(jobId) ?? 0;
  const j = jobFacts(row, filledBy, on, settings.capFactor);
  const known = await findByPair(ctx.db, ctx.actor.countyCode, labourerId, jobId);
  const sought = await listSeekers(ctx.db, ctx.actor.countyCode, [labourerId]);
  const isSeeking = sought.some((one) => isToBeMatched(one, history, on, settings));
  const why = explainFacts(l, j, { wasDelivered: known !== undefined, filledBy, isSeeking, isOpen }, settings);
  const joined = known && (await findJoined(ctx.db, ctx.actor, known.id));
  return {
    labourer: { id: labourerId, name: person.name, regionName: person.regionName },
    job,
    verdict: why.verdict,
    findings: [...why.findings],
    score: why.score,
    reasons: [...why.reasons],
    offersThisYear: history.offersThisYear,
    unanswered: history.unanswered,
    capLeft: j.capLeft,
    relaxations: (await listRelaxationsOf(ctx.db, ctx.actor.countyCode, labourerId)).map(({ limit, to, jobs }) => ({
      limit,
      to,
      jobs,
    })),
    delivery: joined ? viewOf(joined, ctx) : null,
  };
}
