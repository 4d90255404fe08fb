import { levelOf, townOf } from '#lib/place.ts';
import { placesIn } from './place.ts';

/** The villages of the town where somebody lives, their own first, as the choices of a form. */
export async function villageChoices(
  fetch: typeof globalThis.fetch,
  { regionCode, regionName }: { regionCode: string; regionName: string },
) {
  const town = levelOf(regionCode) === 'village' ? townOf(regionCode) : regionCode;
  const villages = await placesIn(fetch, town);
  const own = { value: regionCode, label: regionName };
  const rest = villages
    .filter(({ code }) => code !== regionCode)
    .map(({ code, name }) => ({ value: code, label: name }));
  return [own, ...rest];
}
