import type { Reader } from '../../db/client.ts';
import { type FoundRegion, findRegion, indexNames } from './core/find-region.ts';
import { listNames } from './store.ts';

/** Text to a region: 'found' with its code and what was left over, 'ambiguous' with the candidates, or 'unknown'. */
export type FindByText = (text: string, within?: string) => FoundRegion;

/**
 * Reads the names once (all of China to county and the towns and villages of the county; without a county, all that are known) and answers from memory.
 * For one import or one form; load it again for the next, the tree may have grown.
 */
export async function loadRegionFinder(db: Reader, countyCode: string | null): Promise<FindByText> {
  const index = indexNames(await listNames(db, countyCode));
  return (text, within) => findRegion(index, text, within);
}
