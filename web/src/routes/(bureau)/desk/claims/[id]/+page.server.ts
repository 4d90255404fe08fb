import { addClaimPaper, setClaimAccount, stateClaimFact } from '@songgang/api/contract/claim-evidence.ts';
import { getClaim, lookAgain, takeClaimStep } from '@songgang/api/contract/claims.ts';
import type { Endpoint, Input } from '@songgang/api/contract/endpoint.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { type Attempt, attempt, call } from '#lib/server/api.ts';
import { text, whole } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => ({ claim: await call(fetch, getClaim, { params }) });

type Body<E extends Endpoint> = Input<E> extends { readonly body: infer B } ? B : never;

function after(result: Attempt<unknown>, id: string) {
  if (!result.ok) return fail(result.status, { message: say(result.code, result.details) });
  redirect(303, `/desk/claims/${id}`);
}

/** What was typed, as the fact is declared: 是 or 否, a number, or a word. */
function valueIn(form: FormData): boolean | number | string {
  const typed = text(form, 'value');
  const type = text(form, 'type');
  if (type === 'bool') return typed === 'yes';
  return type === 'int' || type === 'number' ? Number(typed) : typed;
}

// The casts only name the fields: what the api does not know comes back as a refusal.
export const actions: Actions = {
  step: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const [note, backTo] = [text(form, 'note'), text(form, 'backTo')];
    const action = text(form, 'action');
    const body = {
      action,
      version: whole(form, 'version'),
      ...(note && { note }),
      ...(action === 'sendBack' && backTo && { backTo }),
    } as Body<typeof takeClaimStep>;
    return after(await attempt(fetch, takeClaimStep, { params, body }), params.id);
  },
  paper: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const number = text(form, 'number');
    const file = form.get('scan');
    const scan =
      file instanceof File && file.size > 0
        ? { scan: { type: file.type, base64: Buffer.from(await file.arrayBuffer()).toString('base64') } }
        : {};
    const body = { paper: text(form, 'paper'), ...(number && { number }), ...scan } as Body<typeof addClaimPaper>;
    return after(await attempt(fetch, addClaimPaper, { params, body }), params.id);
  },
  fact: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const body = { fact: text(form, 'fact'), value: valueIn(form), paper: text(form, 'paper') };
    return after(await attempt(fetch, stateClaimFact, { params, body }), params.id);
  },
  account: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const body = {
      number: text(form, 'number'),
      bankName: text(form, 'bankName'),
      holderName: text(form, 'holderName'),
    };
    return after(await attempt(fetch, setClaimAccount, { params, body }), params.id);
  },
  look: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const body = { result: text(form, 'result'), note: text(form, 'note') } as Body<typeof lookAgain>;
    return after(
      await attempt(fetch, lookAgain, { params: { id: params.id, hitId: text(form, 'hit') }, body }),
      params.id,
    );
  },
};
