import { listDeskJobs, listReviewQueue } from '@songgang/api/contract/job-desk.ts';
import type { JOB_STATUSES } from '@songgang/api/contract/jobs.ts';
import { OFFICER_ROLES } from '@songgang/api/contract/scalars.ts';
import { call } from '#lib/server/api.ts';
import { PAGE_SIZE, pageOf, pagingOf } from '#lib/server/desk-lists.ts';
import type { PageServerLoad } from './$types';

type Status = (typeof JOB_STATUSES)[number];
/** What has left the review, in the order of the views. Drafts are their employer's own. */
const SHOWN = [
  'published',
  'paused',
  'rejected',
  'filled',
  'expired',
  'withdrawn',
  'draft',
] as const satisfies Status[];

/** The review queue, or with `?status=` (a status, or `all`) the postings that stand there. */
export const load: PageServerLoad = async ({ fetch, url, parent }) => {
  const { actor } = await parent();
  const status = url.searchParams.get('status');
  const employerId = url.searchParams.get('employer') ?? undefined;
  const page = pageOf(url);
  const isQueue = status === null && employerId === undefined;
  const narrowed = { employerId, status: status === null || status === 'all' ? undefined : (status as Status) };
  const [queue, list, counts] = await Promise.all([
    call(fetch, listReviewQueue, { query: isQueue ? pagingOf(page) : { limit: 1 } }),
    isQueue ? undefined : call(fetch, listDeskJobs, { query: { ...narrowed, ...pagingOf(page) } }),
    Promise.all(SHOWN.map(async (one) => [one, await countOf(fetch, one)] as const)),
  ]);
  return {
    ...{ queue, list, status, employerId, page, isQueue },
    /** What was just decided on the posting before. */
    done: url.searchParams.get('done'),
    counts: Object.fromEntries(counts),
    pageSize: PAGE_SIZE,
    mayWrite: OFFICER_ROLES.some((role) => role === actor.role),
  };
};

const countOf = async (fetch: typeof globalThis.fetch, status: Status): Promise<number> =>
  (await call(fetch, listDeskJobs, { query: { status, limit: 1 } })).total;
