import { planFair } from '@songgang/api/contract/fairs.ts';
import { listRegions } from '@songgang/api/contract/regions.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { formIdIn, newFormId } from '#lib/server/form-id.ts';
import { text } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, parent }) => {
  const { actor } = await parent();
  const { area, children } = await call(fetch, listRegions, { params: { code: actor.regionCode } });
  return { places: [area, ...children], formId: newFormId() };
};

/** A date and a time typed apart, in Shanghai. What is no time is left as it is: the api names the field. */
function instant(on: string, at: string): string {
  const when = new Date(`${on}T${at}:00+08:00`);
  return Number.isNaN(when.getTime()) ? `${on} ${at}` : when.toISOString();
}

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const form = await request.formData();
    const names = ['title', 'kind', 'regionCode', 'place', 'on', 'from', 'until', 'notes'] as const;
    const typed = Object.fromEntries(names.map((name) => [name, text(form, name)])) as Record<
      (typeof names)[number],
      string
    >;
    const { on, from, until, notes, kind, ...rest } = typed;
    const times = { startsAt: instant(on, from), endsAt: instant(on, until) };
    const body = { ...formIdIn(form), ...rest, ...times, kind: kind as 'special', ...(notes && { notes }) };
    const result = await attempt(fetch, planFair, { body });
    if (!result.ok) return fail(result.status, { message: say(result.code, result.details), typed });
    redirect(303, `/desk/fairs/${result.value.id}`);
  },
};
