import { setClaimAccount } from '@songgang/api/contract/claim-evidence.ts';
import { listMyClaims } from '@songgang/api/contract/claims.ts';
import { type DeliveryView, listMyDeliveries } from '@songgang/api/contract/deliveries.ts';
import { listMyWork, sayOfMyWork } from '@songgang/api/contract/my-work.ts';
import { choosePostings, getCard, listLooks } from '@songgang/api/contract/people.ts';
import { fail, redirect } from '@sveltejs/kit';
import { dateOf } from '#lib/format.ts';
import { offerCardOf, reasonsOf } from '#lib/job-view.ts';
import { say } from '#lib/messages.ts';
import { myMoneyOf } from '#lib/my-money.ts';
import { attempt, call } from '#lib/server/api.ts';
import { fen, text, whole } from '#lib/server/forms.ts';
import { admit } from '#lib/server/guard.ts';
import { undo, undoSeconds } from '#lib/server/my-delivery.ts';
import { occupationNames } from '#lib/server/occupations.ts';
import type { Actions, PageServerLoad } from './$types';

const WAITING = ['delivered', 'seen'];
const RUNNING = ['interested', 'introduced', 'placed'];

export const load: PageServerLoad = async (event) => {
  const actor = admit(event, ({ role }) => role === 'labourer');
  const { fetch, url } = event;
  const [{ deliveries }, { looks }, card, { placements }, { claims }] = await Promise.all([
    call(fetch, listMyDeliveries),
    call(fetch, listLooks),
    call(fetch, getCard, { params: { id: actor.labourerId ?? '' } }),
    call(fetch, listMyWork),
    call(fetch, listMyClaims),
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
    work: placements.filter(({ status }) => status !== 'ended'),
    isSaid: url.searchParams.has('said'),
    money: myMoneyOf(claims, dateOf(now)),
    looks,
    isRefused: card.personalisedRefusedAt !== null,
    isChanged: url.searchParams.has('changed'),
  };
};

type SaidBody = NonNullable<Parameters<typeof attempt<typeof sayOfMyWork>>[2]>['body'];

/** The cast only names the fields: what the api does not know comes back as a refusal. */
function saidIn(form: FormData): SaidBody {
  const paidFen = fen(form, 'paid');
  const [endedOn, endReason] = [text(form, 'endedOn'), text(form, 'endReason')];
  const wage = paidFen !== undefined && { wage: { month: text(form, 'month'), paidFen } };
  const told = { version: whole(form, 'version'), outcome: text(form, 'outcome') };
  return { ...told, ...(endedOn && { endedOn }), ...(endReason && { endReason }), ...wage } as SaidBody;
}

export const actions: Actions = {
  account: async ({ fetch, request }) => {
    const form = await request.formData();
    const body = {
      number: text(form, 'number'),
      bankName: text(form, 'bankName'),
      holderName: text(form, 'holderName'),
    };
    const result = await attempt(fetch, setClaimAccount, { params: { id: text(form, 'claim') }, body });
    if (!result.ok) return fail(result.status, { message: say(result.code, result.details) });
    redirect(303, '/mine#money');
  },
  say: async ({ fetch, request }) => {
    const form = await request.formData();
    const result = await attempt(fetch, sayOfMyWork, { params: { id: text(form, 'id') }, body: saidIn(form) });
    if (!result.ok) return fail(result.status, { message: say(result.code, result.details) });
    redirect(303, '/mine?said#work');
  },
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
