import type { Input, Output } from '../../../contract/endpoint.ts';
import type { countJobs } from '../../../contract/jobs.ts';
import type { Db } from '../../db/client.ts';
import { startOf } from '../../kernel/calendar.ts';
import { type Ctx, today } from '../../kernel/ctx.ts';
import { prefixOf, townOf } from '../../kernel/region-code.ts';
import { countOpenByTown, type TownCounts } from './store.ts';

interface Kept {
  readonly on: string;
  readonly countedAt: number;
  readonly counted: Promise<readonly TownCounts[]>;
}

const kept = new WeakMap<Db, Map<string, Kept>>();
/** Every home page shows these numbers and every one of them reads all open postings: they may be this old. */
const KEPT_MS = 10_000;

/** Numbers for the tiles of a kiosk: near is the town of the place asked from, or the whole county without one. */
export async function countTiles(ctx: Ctx, { query }: Input<typeof countJobs>): Promise<Output<typeof countJobs>> {
  const near = prefixOf(townOf(query.regionCode ?? ctx.actor.regionCode));
  const towns = await townCounts(ctx);
  const sum = (number: keyof Omit<TownCounts, 'town'>, of = towns) => of.reduce((all, one) => all + one[number], 0);
  return {
    open: sum('open'),
    near: sum(
      'open',
      towns.filter(({ town }) => town.startsWith(near)),
    ),
    newToday: sum('newToday'),
    homeBased: sum('homeBased'),
    withBoard: sum('withBoard'),
    partTime: sum('partTime'),
  };
}

/** Counted once for all who ask within the same seconds, from whatever place. */
function townCounts(ctx: Ctx): Promise<readonly TownCounts[]> {
  const { countyCode } = ctx.actor;
  const on = today(ctx);
  const at = ctx.now().getTime();
  const counties = kept.get(ctx.db) ?? new Map<string, Kept>();
  kept.set(ctx.db, counties);
  const known = counties.get(countyCode);
  if (known?.on === on && Math.abs(at - known.countedAt) < KEPT_MS) return known.counted;
  const counted = countOpenByTown(ctx.db, countyCode, on, startOf(on));
  counties.set(countyCode, { on, countedAt: at, counted });
  // What could not be counted is not kept: the next page tries again.
  counted.catch(() => counties.delete(countyCode));
  return counted;
}
