import { getJob } from '@songgang/api/contract/jobs.ts';
import { redirect } from '@sveltejs/kit';
import { dateOf } from '#lib/format.ts';
import { call } from '#lib/server/api.ts';
import { newClientKey } from '#lib/server/form-id.ts';
import { sayWish } from '#lib/server/kiosk-wish.ts';
import { placeOf } from '#lib/server/place.ts';
import type { Actions, PageServerLoad } from './$types';

/** 我想去 without an account: by name and village; the liaison confirms. */
export const load: PageServerLoad = async (event) => {
  const { fetch, locals, params } = event;
  if (locals.actor?.role === 'labourer') redirect(303, `/jobs/${params.id}`);
  const [{ id, title, employer }, place] = await Promise.all([
    call(fetch, getJob, { params, query: {} }),
    placeOf(event, 'phone'),
  ]);
  return {
    job: { id, title, employerName: employer.name },
    place,
    clientKey: newClientKey(),
    today: dateOf(new Date()),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const place = await placeOf(event, 'phone');
    return sayWish(event.fetch, event.params.id, await event.request.formData(), place.code);
  },
};
