import { tradesOf } from '#lib/server/trades.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ fetch, url }) => tradesOf(fetch, url);
