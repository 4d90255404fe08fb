import type { Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import { type Ctx, systemActor } from '../../kernel/ctx.ts';
import { tellChange } from './service.ts';
import { lockJob, saveJob } from './store.ts';

/** A posting in another county may take people of this one: the job's own county is named. */
export interface JobRef {
  readonly countyCode: string;
  readonly id: string;
}

/**
 * Counts somebody who starts at a posting (+1) or whose start was called off (−1), in the placement's own transaction. The last
 * free place fills it by itself. A filled posting is not opened again: its employer posts it anew. Throws job.not_found,
 * job.head_count_below_placed where nobody is left to take away.
 */
export async function countPlaced(tx: Tx, ctx: Ctx, ref: JobRef, by: 1 | -1): Promise<void> {
  const job = await lockJob(tx, ref.countyCode, ref.id);
  const placedCount = job.placedCount + by;
  if (placedCount < 0) throw new AppError('job.head_count_below_placed', { placed: job.placedCount });
  const isFull = job.headCount !== null && placedCount >= job.headCount;
  const fills = isFull && (job.status === 'published' || job.status === 'paused');
  const at = ctx.now();
  const saved = await saveJob(tx, job, { placedCount, ...(fills && { status: 'filled' as const, closedAt: at }) }, at);
  const system: Ctx = { ...ctx, actor: systemActor(ref.countyCode) };
  await tellChange(
    tx,
    fills ? system : { ...ctx, actor: { ...ctx.actor, countyCode: ref.countyCode } },
    job,
    saved,
    fills ? 'fill' : 'place',
  );
}
