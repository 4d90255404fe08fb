import { getPolicy } from '@songgang/api/contract/policies.ts';
import { tryOnCounty } from '@songgang/api/contract/policy-trials.ts';
import { fail } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { text } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const number = Number(url.searchParams.get('number')) || undefined;
  const policy = await call(fetch, getPolicy, { params, query: number === undefined ? {} : { number } });
  const { shown } = policy;
  return { ruleId: params.ruleId, name: shown.name, number: shown.number, isDraft: shown.status === 'draft' };
};

export const actions: Actions = {
  // A form, not a page that is opened: the whole county is judged for it, and whoever is named is written down as seen.
  default: async ({ fetch, params, request }) => {
    const number = Number(text(await request.formData(), 'number'));
    const result = await attempt(fetch, tryOnCounty, { params, body: { number } });
    if (!result.ok) return fail(result.status, { message: say(result.code, result.details) });
    return { result: result.value };
  },
};
