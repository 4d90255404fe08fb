import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { text } from '#lib/server/forms.ts';
import { localPath } from '#lib/server/local-path.ts';
import { isPlaceOf, keepPlace, placeChoices, placeOf } from '#lib/server/place.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url;
  const { county } = await placeOf(event, 'phone');
  const choices = await placeChoices(event.fetch, county, searchParams.get('town'));
  return { ...choices, next: localPath(searchParams.get('next')) };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const code = text(form, 'code');
    const { county } = await placeOf(event, 'phone');
    if (!isPlaceOf(county, code)) return fail(422, { message: say('region.not_found') });
    keepPlace(event, 'phone', code);
    redirect(303, localPath(text(form, 'next')));
  },
};
