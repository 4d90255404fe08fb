import { type DeliveryView, listMyDeliveries } from '@songgang/api/contract/matching.ts';
import { choosePostings, getCard, listLooks } from '@songgang/api/contract/people.ts';
import { fail, redirect } from '@sveltejs/kit';
import { dateOf } from '#lib/format.ts';
import { offerCardOf, reasonsOf } from '#lib/job-view.ts';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { text } from '#lib/server/forms.ts';
import { admit } from '#lib/server/guard.ts';
import { undo, undoSeconds } from '#lib/server/my-delivery.ts';
import { occupationNames } from '#lib/server/occupations.ts';
import type { Actions, PageServerLoad } from './$types';

const WAITING = ['delivered', 'seen'];
const RUNNING = ['interested', 'introduced', 'placed'];

export const load: PageServerLoad = async (event) => {
  const actor = admit(event, ({ role }) => role === 'labourer');
  const { fetch, url } = event;
  const [{ deliveries }, { looks }, card] = await Promise.all([
    call(fetch, listMyDeliveries),
    call(fetch, listLooks),
    call(fetch, getCard, { params: { id: actor.labourerId ?? '' } }),
  ]);
  const now = new Date();
  const waiting = deliveries.filter(({ status }) => WAITING.includes(status));
  const names = await occupationNames(
    fetch,
    waiting.flatMap(reasonsOf).map(({ value }) => String(value)),
  );
  const withTime = (delivery: DeliveryView) => ({ ...delivery, undoSeconds: undoSeconds(delivery, now) });
  return {
    actor,
    now,
    today: dateOf(now),
    offers: waiting.map((delivery) => offerCardOf(delivery, (code) => names[code])),
    running: deliveries.filter(({ status }) => RUNNING.includes(status)).map(withTime),
    past: deliveries.filter(({ status }) => ![...WAITING, ...RUNNING, 'planned'].includes(status)).map(withTime),
    looks,
    isRefused: card.personalisedRefusedAt !== null,
    isChanged: url.searchParams.has('changed'),
  };
};

export const actions: Actions = {
  /** One tap, said twice it changes nothing: 个人信息保护法 第二十四条. */
  postings: async ({ fetch, request }) => {
    const personalised = text(await request.formData(), 'personalised') === 'yes';
    const result = await attempt(fetch, choosePostings, { body: { personalised } });
    if (!result.ok) return fail(result.status, { message: say(result.code, result.details) });
    redirect(303, '/mine?changed#how');
  },
  undo: async ({ fetch, request }) => {
    const id = text(await request.formData(), 'delivery');
    const { deliveries } = await call(fetch, listMyDeliveries);
    const delivery = deliveries.find((one) => one.id === id);
    const refused = delivery && (await undo(fetch, delivery));
    if (refused) return fail(refused.status, { message: say(refused.code, refused.details) });
    redirect(303, '/mine');
  },
};
