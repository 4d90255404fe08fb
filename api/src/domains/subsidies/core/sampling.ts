/** What is drawn from: an employer and the placements it was paid for. */
export interface Sampled {
  readonly employerId: string;
  readonly placementIds: readonly string[];
}
export interface SampleShares {
  /** Share of the employers, from 0.2 to 0.4. */
  readonly employers: number;
  /** Share of the placements of each employer drawn. */
  readonly placements: number;
  /** At least and at most so many placements of one employer, as far as there are any. */
  readonly least: number;
  readonly most: number;
}
export const DEFAULT_SHARES: SampleShares = { employers: 0.2, placements: 0.2, least: 2, most: 20 };

/**
 * Draws the sample for a check afterwards. The seed is recorded, and everybody who has it draws the same again: all
 * are ranked by a hash of seed and id, and the first are taken, so that the order in which they are handed in and
 * what else changes in the register have no influence.
 */
export function drawSample(
  seed: string,
  population: readonly Sampled[],
  shares: SampleShares = DEFAULT_SHARES,
): Sampled[] {
  if (shares.employers < 0.2 || shares.employers > 0.4)
    throw new RangeError('between 20 and 40 percent of the employers');
  const count = Math.ceil(roundedShare(population.length, shares.employers));
  const drawn = firstByHash(seed, population, ({ employerId }) => employerId, count);
  return drawn.map(({ employerId, placementIds }) => {
    const wanted = Math.ceil(roundedShare(placementIds.length, shares.placements));
    const size = Math.min(placementIds.length, Math.max(shares.least, Math.min(shares.most, wanted)));
    return { employerId, placementIds: firstByHash(`${seed}/${employerId}`, placementIds, (id) => id, size) };
  });
}

/** 0.2 of 35 is 7, and not the next number above 7.000000000000001. */
const roundedShare = (count: number, share: number): number => Math.round(count * share * 1e9) / 1e9;

function firstByHash<T>(seed: string, items: readonly T[], idOf: (item: T) => string, count: number): T[] {
  const ranked = items.map((item) => ({ item, id: idOf(item), rank: hashOf(`${seed}|${idOf(item)}`) }));
  return ranked
    .toSorted((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
    .slice(0, count)
    .map(({ item }) => item);
}

/** 53 bits spread evenly over short texts (two multiplicative hashes side by side); not meant to keep a secret. */
export function hashOf(text: string): number {
  let [low, high] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 2654435761);
    high = Math.imul(high ^ unit, 1597334677);
  }
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  return 4294967296 * (2097151 & high) + (low >>> 0);
}
