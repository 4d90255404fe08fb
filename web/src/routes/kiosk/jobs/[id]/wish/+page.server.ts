import { getJob } from '@songgang/api/contract/jobs.ts';
import { dateOf } from '#lib/format.ts';
import { call } from '#lib/server/api.ts';
import { newClientKey } from '#lib/server/form-id.ts';
import { sayWish } from '#lib/server/kiosk-wish.ts';
import { placeOf } from '#lib/server/place.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => {
  const { id, title, employer } = await call(fetch, getJob, { params, query: {} });
  return { job: { id, title, employerName: employer.name }, clientKey: newClientKey(), today: dateOf(new Date()) };
};

export const actions: Actions = {
  default: async (event) => {
    const place = await placeOf(event, 'kiosk');
    return sayWish(event.fetch, event.params.id, await event.request.formData(), place.code);
  },
};
