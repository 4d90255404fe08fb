import { listStaff } from '@songgang/api/contract/auth.ts';
import type { Endpoint, Input } from '@songgang/api/contract/endpoint.ts';
import { declareRelative, getPersonRecords, recordSpan, removeSpan } from '@songgang/api/contract/person-records.ts';
import { OFFICER_ROLES } from '@songgang/api/contract/scalars.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { type Attempt, attempt, call } from '#lib/server/api.ts';
import { text } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

type Body<E extends Endpoint> = Input<E> extends { readonly body: infer B } ? B : never;

const MAY_NAME_OTHERS: readonly string[] = ['county_officer', 'administrator'];

export const load: PageServerLoad = async ({ fetch, params, parent }) => {
  const { actor } = await parent();
  const mayNameOthers = MAY_NAME_OTHERS.includes(actor.role);
  const [records, staff] = await Promise.all([
    call(fetch, getPersonRecords, { params }),
    mayNameOthers ? call(fetch, listStaff) : { staff: [] },
  ]);
  return {
    ...{ records, id: params.id, isAuditor: actor.role === 'auditor' },
    officers: staff.staff.map(({ id, name }) => ({ value: id, label: name })),
    mayWrite: OFFICER_ROLES.some((role) => role === actor.role),
  };
};

async function after(form: FormData, result: Attempt<unknown>, id: string) {
  if (result.ok) redirect(303, `/desk/labourers/${id}/records`);
  const typed = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')) as Record<
    string,
    string
  >;
  return fail(result.status, { typed, message: say(result.code, result.details) });
}

// The casts only name the fields: what the api does not know comes back as a refusal.
export const actions: Actions = {
  span: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const toOn = text(form, 'toOn');
    const told = { kind: text(form, 'kind'), fromOn: text(form, 'fromOn'), source: text(form, 'source') };
    const body = { ...told, ...(toOn && { toOn }) } as Body<typeof recordSpan>;
    return after(form, await attempt(fetch, recordSpan, { params, body }), params.id);
  },
  remove: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const of = { id: params.id, spanId: text(form, 'span') };
    return after(form, await attempt(fetch, removeSpan, { params: of, body: { note: text(form, 'note') } }), params.id);
  },
  relative: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const officerId = text(form, 'officerId');
    const body = { relation: text(form, 'relation'), ...(officerId && { officerId }) } as Body<typeof declareRelative>;
    return after(form, await attempt(fetch, declareRelative, { params, body }), params.id);
  },
};
