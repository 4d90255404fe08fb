import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { text } from '#lib/server/forms.ts';
import { localPath } from '#lib/server/local-path.ts';
import { isPlaceOf, keepPlace, placeChoices, placeOf } from '#lib/server/place.ts';
import type { Actions, PageServerLoad } from './$types';

/** Who stands here may live elsewhere: their own village, for this visit. */
export const load: PageServerLoad = async ({ fetch, parent, url }) => {
  const { place } = await parent();
  const choices = await placeChoices(fetch, place.county, url.searchParams.get('town'));
  return { ...choices, next: localPath(url.searchParams.get('next'), '/kiosk') };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const code = text(form, 'code');
    const { county } = await placeOf(event, 'kiosk');
    if (!isPlaceOf(county, code)) return fail(422, { message: say('region.not_found') });
    keepPlace(event, 'kiosk', code);
    redirect(303, localPath(text(form, 'next'), '/kiosk'));
  },
};
