import { explainPair, getRun, listRuns, runMatch } from '@songgang/api/contract/matching.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { occupationNames } from '#lib/server/occupations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => {
  const { runs } = await call(fetch, listRuns, { query: { limit: 20 } });
  const [last] = runs;
  const shortage = last && (await call(fetch, getRun, { params: { id: last.id } })).shortage;
  const [labourerId, jobId] = [url.searchParams.get('labourer'), url.searchParams.get('job')];
  const why = labourerId && jobId ? await attempt(fetch, explainPair, { query: { labourerId, jobId } }) : undefined;
  const codes = why?.ok ? why.value.findings.flatMap((f) => codesIn([f.labourer, f.job])) : [];
  return {
    runs,
    shortage,
    why: why?.ok ? why.value : undefined,
    whyRefused: why && !why.ok ? say(why.code, why.details) : undefined,
    occupations: await occupationNames(fetch, codes),
  };
};

/** Every string in a finding; those that are no codes of the tree are left out by whoever names them. */
const codesIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(codesIn) : [];
};

export const actions: Actions = {
  run: async ({ fetch }) => {
    const result = await attempt(fetch, runMatch, { body: {} });
    if (!result.ok) return fail(result.status, { message: say(result.code, result.details) });
    redirect(303, '/desk/match');
  },
  try: async ({ fetch }) => {
    const result = await attempt(fetch, runMatch, { body: { dryRun: true } });
    if (!result.ok) return fail(result.status, { message: say(result.code, result.details) });
    return { trial: result.value };
  },
};
