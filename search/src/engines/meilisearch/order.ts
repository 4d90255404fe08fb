import type { IndexedJob } from '../../documents.ts';
import type { JobHit, Tier } from '../../port.ts';

/** A posting as the server returns it: of its fields those that were asked for. */
export type Found = Pick<IndexedJob, 'id'> & Partial<IndexedJob>;

/** What has to be known of a posting to tell which of the tiers it belongs to, and what of it the query wants to hear. */
export function fieldsFor(tiers: readonly Tier[], readTrades = false): (keyof Found)[] {
  const asks = (condition: keyof Tier) => tiers.some((tier) => tier[condition] !== undefined);
  const read = (field: keyof Found, isAsked: boolean) => (isAsked ? [field] : []);
  return [
    'id',
    ...read('publishedAt', tiers.length > 0),
    ...read('trades', readTrades || asks('trades')),
    ...read('areas', asks('areaCodes')),
    ...read('perks', asks('perks')),
    ...read('shifts', asks('shifts')),
    ...read('sounds', asks('sounds')),
    ...read('payMinFen', asks('surePayFen')),
  ];
}

export const hitOf = ({ id, trades }: Found, tier: number, readTrades = false): JobHit =>
  readTrades ? { id, tier, trades: trades ?? [] } : { id, tier };

const NONE: readonly string[] = [];

/** Asked of each of some hundred postings at every question. */
function anyOf(wanted: readonly string[] | undefined, held = NONE): boolean {
  if (!wanted?.length) return true;
  for (const one of wanted) if (held.includes(one)) return true;
  return false;
}

/** The same conditions as `tierConditionsOf`, on the posting itself. */
const meets = (found: Found, tier: Tier): boolean =>
  anyOf(tier.trades, found.trades) &&
  anyOf(tier.areaCodes, found.areas) &&
  (tier.perks ?? NONE).every((perk) => found.perks?.includes(perk)) &&
  anyOf(tier.shifts, found.shifts) &&
  anyOf(tier.sounds, found.sounds) &&
  (tier.surePayFen === undefined || (found.payMinFen ?? 0) >= tier.surePayFen);

export interface Place {
  /** Index of the tier in the query. */
  readonly at: number;
  readonly tier: Tier;
}

export interface Window {
  readonly offset: number;
  readonly limit: number;
}

/**
 * The window over postings that meet at least one of the tiers, by the first that each meets, then newest first, then by id. Only
 * those are put in order that share a tier with what the window shows.
 */
export function inTierOrder(
  found: readonly Found[],
  tiers: readonly Place[],
  { offset, limit }: Window,
  readTrades = false,
): JobHit[] {
  const last = tiers.length - 1;
  const groups: Found[][] = tiers.map(() => []);
  for (const one of found) {
    let met = 0;
    for (const { tier } of tiers) {
      if (met === last || meets(one, tier)) break;
      met += 1;
    }
    groups[met]?.push(one);
  }
  let before = 0;
  return groups.flatMap((group, n) => {
    const [from, to] = [Math.max(0, offset - before), Math.max(0, offset + limit - before)];
    before += group.length;
    const shown = from < Math.min(to, group.length) ? group.sort(newestFirst).slice(from, to) : [];
    return shown.map((one) => hitOf(one, tiers[n]?.at ?? 0, readTrades));
  });
}

const newestFirst = (a: Found, b: Found): number =>
  (b.publishedAt ?? 0) - (a.publishedAt ?? 0) || (a.id < b.id ? -1 : 1);
