import { getImport, type IMPORT_ACTION_NAMES, takeImportStep } from '@songgang/api/contract/imports.ts';
import { fail, redirect } from '@sveltejs/kit';
import { say } from '#lib/messages.ts';
import { attempt, call } from '#lib/server/api.ts';
import { PAGE_SIZE, pageOf, pagingOf } from '#lib/server/desk-lists.ts';
import { text } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

type Outcome = NonNullable<NonNullable<Parameters<typeof call<typeof getImport>>[2]>['query']['outcome']>;

/** The rows of one outcome. Opens on those with errors, where there are any: they are what has to be mended. */
export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const page = pageOf(url);
  const asked = url.searchParams.get('outcome');
  const read = (outcome?: Outcome) =>
    call(fetch, getImport, { params, query: { ...pagingOf(page), ...(outcome && { outcome }) } });
  if (asked === 'all') return { ...(await read()), page, outcome: 'all', pageSize: PAGE_SIZE };
  const first = await read((asked ?? 'error') as Outcome);
  if (asked !== null || first.import.withErrors > 0)
    return { ...first, page, outcome: asked ?? 'error', pageSize: PAGE_SIZE };
  return { ...(await read()), page, outcome: 'all', pageSize: PAGE_SIZE };
};

export const actions: Actions = {
  default: async ({ fetch, params, request }) => {
    const form = await request.formData();
    // The cast only names the field: an action the api does not know comes back as a refusal.
    const action = text(form, 'action') as (typeof IMPORT_ACTION_NAMES)[number];
    const taken = await attempt(fetch, takeImportStep, { params, body: { action } });
    if (!taken.ok) return fail(taken.status, { message: say(taken.code, taken.details) });
    redirect(303, `/desk/imports/${params.id}`);
  },
};
