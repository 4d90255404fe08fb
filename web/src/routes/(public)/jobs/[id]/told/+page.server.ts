import { fail, redirect } from '@sveltejs/kit';
import { dateOf } from '#lib/format.ts';
import { say } from '#lib/messages.ts';
import { admit } from '#lib/server/guard.ts';
import { myDelivery, undo, undoSeconds } from '#lib/server/my-delivery.ts';
import type { Actions, PageServerLoad } from './$types';

const SAID = ['interested', 'introduced', 'placed'];

/** After 我想去: what comes next, who does it, by when. Whoever has said nothing is led back to the posting. */
export const load: PageServerLoad = async (event) => {
  const actor = admit(event, ({ role }) => role === 'labourer');
  const delivery = await myDelivery(event.fetch, actor, event.params.id);
  if (!delivery || !SAID.includes(delivery.status)) redirect(303, `/jobs/${event.params.id}`);
  const now = new Date();
  return { delivery, now, today: dateOf(now), undoSeconds: undoSeconds(delivery, now) };
};

export const actions: Actions = {
  undo: async ({ fetch, locals, params }) => {
    const delivery = await myDelivery(fetch, locals.actor, params.id);
    const refused = delivery && (await undo(fetch, delivery));
    if (refused) return fail(refused.status, { message: say(refused.code, refused.details) });
    redirect(303, `/jobs/${params.id}`);
  },
};
