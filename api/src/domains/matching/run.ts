import { createHash } from 'node:crypto';
import { match } from '@songgang/search/matcher/match.ts';
import type { LabourerFacts, Reason } from '@songgang/search/matcher/model.ts';
import { withProspects } from '@songgang/search/matcher/prospects.ts';
import { type MatchResult, matchAll } from '@songgang/search/matcher/run.ts';
import type { Shortage } from '@songgang/search/matcher/shortage.ts';
import type { Tx } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import { type CalendarDate, yearOf } from '../../kernel/calendar.ts';
import { type Ctx, newId, today } from '../../kernel/ctx.ts';
import { appendEvent } from '../audit/service.ts';
import type { Channel } from '../people/core/card.ts';
import { getCounty, lockCounties, saveEpoch } from '../regions/store.ts';
import type { CountySettings } from '../regions/tables.ts';
import { channelFor } from './core/channel.ts';
import { type Loaded, load, type Whom } from './load.ts';
import { recount } from './recount.ts';
import { insertRun } from './runs-store.ts';
import { storable } from './shortage.ts';
import { type DeliveryRow, insertDeliveries, listOver } from './store.ts';

/** Pairs that the caller's own thread judges in a few milliseconds. */
const AT_ONCE = 50_000;

/** How often a run starts over because another was committed while it reckoned. */
const TRIES = 20;

export interface MatchOrder extends Whom {
  readonly on?: CalendarDate;
  readonly dryRun?: boolean;
  readonly seed?: number;
  /** Share of the reckoning done, 0..1. */
  readonly onProgress?: (share: number) => void;
}

export interface MatchSummary {
  readonly runId: string;
  readonly county: string;
  readonly on: CalendarDate;
  readonly labourers: number;
  readonly jobs: number;
  readonly pairsJudged: number;
  readonly suitablePairs: number;
  readonly deliveries: number;
  readonly labourersWithFive: number;
  readonly short: { reason: string; count: number }[];
  readonly jobsAtCap: number;
  readonly seconds: number;
  readonly spread: number[];
  /** Why the promise could not be kept, and what would help. */
  readonly shortage: Shortage;
  readonly committedAt: Date | null;
}

/**
 * Matches a county, or one labourer or job of it, and commits run, deliveries and news in one transaction or not at all.
 * Reckoning happens outside it; where another run was committed meanwhile, everything is read and reckoned anew.
 * Throws match.interrupted where that happens too often.
 */
export async function matchCounty(ctx: Ctx, order: MatchOrder = {}): Promise<MatchSummary> {
  const on = order.on ?? today(ctx);
  const startedAt = ctx.now();
  const began = performance.now();
  if (!isOfSome(order) && !order.dryRun) await recount(ctx.db, ctx.actor.countyCode);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const county = await getCounty(ctx.db, ctx.actor.countyCode);
    const loaded = await load(ctx, on, county.settings, order);
    const result = await reckon(loaded, county.settings, order);
    const summary = summarise(ctx, on, loaded, result, (performance.now() - began) / 1000);
    if (order.dryRun) return summary;
    // A change of some cards or of one job that brings nothing leaves no run behind; a run of the county always does.
    if (isOfSome(order) && result.offers.length === 0) return summary;
    const saved = await commit(ctx, order, loaded, result, summary, startedAt);
    if (saved) return saved;
  }
  throw new AppError('match.interrupted', { tries: TRIES });
}

/** A county is reckoned in a thread of its own; a card or a job takes less time here than a thread takes to start. */
async function reckon(
  { labourers, jobs, past }: Loaded,
  pledge: CountySettings,
  order: MatchOrder,
): Promise<MatchResult> {
  const seed = order.seed ?? 1;
  if (labourers.length * jobs.length <= AT_ONCE) {
    const people = past ? withProspects(labourers, [...jobs, ...past]) : labourers;
    return match(people, jobs, seed, () => {}, undefined, pledge);
  }
  const { onProgress } = order;
  return matchAll(labourers, jobs, { seed, pledge, ...(past && { past }), ...(onProgress && { onProgress }) });
}

const isOfSome = ({ labourerIds, jobId }: MatchOrder): boolean => labourerIds !== undefined || jobId !== undefined;

