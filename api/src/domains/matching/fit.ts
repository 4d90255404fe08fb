import { type JobFacts, type LabourerFacts, REACHES, type Reach } from '@songgang/search/matcher/model.ts';
import { commonLevel } from '@songgang/search/matcher/place.ts';
import { fits } from '@songgang/search/matcher/rule.ts';
import type { Input, Output } from '../../../contract/endpoint.ts';
import type { getJobFit } from '../../../contract/job-desk.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import { type Band, bandOf, type FitBands } from '../jobs/core/bands.ts';
import { getJobFor, type Job } from '../jobs/store.ts';
import { loadMatchable } from './matchable.ts';

/**
 * How many labourers a posting of one's own would fit and how near they live, in bands and never who. Null while the posting
 * lacks what the rules look at. Throws job.not_found out of the asker's reach.
 */
export async function readFit(ctx: Ctx, { params }: Input<typeof getJobFit>): Promise<Output<typeof getJobFit>> {
  const { job } = await getJobFor(ctx.db, ctx.actor, params.id);
  const facts = factsOfDraft(job);
  if (!facts) return { fit: null };
  const { labourers } = await loadMatchable(ctx, []);
  return { fit: fitBands(facts, labourers) };
}

/** As if it were published today by a verified employer: what the employer asks is whom it would then reach. */
function factsOfDraft(job: Job): JobFacts | null {
  const { occupationCode, regionCode, monthlyMinFen: payMinFen, monthlyMaxFen: payMaxFen } = job;
  if (occupationCode === null || regionCode === null || payMinFen === null || payMaxFen === null) return null;
  const headCount = job.headCount ?? 1;
  const asked = { occupationCode, regionCode, payMinFen, payMaxFen, headCount };
  return { ...job, ...asked, employerState: 'verified', point: null, capLeft: headCount, ageDays: 0 };
}

/** Judged by the rules of the matcher, one person after the other: what an employer sees is what a run would offer. */
function fitBands(job: JobFacts, labourers: Iterable<LabourerFacts>): FitBands {
  const atLevel = REACHES.map(() => 0);
  for (const labourer of labourers) {
    const level = commonLevel(labourer.regionCode, job.regionCode);
    if (fits(labourer, job)) atLevel[level] = (atLevel[level] ?? 0) + 1;
  }
  const upTo = (reach: Reach): Band =>
    bandOf(atLevel.slice(0, REACHES.indexOf(reach) + 1).reduce((sum, count) => sum + count, 0));
  return { village: upTo('village'), town: upTo('town'), county: upTo('county'), all: upTo('anywhere') };
}
