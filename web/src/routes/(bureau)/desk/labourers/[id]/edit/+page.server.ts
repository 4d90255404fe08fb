import { editCard, getCard } from '@songgang/api/contract/people.ts';
import { fail, redirect } from '@sveltejs/kit';
import { cardFieldsOf } from '#lib/card-form.ts';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { editBodyOf, namesOf, readCardFields, withTypedTrades } from '#lib/server/card-form.ts';
import { text, whole } from '#lib/server/forms.ts';
import { villageChoices } from '#lib/server/places-near.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => {
  const card = await call(fetch, getCard, { params });
  const fields = cardFieldsOf(card);
  const [places, names] = await Promise.all([villageChoices(fetch, card), namesOf(fetch, fields)]);
  return { card, fields, places, names };
};

export const actions: Actions = {
  default: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const { fields, unsure } = await withTypedTrades(fetch, form, readCardFields(form));
    const again = async (status: number, message: string) =>
      fail(status, { typed: fields, unsure, message, names: await namesOf(fetch, fields) });
    if (unsure.length > 0) return again(422, '有的工种没有认准，请在下面选一个再存。');
    const body = editBodyOf(fields, text(form, 'householdId'), whole(form, 'version') ?? 0);
    const saved = await attempt(fetch, editCard, { params, body });
    if (!saved.ok) return again(saved.status, say(saved.code, saved.details));
    redirect(303, `/desk/labourers/${params.id}`);
  },
};