function summarise(ctx: Ctx, on: CalendarDate, loaded: Loaded, result: MatchResult, seconds: number): MatchSummary {
  return {
    runId: newId(ctx),
    county: ctx.actor.countyCode,
    on,
    labourers: loaded.labourers.length,
    jobs: loaded.jobs.length,
    pairsJudged: result.pairsJudged,
    suitablePairs: result.suitablePairs,
    deliveries: result.offers.length,
    labourersWithFive: result.labourersWithFive,
    short: [...result.short],
    jobsAtCap: result.jobsAtCap,
    seconds: Math.round(seconds * 1000) / 1000,
    spread: spreadOf(loaded.labourers, result),
    shortage: storable(result.shortage),
    committedAt: null,
  };
}

/** How many people hold 0, 1, 2, 3, 4, 5 or more offers of the year once these are delivered. */
function spreadOf(labourers: readonly LabourerFacts[], { offers }: MatchResult): number[] {
  const held = new Map(labourers.map((l) => [l.id, l.offersThisYear]));
  for (const { labourerId } of offers) held.set(labourerId, (held.get(labourerId) ?? 0) + 1);
  const spread = [0, 0, 0, 0, 0, 0];
  for (const count of held.values()) spread[Math.min(5, count)] = (spread[Math.min(5, count)] ?? 0) + 1;
  return spread;
}

/** Null where another run came between: what was reckoned stands on an old state. */
async function commit(
  ctx: Ctx,
  order: MatchOrder,
  loaded: Loaded,
  result: MatchResult,
  summary: MatchSummary,
  startedAt: Date,
): Promise<MatchSummary | null> {
  return ctx.db.transaction(async (tx) => {
    const locked = await lockCounties(tx, [...loaded.epochs.keys()]);
    if (locked.some((county) => county.matchEpoch !== loaded.epochs.get(county.code))) return null;
    const rows = await stillValid(tx, ctx, deliveryRows(ctx, loaded, result, summary));
    const committedAt = ctx.now();
    const saved = { ...summary, deliveries: rows.length, committedAt };
    const digest = digestOf(rows);
    await insertRun(tx, ctx, order, saved, digest, startedAt);
    await insertDeliveries(tx, rows);
    // A run that delivers nothing leaves everything as others have read it: they need not start over.
    if (rows.length > 0) for (const county of locked) await saveEpoch(tx, county.code, county.matchEpoch + 1);
    await ctx.outbox.enqueue(tx, 'match.committed', { countyCode: summary.county, id: summary.runId });
    const details = { deliveries: rows.length, digest, on: summary.on };
    await appendEvent(tx, ctx, {
      subjectKind: 'match_run',
      subjectId: summary.runId,
      action: 'commit',
      toStatus: 'committed',
      details,
    });
    return saved;
  });
}

function deliveryRows(ctx: Ctx, loaded: Loaded, { offers }: MatchResult, { runId, on }: MatchSummary): DeliveryRow[] {
  const channels = channelsOf(loaded);
  const owners = new Map(loaded.openJobs.map((j) => [j.id, j.countyCode]));
  const plannedAt = ctx.now();
  return offers.map((offer) => ({
    countyCode: ctx.actor.countyCode,
    id: newId(ctx),
    runId,
    labourerId: offer.labourerId,
    jobCountyCode: owners.get(offer.jobId) ?? ctx.actor.countyCode,
    jobId: offer.jobId,
    channel: channels.get(offer.labourerId) ?? 'sheet',
    tier: offer.tier,
    score: offer.score,
    reasons: [...offer.reasons] as Reason[],
    year: yearOf(on),
    status: 'planned' as const,
    plannedAt,
  }));
}

const channelsOf = ({ seekers, accounts }: Loaded): Map<string, Channel> =>
  new Map(seekers.map((row) => [row.id, channelFor({ ...row, hasAccount: accounts.has(row.id) })]));

/** Leaves out what was closed, filled or refused while the run reckoned. */
async function stillValid(tx: Tx, ctx: Ctx, rows: DeliveryRow[]): Promise<DeliveryRow[]> {
  const over = await listOver(tx, ctx.actor.countyCode, rows);
  return rows.filter((row) => !over.jobs.has(row.jobId) && !over.labourers.has(row.labourerId));
}

/** SM3 over who is offered what: the chained event of the run vouches for every delivery in it. */
function digestOf(rows: readonly DeliveryRow[]): string {
  const hash = createHash('sm3');
  for (const row of rows) hash.update(`${row.labourerId} ${row.jobId}\n`);
  return hash.digest('hex');
}
