import type { Relaxation } from '@songgang/search/matcher/shortage.ts';
import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Reader, Tx } from '../../db/client.ts';
import type { Ctx } from '../../kernel/ctx.ts';
import type { MatchOrder, MatchSummary } from './run.ts';
import { matchRuns } from './tables.ts';

export type Run = typeof matchRuns.$inferSelect;

export async function insertRun(
  tx: Tx,
  ctx: Ctx,
  order: MatchOrder,
  s: MatchSummary & { committedAt: Date },
  digest: string,
  startedAt: Date,
): Promise<void> {
  const kind = order.labourerIds ? 'labourer' : order.jobId ? 'job' : 'county';
  await tx.insert(matchRuns).values({
    countyCode: s.county,
    id: s.runId,
    kind,
    subjectId: order.labourerIds?.[0] ?? order.jobId ?? null,
    onDate: s.on,
    seed: order.seed ?? 1,
    labourerCount: s.labourers,
    jobCount: s.jobs,
    pairsJudged: String(s.pairsJudged),
    suitablePairs: String(s.suitablePairs),
    deliveryCount: s.deliveries,
    withFiveCount: s.labourersWithFive,
    jobsAtCap: s.jobsAtCap,
    short: s.short,
    spread: s.spread,
    shortage: s.shortage,
    digest,
    seconds: s.seconds,
    actorId: ctx.actor.id,
    startedAt,
    committedAt: s.committedAt,
  });
}

/** A run without its shortage list, which names everybody who is short. */
export type RunBrief = Omit<Run, 'shortage'>;

const { shortage: _, ...runBrief } = getTableColumns(matchRuns);

export const listRunsOf = (db: Reader, countyCode: string, limit: number, offset: number): Promise<RunBrief[]> =>
  db
    .select(runBrief)
    .from(matchRuns)
    .where(and(eq(matchRuns.countyCode, countyCode), eq(matchRuns.kind, 'county')))
    .orderBy(desc(matchRuns.committedAt), desc(matchRuns.id))
    .limit(limit)
    .offset(offset);

/** What the last run of the county found that one limit of a person would bring. */
export async function listRelaxationsOf(db: Reader, countyCode: string, labourerId: string): Promise<Relaxation[]> {
  const [run] = await db
    .select({
      found: sql<Relaxation[]>`jsonb_path_query_array(${matchRuns.shortage}, '$.relaxations[*] ? (@.labourerId == $id)',
        jsonb_build_object('id', ${labourerId}::text))`,
    })
    .from(matchRuns)
    .where(and(eq(matchRuns.countyCode, countyCode), eq(matchRuns.kind, 'county')))
    .orderBy(desc(matchRuns.committedAt), desc(matchRuns.id))
    .limit(1);
  return run?.found ?? [];
}

export const findRun = async (db: Reader, countyCode: string, id: string) =>
  (
    await db
      .select()
      .from(matchRuns)
      .where(and(eq(matchRuns.countyCode, countyCode), eq(matchRuns.id, id)))
  )[0];
