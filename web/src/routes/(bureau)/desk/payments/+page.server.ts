import {
  createBudgetLine,
  listBatches,
  listBudgetLines,
  listPayable,
  makeBatch,
  raiseBudgetLine,
} from '@songgang/api/contract/payments.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { fen, text, texts, whole } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, parent }) => {
  const { actor } = await parent();
  const [{ lines }, { rules }, { batches }] = await Promise.all([
    call(fetch, listBudgetLines, { query: {} }),
    call(fetch, listPayable, { query: {} }),
    call(fetch, listBatches, { query: {} }),
  ]);
  return { lines, rules, batches, mayPay: actor.role === 'finance_officer' };
};

export const actions: Actions = {
  make: async ({ fetch, request }) => {
    const form = await request.formData();
    const claimIds = texts(form, 'claimId');
    const ruleId = text(form, 'ruleId');
    const chosen = text(form, 'which') === 'all' ? { ruleId } : { claimIds };
    const body = { budgetLineId: text(form, 'budgetLineId'), ...chosen };
    const made = await attempt(fetch, makeBatch, { body });
    if (!made.ok) return fail(made.status, { message: say(made.code, made.details) });
    redirect(303, `/desk/payments/${made.value.id}`);
  },
  budget: async ({ fetch, request }) => {
    const form = await request.formData();
    const id = text(form, 'id');
    const sum = fen(form, 'sum') ?? Number.NaN;
    const note = text(form, 'note');
    const fields = { year: whole(form, 'year') ?? 0, code: text(form, 'code'), name: text(form, 'name') };
    const done = id
      ? await attempt(fetch, raiseBudgetLine, { params: { id }, body: { addFen: sum, note } })
      : await attempt(fetch, createBudgetLine, { body: { ...fields, totalFen: sum, note } });
    if (!done.ok) return fail(done.status, { message: say(done.code, done.details) });
    redirect(303, '/desk/payments');
  },
};
