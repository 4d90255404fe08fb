import { type BankFormatView, getBankFormat, setBankFormat } from '@songgang/api/contract/payments.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { text, ticked } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const COLUMNS = 8;

export const load: PageServerLoad = async ({ fetch, parent }) => {
  const { actor } = await parent();
  return { format: await call(fetch, getBankFormat), columns: COLUMNS, mayPay: actor.role === 'finance_officer' };
};

const words = (typed: string): string[] => typed.split(/[,，、\s]+/).filter((word) => word !== '');

/** The casts only name the fields: what the api does not know comes back as a refusal. */
function formatOf(form: FormData): BankFormatView {
  const columns = Array.from({ length: COLUMNS }, (_, i) => ({
    head: text(form, `head${i}`),
    field: text(form, `field${i}`) as BankFormatView['columns'][number]['field'],
  }));
  return {
    kind: text(form, 'kind') as BankFormatView['kind'],
    encoding: text(form, 'encoding') as BankFormatView['encoding'],
    hasHead: ticked(form, 'hasHead'),
    columns: columns.filter(({ field }) => String(field) !== ''),
    returns: {
      number: text(form, 'number'),
      amount: text(form, 'amount'),
      amountIn: text(form, 'amountIn') as 'yuan',
      account: text(form, 'account'),
      result: text(form, 'result'),
      reason: text(form, 'reason'),
      paidWords: words(text(form, 'paidWords')),
      failedWords: words(text(form, 'failedWords')),
    },
  };
}

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const typed = formatOf(await request.formData());
    const done = await attempt(fetch, setBankFormat, { body: typed });
    if (!done.ok) return fail(done.status, { message: say(done.code, done.details), typed });
    redirect(303, '/desk/payments/format');
  },
};
