import { discardDraft, enterRate, getPolicy, publishVersion, setSetting } from '@songgang/api/contract/policies.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { type Attempt, attempt, call } from '#lib/server/api.ts';
import { fen, text, ticked } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

type RateBody = NonNullable<Parameters<typeof attempt<typeof enterRate>>[2]>['body'];

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const number = Number(url.searchParams.get('number')) || undefined;
  const query = number === undefined ? {} : { number };
  const policy = await call(fetch, getPolicy, { params, query });
  return { policy, ask: url.searchParams.get('ask'), key: url.searchParams.get('key') };
};

const settled = (result: Attempt<unknown>, to: string, typed: Record<string, string> = {}) => {
  if (!result.ok) return fail(result.status, { message: say(result.code, result.details), typed });
  redirect(303, to);
};

/** What was typed, to be shown again. */
const typedOf = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form].map(([name, value]) => [name, typeof value === 'string' ? value : '']));

function rateOf(form: FormData): RateBody {
  const percent = fen(form, 'percent');
  const per = text(form, 'per');
  const effectiveTo = text(form, 'effectiveTo');
  const yuan = fen(form, 'yuan');
  // The cast only names the word: one that the api does not know comes back as a refusal.
  return {
    ...(yuan !== undefined && { fen: yuan }),
    ...(percent !== undefined && { percentHundredths: percent }),
    ...(per !== '' && { per }),
    effectiveFrom: text(form, 'effectiveFrom'),
    ...(effectiveTo !== '' && { effectiveTo }),
    cites: text(form, 'cites'),
  } as RateBody;
}

/** 是 and 否 are what they say; a key that takes words takes them as they are. */
const answerOf = (typed: string): boolean | string =>
  typed === 'true' || typed === 'false' ? typed === 'true' : typed;

export const actions: Actions = {
  rate: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const result = await attempt(fetch, enterRate, { params, body: rateOf(form) });
    return settled(result, `/desk/policies/${params.ruleId}`, typedOf(form));
  },
  set: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const body = { key: text(form, 'key'), value: answerOf(text(form, 'value')), reason: text(form, 'reason') };
    const result = await attempt(fetch, setSetting, { params, body });
    return settled(result, `/desk/policies/${params.ruleId}`, typedOf(form));
  },
  publish: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const number = Number(text(form, 'number'));
    const body = { replaces: ticked(form, 'replaces') };
    const result = await attempt(fetch, publishVersion, { params: { ...params, number }, body });
    return settled(result, `/desk/policies/${params.ruleId}?number=${number}`, typedOf(form));
  },
  discard: async ({ fetch, params, request }) => {
    const number = Number(text(await request.formData(), 'number'));
    const result = await attempt(fetch, discardDraft, { params: { ...params, number } });
    return settled(result, `/desk/policies/${params.ruleId}`);
  },
};
