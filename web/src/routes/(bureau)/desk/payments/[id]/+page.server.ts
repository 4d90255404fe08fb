import { getBatch, readBankReturn, takeBatchStep } from '@songgang/api/contract/payments.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { text, whole } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, parent }) => {
  const { actor } = await parent();
  return { batch: await call(fetch, getBatch, { params }), mayPay: actor.role === 'finance_officer' };
};

export const actions: Actions = {
  step: async ({ fetch, params, request }) => {
    const form = await request.formData();
    // The cast only names the field: an action the api does not know comes back as a refusal.
    const action = text(form, 'action') as 'confirm';
    const note = text(form, 'note');
    const body = { action, version: whole(form, 'version') ?? 0, ...(note && { note }) };
    const done = await attempt(fetch, takeBatchStep, { params, body });
    if (!done.ok) return fail(done.status, { message: say(done.code, done.details) });
    redirect(303, `/desk/payments/${params.id}`);
  },
  read: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const file = form.get('file');
    if (!(file instanceof File) || file.size === 0) return fail(422, { message: '先选银行回盘的文件，再点“读进来”。' });
    const base64 = Buffer.from(await file.arrayBuffer()).toString('base64');
    const told = await attempt(fetch, readBankReturn, { params, body: { file: { name: file.name, base64 } } });
    if (!told.ok) return fail(told.status, { message: say(told.code, told.details) });
    return { outcome: told.value.outcome, wasKnown: told.value.wasKnown };
  },
};
