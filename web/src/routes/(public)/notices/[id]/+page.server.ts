import { getPublicNotice, objectToLine } from '@songgang/api/contract/publicity.ts';
import { fail } from '@sveltejs/kit';
import { dateOf } from '#lib/format.ts';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { text, whole } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => ({
  notice: await call(fetch, getPublicNotice, { params }),
  today: dateOf(new Date()),
});

const SHORTEST = 5;

export const actions: Actions = {
  default: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const typed = { number: whole(form, 'number'), text: text(form, 'text'), contact: text(form, 'contact') };
    if (!typed.number) return fail(422, { message: '请选是哪一行。', typed });
    if (typed.text.length < SHORTEST) return fail(422, { message: '请多写几个字，哪里不对、您怎么知道的。', typed });
    const body = { number: typed.number, text: typed.text, ...(typed.contact && { contact: typed.contact }) };
    const done = await attempt(fetch, objectToLine, { params, body });
    if (!done.ok) return fail(done.status, { message: say(done.code, done.details), typed });
    return { said: done.value.number };
  },
};
