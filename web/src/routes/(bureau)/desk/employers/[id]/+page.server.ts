import {
  type CONTACT_WAYS,
  type EMPLOYER_ACTION_NAMES,
  getEmployer,
  listEmployerContacts,
  recordEmployerContact,
  showEmployerPhone,
  takeEmployerStep,
} from '@songgang/api/contract/employers.ts';
import { listDeskJobs } from '@songgang/api/contract/job-desk.ts';
import { CASE_ROLES } from '@songgang/api/contract/scalars.ts';
import { fail, redirect } from '@sveltejs/kit';
import { EMPTY } from '#lib/job-form.ts';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { text, whole } from '#lib/server/forms.ts';
import { tradesFor } from '#lib/server/job-form.ts';
import { occupationNames } from '#lib/server/occupations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, parent, url }) => {
  const { actor } = await parent();
  const [employer, { contacts }, jobs] = await Promise.all([
    call(fetch, getEmployer, { params }),
    call(fetch, listEmployerContacts, { params }),
    call(fetch, listDeskJobs, { query: { employerId: params.id, limit: 10 } }),
  ]);
  const codes = contacts.flatMap(({ needs }) => needs.map(({ occupationCode }) => occupationCode));
  return {
    ...{ employer, contacts, jobs },
    names: await occupationNames(fetch, codes),
    asksPhone: url.searchParams.get('ask') === 'phone',
    mayWrite: CASE_ROLES.some((role) => role === actor.role),
  };
};

/** The hands that are needed, where a trade was named; a trade that is not recognised stays in the note. */
async function needsOf(fetch: typeof globalThis.fetch, form: FormData) {
  const [trade, headCount] = [text(form, 'trade'), whole(form, 'headCount') ?? 1];
  const { choices, isSure } = await tradesFor(fetch, { ...EMPTY, title: trade });
  const [first] = choices;
  return isSure && first
    ? { needs: [{ occupationCode: first.code, headCount }], kept: '' }
    : { needs: [], kept: trade };
}

export const actions: Actions = {
  step: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const note = text(form, 'note');
    // The cast only names the field: an action the api does not know comes back as a refusal.
    const action = text(form, 'action') as (typeof EMPLOYER_ACTION_NAMES)[number];
    const body = { action, version: whole(form, 'version') ?? 0, ...(note && { note }) };
    const taken = await attempt(fetch, takeEmployerStep, { params, body });
    if (!taken.ok) return fail(taken.status, { message: say(taken.code, taken.details), note });
    redirect(303, `/desk/employers/${params.id}`);
  },
  contact: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const how = text(form, 'how') as (typeof CONTACT_WAYS)[number];
    const { needs, kept } = await needsOf(fetch, form);
    const note = [text(form, 'said'), kept && `要：${kept}`].filter(Boolean).join('；');
    const made = await attempt(fetch, recordEmployerContact, { params, body: { how, note, needs } });
    if (!made.ok) return fail(made.status, { contactMessage: say(made.code, made.details), said: note });
    redirect(303, `/desk/employers/${params.id}`);
  },
  phone: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const [purpose, caseRef] = [text(form, 'purpose'), text(form, 'caseRef')];
    const shown = await attempt(fetch, showEmployerPhone, { params, body: { purpose, ...(caseRef && { caseRef }) } });
    if (!shown.ok) return fail(shown.status, { asksPhone: true, phoneMessage: say(shown.code, shown.details) });
    return { shown: { value: shown.value.phone, hideAfterSeconds: shown.value.hideAfterSeconds } };
  },
};
