import { listFairs } from '@songgang/api/contract/fairs.ts';
import { call } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch }) => call(fetch, listFairs);
