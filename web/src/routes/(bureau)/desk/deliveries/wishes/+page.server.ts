import { listKioskWishes, settleKioskWish } from '@songgang/api/contract/deliveries.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { text } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch }) => call(fetch, listKioskWishes);

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const form = await request.formData();
    const labourerId = text(form, 'labourerId');
    const outcome = text(form, 'outcome') === 'not_wanted' ? ('not_wanted' as const) : ('not_found' as const);
    const body = labourerId ? { outcome: 'confirmed' as const, labourerId } : { outcome };
    const result = await attempt(fetch, settleKioskWish, { params: { id: text(form, 'id') }, body });
    if (!result.ok) return fail(result.status, { message: say(result.code, result.details) });
    redirect(303, '/desk/deliveries/wishes');
  },
};
