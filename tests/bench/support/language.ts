import { type CountyLanguage, languageOf } from '@songgang/search/chinese/language.ts';
import { readSeed } from '../../../api/src/domains/regions/seed.ts';

/** The layer over all the regions that the product ships. */
export async function shippedLayer(): Promise<CountyLanguage> {
  const places = (await readSeed()).map(({ code, name }) => ({ code, name }));
  return languageOf({ places });
}
