import type { Reader } from '../../db/client.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Actor } from '../../kernel/ctx.ts';
import { isInside, levelOf } from '../../kernel/region-code.ts';
import { getRegion } from '../regions/store.ts';

/** A home is a town or a village inside the asker's area. Throws region.not_found, people.region_outside, people.region_no_village. */
export async function assertHome(db: Reader, actor: Actor, regionCode: string): Promise<void> {
  await getRegion(db, regionCode);
  if (!isInside(regionCode, actor.regionCode)) throw new AppError('people.region_outside', { regionCode });
  if (!['town', 'village'].includes(levelOf(regionCode)))
    throw new AppError('people.region_no_village', { regionCode });
}
