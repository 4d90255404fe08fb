import { getPublicNotice } from '@songgang/api/contract/publicity.ts';
import { call } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => ({
  notice: await call(fetch, getPublicNotice, { params }),
  address: `${url.origin}/notices/${params.id}`,
});
