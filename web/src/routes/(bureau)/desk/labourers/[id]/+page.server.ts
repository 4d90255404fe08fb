import { listDeliveries } from '@songgang/api/contract/deliveries.ts';
import { getHousehold } from '@songgang/api/contract/households.ts';
import {
  type CardView,
  checkCard,
  closeLabourer,
  DISCLOSED_FIELDS,
  discloseField,
  getCard,
} from '@songgang/api/contract/people.ts';
import { CASE_ROLES, OFFICER_ROLES } from '@songgang/api/contract/scalars.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { text, whole } from '#lib/server/forms.ts';
import { occupationNames } from '#lib/server/occupations.ts';
import type { Actions, PageServerLoad } from './$types';

type Field = (typeof DISCLOSED_FIELDS)[number];
type Asks = Field | 'close';
const OFFERS_SHOWN = 12;
const isAsked = (word: string | null): word is Asks => word === 'close' || DISCLOSED_FIELDS.some((one) => one === word);

export const load: PageServerLoad = async ({ fetch, params, url, parent }) => {
  const { actor } = await parent();
  const card = await call(fetch, getCard, { params });
  const [household, offers, names] = await Promise.all([
    call(fetch, getHousehold, { params: { id: card.householdId } }),
    call(fetch, listDeliveries, { query: { labourerId: params.id, limit: OFFERS_SHOWN } }),
    occupationNames(fetch, codesOf(card)),
  ]);
  const asks = url.searchParams.get('ask');
  return {
    ...{ card, household, offers, names },
    asks: isAsked(asks) ? asks : undefined,
    mayWrite: card.state === 'active' && CASE_ROLES.some((role) => role === actor.role),
    mayClose: card.state === 'active' && OFFICER_ROLES.some((role) => role === actor.role),
  };
};

const codesOf = ({ skills, wishes, trainingWishes }: CardView): string[] => [
  ...skills.map(({ code }) => code),
  ...wishes,
  ...trainingWishes,
];

/** Back to the question, with what was wrong with the answer. */
const askAgain = (status: number, asks: Asks, message: string) => fail(status, { asks, message });

export const actions: Actions = {
  /** One number, for two minutes. The look is written down before it is shown. */
  disclose: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const field = text(form, 'field') as Field;
    const [purpose, words, caseRef] = [text(form, 'purpose'), text(form, 'words'), text(form, 'caseRef')];
    const said = [purpose, words].filter((part) => part !== '' && part !== '其他').join('：');
    if (said === '') return askAgain(422, field, '请选为了什么；选“其他”的，请写明。');
    const shown = await attempt(fetch, discloseField, {
      params,
      body: { field, purpose: said, ...(caseRef && { caseRef }) },
    });
    if (!shown.ok) return askAgain(shown.status, field, say(shown.code, shown.details));
    return { shown: { field, ...shown.value } };
  },
  check: async ({ fetch, params, request }) => {
    const version = whole(await request.formData(), 'version') ?? 0;
    const checked = await attempt(fetch, checkCard, { params, body: { version } });
    if (!checked.ok) return fail(checked.status, { message: say(checked.code, checked.details) });
    redirect(303, `/desk/labourers/${params.id}`);
  },
  close: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const body = { version: whole(form, 'version') ?? 0, reason: text(form, 'reason') };
    if (body.reason === '') return askAgain(422, 'close', say('people.note_missing'));
    const closed = await attempt(fetch, closeLabourer, { params, body });
    if (!closed.ok) return askAgain(closed.status, 'close', say(closed.code, closed.details));
    redirect(303, `/desk/labourers/${params.id}`);
  },
};
