import { takeDeliveryStep } from '@songgang/api/contract/deliveries.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { declineReasonLabels } from '#lib/delivery-labels.ts';
import { say } from '#lib/messages.ts';
import { attempt } from '#lib/server/api.ts';
import { text } from '#lib/server/forms.ts';
import { admit } from '#lib/server/guard.ts';
import { myDelivery, undo, undoSeconds } from '#lib/server/my-delivery.ts';
import type { Actions, PageServerLoad } from './$types';

/** 不合适: first why, then what was noted, with the way back. Only what was delivered can be refused. */
export const load: PageServerLoad = async (event) => {
  const actor = admit(event, ({ role }) => role === 'labourer');
  const delivery = await myDelivery(event.fetch, actor, event.params.id);
  const isDeclined = delivery?.status === 'declined';
  if (!delivery || !(isDeclined || delivery.actions.includes('decline'))) redirect(303, `/jobs/${event.params.id}`);
  return { delivery, isDeclined, undoSeconds: undoSeconds(delivery, new Date()) };
};

export const actions: Actions = {
  decline: async ({ fetch, locals, params, request }) => {
    const reason = text(await request.formData(), 'reason');
    const delivery = await myDelivery(fetch, locals.actor, params.id);
    // A second tap on the same answer finds it given.
    if (!delivery || delivery.status === 'declined') redirect(303, `/jobs/${params.id}/no`);
    // The cast only names the field: a reason the api does not know comes back as a refusal.
    const declineReason = reason as keyof typeof declineReasonLabels;
    const body = { action: 'decline' as const, version: delivery.version, declineReason };
    const result = await attempt(fetch, takeDeliveryStep, { params: { id: delivery.id }, body });
    if (!result.ok) return fail(result.status, { message: say(result.code, result.details) });
    redirect(303, `/jobs/${params.id}/no`);
  },
  undo: async ({ fetch, locals, params }) => {
    const delivery = await myDelivery(fetch, locals.actor, params.id);
    const refused = delivery && (await undo(fetch, delivery));
    if (refused) return fail(refused.status, { message: say(refused.code, refused.details) });
    redirect(303, `/jobs/${params.id}`);
  },
};
