import { createClaim } from '@songgang/api/contract/claims.ts';
import { getEmployer, listEmployers } from '@songgang/api/contract/employers.ts';
import type { Input } from '@songgang/api/contract/endpoint.ts';
import { getPolicy, listPolicies } from '@songgang/api/contract/policies.ts';
import { tryPolicy } from '@songgang/api/contract/policy-trials.ts';
import { OFFICER_ROLES } from '@songgang/api/contract/scalars.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { text } from '#lib/server/forms.ts';
import { admit } from '#lib/server/guard.ts';
import { pickPerson } from '#lib/server/pick.ts';
import type { Actions, PageServerLoad } from './$types';

type Fetch = typeof globalThis.fetch;
type Body = Input<typeof createClaim>['body'];
type Fact = NonNullable<Body['facts']>[number];

/** Whoever is paid as a person; all others are firms and offices of the register. */
const PERSONS = ['labourer', 'student', 'insured-person', 'assisted-person', 'household'];
const SHOWN = 20;

/** First what and when, then who, then what the papers say. Each step is an address, so that it works without scripts. */
export const load: PageServerLoad = async ({ fetch, url, locals }) => {
  admit({ locals, url }, ({ role }) => OFFICER_ROLES.some((one) => one === role));
  const [rule, on] = [url.searchParams.get('rule') ?? '', url.searchParams.get('on') ?? ''];
  const policies = await standing(fetch);
  const itself = policies.find(({ ruleId, isFoundByItself }) => ruleId === rule && isFoundByItself);
  if (itself || rule === '' || on === '') return { what: { rule, on, ...offered(policies), itself: itself?.name } };
  const policy = await call(fetch, getPolicy, { params: { ruleId: rule }, query: {} });
  const paysFirm = !PERSONS.includes(policy.beneficiary);
  const asked = { rule, on, name: policy.name, beneficiary: policy.beneficiary, paysFirm };
  const [who, firm] = [await pickPerson(fetch, url), await pickFirm(fetch, url)];
  const isChosen = paysFirm
    ? firm.chosen !== undefined && url.searchParams.get('step') === 'facts'
    : who.person !== undefined;
  if (!isChosen) return { asked, who, firm };
  const trial = await attempt(fetch, tryPolicy, {
    params: { ruleId: rule },
    body: { number: policy.shown.number, facts: {}, eventOn: on, ...(who.person && { labourerId: who.person.id }) },
  });
  const { stated, suggested } = policy.shown.papers;
  return {
    ...{ asked, who, firm },
    question: { missing: trial.ok ? trial.value.judgement.missing : [], papers: [...stated, ...suggested] },
  };
};

/** Policies of ours that hold today. */
async function standing(fetch: Fetch) {
  const { policies } = await call(fetch, listPolicies);
  return policies.filter(({ number, relevance }) => number !== null && relevance !== 'reference');
}

/** Those that somebody must enter, and those that the registers bring about. */
function offered(policies: Awaited<ReturnType<typeof standing>>) {
  const { byHand = [], found = [] } = Object.groupBy(policies, (one) => (one.isFoundByItself ? 'found' : 'byHand'));
  return {
    policies: byHand.map(({ ruleId, name }) => ({ value: ruleId, label: name })),
    found: found.map(({ ruleId, name }) => ({ ruleId, name })),
  };
}

async function pickFirm(fetch: Fetch, url: URL) {
  const [id, q] = [url.searchParams.get('employer'), (url.searchParams.get('fq') ?? '').trim().slice(0, 80)];
  const chosen = id === null ? undefined : await attempt(fetch, getEmployer, { params: { id } });
  if (chosen?.ok) return { chosen: { id: chosen.value.id, name: chosen.value.name }, q, found: undefined };
  const found = q === '' ? undefined : await call(fetch, listEmployers, { query: { text: q, limit: SHOWN } });
  return { chosen: undefined, q, found };
}

export const actions: Actions = {
  default: async ({ fetch, request, url }) => {
    const form = await request.formData();
    const typed = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')) as Record<
      string,
      string
    >;
    const facts = factsIn(form);
    const paper = text(form, 'paper');
    if (facts.length > 0 && paper === '') return fail(422, { typed, message: '填了情况，就要写明看的是哪份材料。' });
    const of = (name: string) => url.searchParams.get(name) ?? '';
    const optional = {
      labourerId: of('labourer'),
      employerId: of('employer'),
      periodFrom: text(form, 'periodFrom'),
      periodTo: text(form, 'periodTo'),
    };
    const told = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== ''));
    const body: Body = {
      ruleId: of('rule'),
      eventOn: of('on'),
      ...told,
      facts: facts.map((one) => ({ ...one, paper })),
    };
    const made = await attempt(fetch, createClaim, { body });
    if (made.ok) redirect(303, `/desk/claims/${made.value.id}`);
    return fail(made.status, { typed, message: say(made.code, made.details) });
  },
};

/** `t.` carries the kind of a fact beside the value typed for it (`f.`); what is left empty is asked later. */
function factsIn(form: FormData): Omit<Fact, 'paper'>[] {
  return [...form.keys()]
    .filter((name) => name.startsWith('f.'))
    .map((name) => ({ fact: name.slice(2), typed: text(form, name) }))
    .filter(({ typed }) => typed !== '')
    .map(({ fact, typed }) => ({ fact, value: factValue(text(form, `t.${fact}`), typed) }));
}

function factValue(type: string, typed: string): Fact['value'] {
  if (type === 'bool') return typed === 'yes';
  const isNumber = type === 'int' || type === 'number';
  return isNumber && Number.isFinite(Number(typed)) ? Number(typed) : typed;
}
