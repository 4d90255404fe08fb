import type { Input, Output } from '../../../contract/endpoint.ts';
import type { listDeskJobs, listReviewQueue } from '../../../contract/job-desk.ts';
import { dateAt, daysBetween } from '../../kernel/calendar.ts';
import { type Ctx, today } from '../../kernel/ctx.ts';
import { allowedActions } from './core/job.ts';
import { listJobsFor, listSubmittedFor } from './store.ts';
import { judgeJob } from './verdict.ts';
import { cardsOf } from './view.ts';

export async function listDesk(ctx: Ctx, { query }: Input<typeof listDeskJobs>): Promise<Output<typeof listDeskJobs>> {
  const { rows, total } = await listJobsFor(ctx.db, ctx.actor, query);
  const cards = await cardsOf(ctx.db, rows, ctx.actor.countyCode);
  const jobs = rows.map(({ job }, i) => ({
    ...(cards[i] as (typeof cards)[number]),
    status: job.status,
    placedCount: job.placedCount,
    version: job.version,
    updatedAt: job.updatedAt.toISOString(),
    actions: allowedActions(job, ctx.actor),
  }));
  return { jobs, total };
}

/** What waits for a reviewer, how long it has waited, and what the law finds in it. */
export async function listReview(
  ctx: Ctx,
  { query }: Input<typeof listReviewQueue>,
): Promise<Output<typeof listReviewQueue>> {
  const { rows, total } = await listSubmittedFor(ctx.db, ctx.actor, query);
  const cards = await cardsOf(ctx.db, rows, ctx.actor.countyCode);
  const on = today(ctx);
  const jobs: Output<typeof listReviewQueue>['jobs'] = [];
  for (const [i, { job, employer }] of rows.entries()) {
    const { missing, findings } = await judgeJob(ctx.db, job, on);
    const submittedAt = job.submittedAt ?? job.updatedAt;
    jobs.push({
      ...(cards[i] as (typeof cards)[number]),
      employerState: employer.state,
      submittedAt: submittedAt.toISOString(),
      waitingDays: daysBetween(dateAt(submittedAt), on),
      missing: [...missing],
      findings: [...findings],
      version: job.version,
      actions: allowedActions(job, ctx.actor),
    });
  }
  return { jobs, total };
}
