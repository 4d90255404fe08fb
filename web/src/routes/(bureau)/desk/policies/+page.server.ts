import { listPolicies } from '@songgang/api/contract/policies.ts';
import { call } from '#lib/server/api.ts';
import type { PageServerLoad } from './$types';

const ORDER = ['core', 'adjacent', 'reference'];
const VIEWS = ['all', 'core', 'adjacent', 'reference', 'waiting', 'draft'] as const;

export const load: PageServerLoad = async ({ fetch, url }) => {
  const { policies, mayEdit } = await call(fetch, listPolicies);
  const view = VIEWS.find((one) => one === url.searchParams.get('view')) ?? 'all';
  const isIn = {
    all: () => true,
    core: (one) => one.relevance === 'core',
    adjacent: (one) => one.relevance === 'adjacent',
    reference: (one) => one.relevance === 'reference',
    waiting: (one) => one.awaitsRate,
    draft: (one) => one.draftNumber !== null,
  } as const satisfies Record<(typeof VIEWS)[number], (one: (typeof policies)[number]) => boolean>;
  const counts = Object.fromEntries(VIEWS.map((name) => [name, policies.filter(isIn[name]).length]));
  // The bureau's own first.
  const ordered = policies.toSorted((a, b) => ORDER.indexOf(a.relevance) - ORDER.indexOf(b.relevance));
  return { view, counts, mayEdit, total: policies.length, policies: ordered.filter(isIn[view]) };
};
