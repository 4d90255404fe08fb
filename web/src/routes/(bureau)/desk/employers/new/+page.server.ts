import { registerEmployer } from '@songgang/api/contract/employers.ts';
import { fail, redirect } from '@sveltejs/kit';
import { creditCodeSaid } from '#lib/credit-code.ts';
import type { employerKindLabels, workshopKindLabels } from '#lib/labels.ts';
import { say } from '#lib/messages.ts';
import { attempt } from '#lib/server/api.ts';
import { text } from '#lib/server/forms.ts';
import { placesIn } from '#lib/server/place.ts';
import type { Actions, PageServerLoad } from './$types';

const NAMES = [
  'creditCode',
  'name',
  'kind',
  'workshopKind',
  'products',
  'regionCode',
  'address',
  'contactName',
  'phone',
] as const;
type Typed = Record<(typeof NAMES)[number], string>;

export const load: PageServerLoad = async ({ fetch, parent }) => {
  const { actor } = await parent();
  return { places: [{ code: actor.regionCode, name: actor.regionName }, ...(await placesIn(fetch, actor.regionCode))] };
};

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const form = await request.formData();
    // The keys are those of NAMES.
    const typed = Object.fromEntries(NAMES.map((name) => [name, text(form, name)])) as Typed;
    const { kind, workshopKind, creditCode, name, regionCode, ...rest } = typed;
    const optional = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''));
    const body = {
      ...{ creditCode, name, regionCode, ...optional },
      // The casts only name the fields: a word the api does not know comes back as a refusal.
      kind: kind as keyof typeof employerKindLabels,
      ...(kind === 'workshop' && { workshopKind: workshopKind as keyof typeof workshopKindLabels }),
    };
    const made = await attempt(fetch, registerEmployer, { body });
    if (made.ok) redirect(303, `/desk/employers/${made.value.id}`);
    const said =
      made.code === 'employer.credit_code_wrong' ? creditCodeSaid(made.details) : say(made.code, made.details);
    return fail(made.status, { typed, message: said, isCode: made.code.startsWith('employer.credit') });
  },
};
