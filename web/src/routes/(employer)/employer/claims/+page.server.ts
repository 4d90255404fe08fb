import { addClaimPaper, setClaimAccount } from '@songgang/api/contract/claim-evidence.ts';
import { listMyClaims } from '@songgang/api/contract/claims.ts';
import type { Input } from '@songgang/api/contract/endpoint.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { type Attempt, attempt, call } from '#lib/server/api.ts';
import { text } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch }) => call(fetch, listMyClaims);

function after(result: Attempt<unknown>) {
  if (!result.ok) return fail(result.status, { message: say(result.code, result.details) });
  redirect(303, '/employer/claims');
}

export const actions: Actions = {
  paper: async ({ fetch, request }) => {
    const form = await request.formData();
    const file = form.get('scan');
    const scan =
      file instanceof File && file.size > 0
        ? { scan: { type: file.type, base64: Buffer.from(await file.arrayBuffer()).toString('base64') } }
        : {};
    const number = text(form, 'number');
    // The cast: a kind of file nobody takes comes back as a refusal.
    const body = { paper: text(form, 'paper'), ...(number && { number }), ...scan } as Input<
      typeof addClaimPaper
    >['body'];
    return after(await attempt(fetch, addClaimPaper, { params: { id: text(form, 'claim') }, body }));
  },
  account: async ({ fetch, request }) => {
    const form = await request.formData();
    const body = {
      number: text(form, 'number'),
      bankName: text(form, 'bankName'),
      holderName: text(form, 'holderName'),
    };
    return after(await attempt(fetch, setClaimAccount, { params: { id: text(form, 'claim') }, body }));
  },
};
