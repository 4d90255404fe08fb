import type { IndexedJob } from '../../documents.ts';
import type { JobHit, Tier } from '../../port.ts';

/** A posting as the server returns it: of its fields those that were asked for. */
export type Found = Pick<IndexedJob, 'id'> & Partial<IndexedJob>;

/** What has to be known of a posting to tell which of the tiers it belongs to, and what of it the query wants to hear. */
export function fieldsFor(tiers: readonly Tier[], readTrades = false): string[] {
  const asks = (condition: keyof Tier) => tiers.some((tier) => tier[condition] !== undefined);
  return [
    'id',
    ...(tiers.length > 0 ? ['publishedAt'] : []),
    ...(readTrades || asks('trades') ? ['trades'] : []),
    ...(asks('areaCodes') ? ['areas'] : []),
    ...(asks('perks') ? ['perks'] : []),
    ...(asks('shifts') ? ['shifts'] : []),
    ...(asks('sounds') ? ['sounds'] : []),
    ...(asks('surePayFen') ? ['payMinFen'] : []),
  ];
}

export const hitOf = ({ id, trades }: Found, tier: number, readTrades = false): JobHit =>
  readTrades ? { id, tier, trades: trades ?? [] } : { id, tier };

const anyOf = (wanted: readonly string[] | undefined, held: readonly string[] = []): boolean =>
  !wanted?.length || wanted.some((one) => held.includes(one));

/** The same conditions as `tierConditionsOf`, on the posting itself. */
const meets = (found: Found, tier: Tier): boolean =>
  anyOf(tier.trades, found.trades) &&
  anyOf(tier.areaCodes, found.areas) &&
  (tier.perks ?? []).every((perk) => found.perks?.includes(perk)) &&
  anyOf(tier.shifts, found.shifts) &&
  anyOf(tier.sounds, found.sounds) &&
  (tier.surePayFen === undefined || (found.payMinFen ?? 0) >= tier.surePayFen);

export interface Place {
  /** Index of the tier in the query. */
  readonly at: number;
  readonly tier: Tier;
}

/** Postings that meet at least one of the tiers, by the first that each meets, then newest first, then by id. */
export function inTierOrder(found: readonly Found[], tiers: readonly Place[], readTrades = false): JobHit[] {
  const last = tiers.at(-1)?.at ?? 0;
  const placed = found.map((one) => ({ one, at: tiers.find(({ tier }) => meets(one, tier))?.at ?? last }));
  placed.sort(
    (a, b) => a.at - b.at || (b.one.publishedAt ?? 0) - (a.one.publishedAt ?? 0) || (a.one.id < b.one.id ? -1 : 1),
  );
  return placed.map(({ one, at }) => hitOf(one, at, readTrades));
}
