import { getDeskHome } from '@songgang/api/contract/desk.ts';
import { call } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch }) => ({
  home: await call(fetch, getDeskHome),
  now: new Date().toISOString(),
});
