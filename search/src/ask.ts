import type { AskedFrom, Understanding } from './chinese/model.ts';
import { areaCode, tradeToken } from './documents.ts';
import { type Plan, planOf, type Widening, wideningsOf, withLike } from './plan/plan.ts';
import type { JobFilter, JobHit, JobSearch } from './port.ts';

export interface Ask {
  /** As typed or spoken; anything may be in it. */
  readonly text: string;
  /** What the page filters by, besides the text. Never widened. */
  readonly filter: JobFilter;
  readonly from: AskedFrom;
  readonly offset: number;
  readonly limit: number;
}

export interface AskedHit extends JobHit {
  /** Why it stands where it stands: 'trade', 'near', 'words' …, with '-wider' for the next place up. */
  readonly why: string;
}

export interface Asked {
  readonly hits: readonly AskedHit[];
  readonly total: number;
  readonly engine: string;
  readonly understood: Understanding;
  /** What was let go of because nothing was found with it, in order; empty as a rule. */
  readonly widened: readonly Widening[];
}

export type Understand = (text: string, from: AskedFrom) => Understanding;

/**
 * The one way in which postings are searched for by words: the public search, the command line and the evaluation all come here.
 * Where nothing is found, one wish after another is let go of until something is; a page beyond the first lets go of the same.
 */
export async function askJobs(
  search: JobSearch,
  understand: Understand,
  ask: Ask,
  signal?: AbortSignal,
): Promise<Asked> {
  const understood = understand(ask.text, ask.from);
  const filter = understood.not.away && ask.from.countyCode ? atHome(ask.filter, ask.from.countyCode) : ask.filter;
  const steps = wideningsOf(understood);
  for (let step = 0; ; step += 1) {
    const widened = steps.slice(0, step);
    const { tiers, found } = await carryOut(search, planOf(understood, filter, widened), ask, signal);
    if (found.total === 0 && step < steps.length) continue;
    const hits = found.hits.map((hit) => ({ ...hit, why: tiers[hit.tier]?.name ?? '' }));
    return { hits, total: found.total, engine: found.engine, understood, widened };
  }
}

/** So few postings that those which only mention the trade add some; and so few that the query's words may. */
const FEW = 20;
const VERY_FEW = 5;

/** Reserves are brought in one after another. Judged by the total, which is the same for every page. */
async function carryOut(search: JobSearch, plan: Plan, { offset, limit }: Ask, signal?: AbortSignal) {
  const { where, tiers: first, inReserve } = await likened(search, plan, signal);
  let tiers = first;
  let found = await search.find({ where, tiers, offset, limit }, signal);
  for (const reserve of [inReserve.filter(({ words }) => !words), inReserve.filter(({ words }) => words)]) {
    const least = reserve.some(({ words }) => words) ? VERY_FEW : FEW;
    if (found.total >= least || reserve.length === 0) continue;
    const behind = { from: tiers.length, offset: Math.max(0, offset - found.total), limit: limit - found.hits.length };
    tiers = [...tiers, ...reserve];
    const more = await search.find({ where, tiers, ...behind }, signal);
    found = { ...more, hits: [...found.hits, ...more.hits], total: found.total + more.total };
  }
  return { tiers, found };
}

/** How many of the first hits tell what the others are like, and how many of those must agree. */
const SAMPLE = 5;
const AGREE = 0.6;

/** For a query known only by its sound: the trades that the postings found by it share. */
async function likened(search: JobSearch, plan: Plan, signal?: AbortSignal): Promise<Plan> {
  const tiers = plan.tiers.filter(({ sounds }) => sounds);
  if (tiers.length === 0) return plan;
  const { hits } = await search.find({ where: plan.where, tiers, offset: 0, limit: SAMPLE, readTrades: true }, signal);
  const sure = hits.flatMap(({ trades = [] }) => trades.filter(isSureTrade));
  const shared = [...new Set(sure)].filter(
    (token) => sure.filter((other) => other === token).length >= AGREE * hits.length,
  );
  return shared.length > 0 ? withLike(plan, shared) : plan;
}

/** A whole group is too wide to be like anything: its code has two digits, a trade's four or more. */
const isSureTrade = (token: string): boolean => token.startsWith(tradeToken('sure', '')) && token.length > 4;

/** 不去外地: nothing beyond the asker's own county. A place the page filters by lies within it or the page would not offer it. */
const atHome = (filter: JobFilter, countyCode: string): JobFilter =>
  filter.areaCodes?.length ? filter : { ...filter, areaCodes: [areaCode(countyCode)] };
