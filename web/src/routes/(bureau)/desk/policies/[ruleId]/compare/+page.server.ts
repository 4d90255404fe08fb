import { compareVersions } from '@songgang/api/contract/policies.ts';
import { call } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const [a, b] = ['a', 'b'].map((name) => Number(url.searchParams.get(name)) || 1) as [number, number];
  return { ruleId: params.ruleId, ...(await call(fetch, compareVersions, { params, query: { a, b } })) };
};
