import { listLabourers } from '@songgang/api/contract/people.ts';
import { getPolicy } from '@songgang/api/contract/policies.ts';
import { tryPolicy } from '@songgang/api/contract/policy-trials.ts';
import { fail } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { text } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

type Body = NonNullable<Parameters<typeof attempt<typeof tryPolicy>>[2]>['body'];

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const number = Number(url.searchParams.get('number')) || undefined;
  const policy = await call(fetch, getPolicy, { params, query: number === undefined ? {} : { number } });
  const q = (url.searchParams.get('q') ?? '').slice(0, 40);
  const people = q === '' ? [] : (await call(fetch, listLabourers, { query: { text: q, limit: 20 } })).labourers;
  return { ruleId: params.ruleId, name: policy.name, number: policy.shown.number, q, people };
};

/** `t.` carries the kind of a fact beside the value typed for it (`f.`); what is left empty is as the registers say. */
function factsOf(form: FormData): Body['facts'] {
  const typed = [...form].flatMap(([name, value]) =>
    name.startsWith('f.') && typeof value === 'string' && value !== '' ? [[name.slice(2), value] as const] : [],
  );
  return Object.fromEntries(typed.map(([fact, value]) => [fact, factOf(text(form, `t.${fact}`), value)]));
}

function factOf(type: string, value: string): Body['facts'][string] {
  if (value === 'unknown') return null;
  if (type === 'bool') return value === 'true';
  if (type === 'list') return value.split(/[、,，]/).map((one) => one.trim());
  const isNumber = type === 'int' || type === 'number';
  return isNumber && Number.isFinite(Number(value)) ? Number(value) : value;
}

export const actions: Actions = {
  default: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const [labourerId, eventOn] = [text(form, 'labourerId'), text(form, 'eventOn')];
    const body: Body = {
      number: Number(text(form, 'number')),
      facts: factsOf(form),
      ...(labourerId !== '' && { labourerId }),
      ...(eventOn !== '' && { eventOn }),
    };
    const result = await attempt(fetch, tryPolicy, { params, body });
    if (!result.ok) return fail(result.status, { message: say(result.code, result.details), labourerId });
    return { result: result.value, labourerId };
  },
};
