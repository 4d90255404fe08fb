import { placeOf } from '#lib/server/place.ts';
import type { LayoutServerLoad } from './$types';

/** Nothing of a visit is kept by the browser either: the way back shows nobody what the one before looked at. */
export const load: LayoutServerLoad = async (event) => {
  event.setHeaders({ 'cache-control': 'no-store' });
  const place = await placeOf(event, 'kiosk');
  return { place, head: [`${place.county.name}人社局`, ...(place.name ? [place.name] : [])] };
};
